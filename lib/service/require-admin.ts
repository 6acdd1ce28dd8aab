import type { Context } from './context'
import { ServiceError } from './errors'

/** Throws unauthorised for nobody in particular, forbidden for a key that is no admin's. `system` is the command line. */
export function requireAdmin({ actor }: Pick<Context, 'actor'>): void {
  if (actor.role === 'admin' || actor.role === 'system') return
  if (actor.key === null) throw new ServiceError('unauthorised', 'This needs the key of an admin.')
  throw new ServiceError('forbidden', 'This needs the key of an admin; another one does not do.')
}
