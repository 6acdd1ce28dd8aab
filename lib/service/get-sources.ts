import type { FeedTold } from '@/lib/schema/feed-told'
import type { Instant } from '@/lib/schema/time'
import type { Holdings } from '@/lib/store/store'
import type { Context } from './context'
import { type Coverage, coverageOf } from './coverage'
import { getFeedsTold } from './get-feeds-told'
import { type Reconciled, reconcile } from './reconciliation'

export interface Sources {
  now: Instant
  coverage: Coverage
  intakes: Holdings['imports']
  feeds: FeedTold[]
  withheld: Holdings['withheld']
  reconciled: Reconciled[]
}

/** Where the figures come from: who speaks, of what, since when, what was turned away, what is withheld, and how far sums and statements agree. */
export async function getSources(ctx: Context): Promise<Sources> {
  const now = ctx.clock()
  const view = ctx.store.publicView(now)
  const nothing = { regions: [], services: [], measures: [], units: [], kinds: [], tiers: [] }
  const [ever, { withheld, imports }] = await Promise.all([view.statements(nothing), view.holdings()])
  const statements = ever.filter(({ knownUntil }) => knownUntil === null)
  const regions = ctx.territory.regions.filter(({ level, inPack }) => level === 1 && inPack).map(({ code }) => code)
  return {
    now,
    coverage: coverageOf(statements, regions, ctx.territory.zone, now),
    intakes: imports,
    feeds: await getFeedsTold(ctx),
    withheld,
    reconciled: await reconcile(ctx, statements),
  }
}
