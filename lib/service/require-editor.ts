import type { Context } from './context'
import { ServiceError } from './errors'

/** Throws unauthorised for nobody in particular, forbidden for a key that may not review. */
export function requireEditor({ actor }: Pick<Context, 'actor'>): void {
  if (actor.role !== 'contributor') return
  if (actor.key === null) throw new ServiceError('unauthorised', 'This needs the key of an editor.')
  throw new ServiceError('forbidden', 'This needs the key of an editor; a contributor’s does not do.')
}
