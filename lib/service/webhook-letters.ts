import { createHash } from 'node:crypto'
import type { Change } from '@/lib/schema/change'
import type { Observation } from '@/lib/schema/observation'
import type { PublicView } from '@/lib/store/store'
import type { Letter, Subscription } from '@/lib/store/webhook-table'
import type { Context } from './context'

type Watched = Pick<Context, 'store' | 'clock' | 'territory'>
type Chosen = Pick<Subscription, 'region' | 'service'>

/** How many changes are looked at at once. */
const pageSize = 50

/** The id of a change as it is sent: the same at every attempt, to every subscription, after every restart. */
export function eventId({ kind, incident, report, time }: Pick<Change, 'kind' | 'incident' | 'report' | 'time'>): string {
  const name = [kind, incident, report ?? '', time].join(' ')
  return `evt_${createHash('sha256').update(name).digest('base64url').slice(0, 27)}`
}

const speaksOf =
  ({ region, service }: Chosen) =>
  (observation: Pick<Observation, 'regions' | 'service'>): boolean =>
    (region.length === 0 || observation.regions.some((code) => region.includes(code))) &&
    (service.length === 0 || service.includes(observation.service))

/** What a report said that another one corrects; nothing where it may not be read any more. */
async function corrected(view: PublicView, id: string | null): Promise<Observation[]> {
  const found = id === null ? null : await view.report(id)
  return found !== null && 'report' in found ? found.report.observations : []
}

/**
 * Whether a change is for a subscription. What is gone is for everybody who might have it: it comes without its regions. A correction is for
 * those, too, whose region or service it takes back.
 */
async function isFor(view: PublicView, chosen: Chosen, { data, incident }: Change): Promise<boolean> {
  if (data === null || (chosen.region.length === 0 && chosen.service.length === 0)) return true
  const speaks = speaksOf(chosen)
  if (!('title' in data)) return data.observations.some(speaks) || (await corrected(view, data.supersedes)).some(speaks)
  const found = await view.incident(incident)
  return found !== null && 'reports' in found && found.reports.some(({ observations }) => observations.some(speaks))
}

/** A change that is to be sent, and the cursor of the changes that it is the next one behind. */
export interface Found {
  change: Change
  before: string
}

/** The next change for a subscription; or, where there is none, up to where it has been looked for. Throws InvalidCursor. */
export async function nextChange(ctx: Watched, { place, region, service }: Subscription): Promise<Found | { upTo: string }> {
  const chosen = { region: ctx.territory.widen(region), service }
  for (let before = place; ; ) {
    const view = ctx.store.publicView(ctx.clock())
    const { rows, next } = await view.changes({ since: before, limit: pageSize })
    for (const change of rows) {
      if (await isFor(view, chosen, change)) return { change, before }
      before = change.cursor
    }
    // Behind the entries of a page there may be more: only a place that stays the same is the end.
    if (next === before) return { upTo: before }
    before = next
  }
}

/** The change of a letter as it stands now; null where it may not be read any more. */
export async function changeOf(ctx: Watched, { place, event }: Letter): Promise<Change | null> {
  for (let since = place; ; ) {
    const { rows, next } = await ctx.store.publicView(ctx.clock()).changes({ since, limit: 1000 })
    const found = rows.find((change) => eventId(change) === event)
    if (found) return found
    if (next === since) return null
    since = next
  }
}
