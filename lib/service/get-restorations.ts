import { incidentLines } from '@/lib/impact/incident-lines'
import type { IncidentLine, RestorationCurve } from '@/lib/schema/incident-series'
import type { Service } from '@/lib/schema/observation'
import type { Statement } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import { connectionUnits } from '@/lib/schema/vocabulary'
import type { IncidentRow } from '@/lib/store/store'
import type { Context } from './context'
import { publicRecords } from './public-records'

/** How many are compared where the reader chose none, and among how many of the newest the choice is offered. */
const shownByDefault = 4
const offered = 30
const defaultDays = 30

interface Asked {
  service: Service
  /** Incidents the reader chose; none, and those of the period with most to tell are shown. */
  compare: readonly string[]
  /** The moment of the view: nothing later is told. */
  asOf: Instant
  from?: Instant | undefined
  knownAt?: Instant | undefined
  publishedBy?: Instant | undefined
}

export interface Restorations {
  curves: RestorationCurve[]
  /** Incidents that may be added. */
  others: Pick<RestorationCurve, 'incident' | 'title' | 'start'>[]
}

/** How often a line says something new: a figure of another time, or that the service is back. */
const tellings = ({ steps }: IncidentLine) => steps.filter(({ standing, best }) => standing === 'restored' || best !== null).length
const peak = ({ points }: IncidentLine) => Math.max(0, ...points.map(({ best }) => best ?? 0))
const connections: readonly string[] = connectionUnits

/** The line of an incident that tells most: a count of connections before others where they tell as much, then the larger. */
function leading(lines: readonly IncidentLine[], service: Service): IncidentLine | null {
  const own = lines.filter((line) => line.service === service && line.measure === 'without' && tellings(line) > 0)
  const rank = ({ unit }: IncidentLine) => (connections.includes(unit) ? 0 : 1)
  return [...own].sort((a, b) => tellings(b) - tellings(a) || rank(a) - rank(b) || peak(b) - peak(a))[0] ?? null
}

/**
 * Incidents held against each other from their own beginnings: of each the one count that tells most over time in the service asked for, as it
 * was known at the view's moment. Never a sum over regions, of which some may have fallen silent.
 */
export async function getRestorations(ctx: Context, { service, compare, asOf, from, knownAt, publishedBy }: Asked): Promise<Restorations> {
  const view = publicRecords(ctx)
  const clocks = { ...(knownAt !== undefined && { knownAt }), ...(publishedBy !== undefined && { publishedBy }) }
  const nothing = { regions: [], services: [], measures: [], units: [], kinds: [], tiers: [] }
  const until = new Date(Date.parse(asOf) + 1).toISOString()
  const newest = (await view.incidents({ ...nothing, services: [service], to: until, ...clocks }, { limit: offered })).rows
  const since = from ?? new Date(Date.parse(asOf) - defaultDays * 86_400_000).toISOString()
  const named = await Promise.all(compare.filter((id) => !newest.some((row) => row.id === id)).map((id) => view.incident(id)))
  const chosen = [
    ...newest.filter(({ id, startSpan }) => (compare.length > 0 ? compare.includes(id) : startSpan.until > since)),
    ...named.flatMap((found) =>
      found !== null && 'incident' in found && found.incident.reviewState !== 'retracted' ? [found.incident] : [],
    ),
  ]
  const said = chosen.length === 0 ? [] : await view.statements({ ...nothing, incidents: chosen.map(({ id }) => id), ...clocks })
  const curveOf = ({ id, title, start, startSpan }: IncidentRow): RestorationCurve => {
    const own = said.filter((statement: Statement) => statement.incident === id && statement.knownUntil === null)
    const { lines } = incidentLines(own, ctx.territory.regions, { from: startSpan.from, now: asOf, ...clocks })
    return { incident: id, title, start, from: startSpan.from, line: leading(lines, service) }
  }
  const all = chosen.map(curveOf)
  const most = all.filter(({ line }) => line !== null).sort((a, b) => weight(b) - weight(a))
  const curves = compare.length > 0 ? compare.flatMap((id) => all.filter(({ incident }) => incident === id)) : most.slice(0, shownByDefault)
  const shown = new Set(curves.map(({ incident }) => incident))
  return { curves, others: newest.filter(({ id }) => !shown.has(id)).map(({ id, title, start }) => ({ incident: id, title, start })) }
}

const weight = ({ line }: RestorationCurve) => (line === null ? 0 : tellings(line) * 1e9 + peak(line))
