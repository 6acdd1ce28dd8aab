import type { Readiness } from '@/lib/schema/answers'
import type { Context } from './context'
import { ServiceError } from './errors'
import { isLeaving } from './leaving'

/**
 * That this process may be sent requests: its store is open, has the tables of this version, since it opens with no others, and answers. Throws
 * unavailable where it does not, and while the process is about to end. Whether all is well beside is told by getHealth.
 */
export async function getReadiness({ store }: Pick<Context, 'store'>): Promise<Readiness> {
  if (isLeaving()) throw new ServiceError('unavailable', 'This process is about to end; another one has to be asked.')
  await store.head()
  return { status: 'ready', store: store.engine }
}
