import type { Observation } from '@/lib/schema/observation'
import type { SimilarIncident } from '@/lib/schema/report-look'
import type { Instant, PreciseTime } from '@/lib/schema/time'
import { connectionUnits } from '@/lib/schema/vocabulary'
import { addHours, type Span, spanOf } from '@/lib/time/interval'
import type { Context } from './context'

/** A figure as far as likeness goes. */
export type Likeness = Pick<Observation, 'regions' | 'service' | 'measure' | 'unit' | 'value' | 'min' | 'max'> & { span: Span }

const hoursApart = 24
/** Two outlets round one figure by so much at most. */
const roundingShare = 0.25
const mostOffered = 4

const isNumber = (n: number | null): n is number => n !== null
const ends = ({ value, min, max }: Likeness) => [value, min, max].filter(isNumber)

const isConnections = (unit: Observation['unit']) => connectionUnits.some((one) => one === unit)
const unitsAlike = (a: Observation['unit'], b: Observation['unit']) => a === b || (isConnections(a) && isConnections(b))

function quantitiesAlike(a: Likeness, b: Likeness): boolean {
  const [as, bs] = [ends(a), ends(b)]
  // A state without a number is no evidence against: the first word of an event rarely has one.
  if (as.length === 0 || bs.length === 0) return true
  if (!unitsAlike(a.unit, b.unit)) return false
  const gap = Math.max(Math.min(...as), Math.min(...bs)) - Math.min(Math.max(...as), Math.max(...bs))
  return gap <= roundingShare * Math.max(...as, ...bs)
}

const timesAlike = (a: Span, b: Span) => a.from < addHours(b.until, hoursApart) && b.from < addHours(a.until, hoursApart)

/**
 * Whether two figures may tell of one event: a region, the service and the measure are the same, their times lie within a day of each other
 * (a day said as a day counts from its ends), and their quantities overlap or differ by a quarter of the larger at most. Customers and
 * households count as one unit here; figures in other units are not compared, and one without a number is like any.
 */
export const figuresAlike = (a: Likeness, b: Likeness): boolean =>
  a.service === b.service &&
  a.measure === b.measure &&
  a.regions.some((region) => b.regions.includes(region)) &&
  timesAlike(a.span, b.span) &&
  quantitiesAlike(a, b)

/** What of a report is known while it is written. */
export interface Sketch {
  /** Null until it is an address. */
  url: string | null
  asOf: PreciseTime | null
  figures: Omit<Likeness, 'span'>[]
}

type Found = Map<string, SimilarIncident>

async function byAddress(ctx: Context, now: Instant, url: string, found: Found): Promise<void> {
  const view = ctx.store.publicView(now)
  const holders = new Set((await ctx.store.reportsByUrl(now, url)).filter(({ isPublic }) => isPublic).map(({ incident }) => incident))
  for (const id of holders) {
    const known = await view.incident(id)
    if (known !== null && 'incident' in known) {
      const { title, start } = known.incident
      found.set(id, { id, title, start, sameAddress: true, shared: [] })
    }
  }
}

async function byFigures(ctx: Context, now: Instant, asOf: PreciseTime, figures: Sketch['figures'], found: Found): Promise<void> {
  const span = spanOf(asOf, ctx.territory.zone)
  const ours = figures.map((figure) => ({ ...figure, span }))
  const statements = await ctx.store.publicView(now).statements({
    ...{ measures: [], units: [], kinds: [], tiers: [], knownAt: now },
    regions: [...new Set(figures.flatMap(({ regions }) => regions))],
    services: [...new Set(figures.map(({ service }) => service))],
    from: addHours(span.from, -hoursApart),
    to: addHours(span.until, hoursApart),
  })
  const matches = statements.flatMap((statement) => {
    const theirs = {
      ...statement,
      span: spanOf(statement.asOf, ctx.territory.find(statement.regions[0] ?? '')?.zone ?? ctx.territory.zone),
    }
    const shared = ours
      .filter((one) => figuresAlike(one, theirs))
      .flatMap(({ regions }) => regions.filter((r) => theirs.regions.includes(r)))
    return shared.map((region) => ({ id: statement.incident, title: statement.incidentTitle, region, service: statement.service }))
  })
  const starts = await startsOf(ctx, now, new Set(matches.map(({ id }) => id)))
  for (const { id, title, region, service } of matches) {
    const start = starts.get(id)
    const one = found.get(id) ?? (start && { id, title, start, sameAddress: false, shared: [] })
    if (one === undefined) continue
    if (!one.shared.some((known) => known.region === region && known.service === service)) one.shared.push({ region, service })
    found.set(id, one)
  }
}

async function startsOf(ctx: Context, now: Instant, ids: ReadonlySet<string>): Promise<Map<string, PreciseTime>> {
  const view = ctx.store.publicView(now)
  const known = await Promise.all([...ids].map((id) => view.incident(id)))
  return new Map(known.flatMap((one) => (one !== null && 'incident' in one ? [[one.incident.id, one.incident.start] as const] : [])))
}

/**
 * Public incidents that a report being written may belong to: those that hold its address, then those with like figures (see
 * `figuresAlike`), the most shared first; four at most. Nothing that is not public is told of, here or by what is left out.
 */
export async function similarIncidents(ctx: Context, { url, asOf, figures }: Sketch): Promise<SimilarIncident[]> {
  const now = ctx.clock()
  const found: Found = new Map()
  if (url !== null) await byAddress(ctx, now, url, found)
  if (asOf !== null && figures.length > 0) await byFigures(ctx, now, asOf, figures, found)
  const rank = (one: SimilarIncident) => (one.sameAddress ? 1000 : 0) + one.shared.length
  return [...found.values()].sort((a, b) => rank(b) - rank(a) || b.id.localeCompare(a.id)).slice(0, mostOffered)
}
