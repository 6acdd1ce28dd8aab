import { type Item, incidentItem, observationItem } from '@/lib/ogc/items'
import type { RecordCondition } from '@/lib/schema/record-condition'
import type { RecordFilter } from '@/lib/store/store'
import type { Context } from './context'
import { statusesAt } from './incident-status'
import { shownIncident } from './list-incidents'

/** One page of items, and how many there are in all. */
export interface ItemPage {
  items: Item[]
  next: string | null
  total: number
}

interface PageAsked {
  limit: number
  cursor?: string | undefined
}

const paged = ({ limit, cursor }: PageAsked) => ({ limit, ...(cursor !== undefined && { cursor }) })
const asking = (where: RecordCondition): RecordFilter => ({
  regions: [],
  services: [],
  measures: [],
  units: [],
  kinds: [],
  tiers: [],
  where,
})

/** Public incidents of which a condition holds, as features, newest start first. */
export async function incidentItems(ctx: Context, where: RecordCondition, query: PageAsked): Promise<ItemPage> {
  const { rows, next, total } = await ctx.store.publicView(ctx.clock()).incidents(asking(where), paged(query))
  const statusOf = await statusesAt(ctx, { asOf: ctx.clock() }, { incidents: rows.map(({ id }) => id) })
  return { items: rows.map((row) => incidentItem(shownIncident(row, statusOf(row.id)), row.startSpan)), next, total }
}

/** Public observations of which a condition holds, as features, newest as-of first. */
export async function observationItems(ctx: Context, where: RecordCondition, query: PageAsked): Promise<ItemPage> {
  const { rows, next, total } = await ctx.store.publicView(ctx.clock()).observations(asking(where), paged(query))
  return { items: rows.map((row) => observationItem(ctx.territory, row)), next, total }
}
