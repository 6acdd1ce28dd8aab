import type { ChangePage } from '@/lib/schema/change'
import type { ChangesQuery } from '@/lib/schema/query'
import { InvalidCursor } from '@/lib/store/store'
import type { Context } from './context'
import { ServiceError } from './errors'

/** What became public or ceased to be, for those who keep a copy. Throws invalid-parameter for a cursor that this ledger never gave out. */
export async function listChanges(ctx: Pick<Context, 'store' | 'clock'>, { since, limit }: ChangesQuery): Promise<ChangePage> {
  try {
    const { rows, next, more } = await ctx.store.publicView(ctx.clock()).changes({ limit, ...(since !== undefined && { since }) })
    return { data: rows, next, more }
  } catch (error) {
    if (!(error instanceof InvalidCursor)) throw error
    throw new ServiceError('invalid-parameter', 'The cursor is not one of these changes.', {
      errors: [{ path: 'since', message: 'is not a cursor given by this list' }],
    })
  }
}
