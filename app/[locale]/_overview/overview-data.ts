import type { ViewQuery } from '@/app/_filters/view'
import type { Summed } from '@/app/_time/frames'
import { summableUnit } from '@/app/_time/national'
import { type Period, periodOf, through } from '@/app/_time/period'
import { toldThemselves } from '@/app/_ui/map-regions'
import type { Impact, Series, Step } from '@/lib/schema/impact'
import type { Incident } from '@/lib/schema/incident'
import type { Service } from '@/lib/schema/observation'
import type { ImpactQuery } from '@/lib/schema/query'
import type { Region } from '@/lib/schema/region'
import type { ObservationRow } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import { services } from '@/lib/schema/vocabulary'
import type { Context } from '@/lib/service/context'
import { getDefaultMoment } from '@/lib/service/get-default-moment'
import { getImpact } from '@/lib/service/get-impact'
import { getRestorations, type Restorations } from '@/lib/service/get-restorations'
import { getSeries } from '@/lib/service/get-series'
import { listIncidents } from '@/lib/service/list-incidents'
import { listObservations } from '@/lib/service/list-observations'
import { listRegions } from '@/lib/service/list-regions'
import { resolveMoments } from '@/lib/service/resolve-query'
import { type Change, changedSince } from './changed-since'

/** Enough rows for the reports shown, several of which may be one report. */
const latestRows = 40

/** Everything the overview is drawn from, at one moment. */
export interface OverviewData {
  service: Service
  asOf: Instant
  /** Whether the moment is the end of a day rather than an hour of it. */
  isDay: boolean
  /** The page opened without a moment and nothing is newer than the day it shows. */
  nothingNewer: boolean
  /** The service in view; the map, the table and the series are of it. */
  impact: Impact
  /** The oblasts around them, where the regions in view are raions. */
  oblasts: Impact | null
  /** How many smaller regions have something to tell, where these are asked for and too many for a page: the map fetches them, and all else is of the larger. */
  crowd: number | null
  /** Every service, for the headline figures and the states. */
  all: Impact
  /** What the series cover, the moment shown in it. */
  period: Period
  /** What the figures were asked in; none: each region's own unit. */
  unit: ImpactQuery['unit']
  /** Days, each region in the unit that speaks for it. */
  series: Series
  /** The same in the steps that the address asks for: what the charts draw. */
  drawn: Series
  /** The same for the sum over regions: in the one unit that can be summed, where the regions' own cannot. */
  summed: { series: Series; unit: Summed }
  /** What began in the period. */
  began: Incident[]
  /** What the map's marks are called, where the view has them: the newest incidents that had begun by the moment. */
  current: Incident[]
  latest: ObservationRow[]
  regions: Region[]
  /** What has become known since the clocks that the reader has set; null where none is set. */
  changes: Change[] | null
  /** The incidents whose restoration is compared. */
  restorations: Restorations
}

/** The service's own question: electricity is told in connections where no unit is asked for. */
export function askOf(query: ViewQuery, service: Service): ImpactQuery {
  const unit = query.unit ?? (service === 'electricity' ? 'connections' : undefined)
  return { ...query, service: [service], ...(unit !== undefined && { unit }) }
}

/** The moment a page is about: the one asked for, else where a view without one opens. */
export async function momentOf(
  ctx: Context,
  query: Pick<ViewQuery, 'asOf'>,
): Promise<Pick<OverviewData, 'isDay' | 'nothingNewer'> & { asked: string }> {
  if (query.asOf !== undefined) return { asked: query.asOf, isDay: query.asOf.length <= 10, nothingNewer: false }
  const { asOf, isLatest } = await getDefaultMoment(ctx)
  return { asked: asOf, isDay: !isLatest, nothingNewer: !isLatest }
}

/** The same moment and question as known under the reader's clocks, and as known now. Standing is left out: it is what may have changed. */
async function changesOf(ctx: Context, ask: ImpactQuery): Promise<Change[] | null> {
  if (ask.knownAt === undefined && ask.publishedBy === undefined) return null
  const { knownAt: _knownAt, publishedBy: _publishedBy, ...today } = { ...ask, standing: [] }
  const [then, now] = await Promise.all([getImpact(ctx, { ...ask, standing: [] }), getImpact(ctx, today)])
  return changedSince(then.data, now.data)
}

/** Enough incidents for the ticks of a strip; a longer period has no room for more. */
const mostBegan = 200

type OverTime = Pick<OverviewData, 'series' | 'drawn' | 'summed' | 'began'>

/** The days of the period, the steps that the charts draw, and the incidents that began in it. */
async function overTime(ctx: Context, ask: ImpactQuery, period: Period, step: Step): Promise<OverTime> {
  const { asOf: _asOf, ...query } = { ...ask, standing: [], from: period.from, to: through(period.to) }
  const [series, { data: began }] = await Promise.all([
    getSeries(ctx, { ...query, step: 'day' }),
    listIncidents(ctx, { ...query, unit: undefined, to: period.to, limit: mostBegan }),
  ])
  const drawn = step === 'day' ? series : await getSeries(ctx, { ...query, step })
  const unit = query.unit === undefined ? summableUnit(series) : null
  if (unit === null) return { series, drawn, summed: { series, unit: query.unit }, began }
  return { series, drawn, summed: { series: await getSeries(ctx, { ...query, unit, step: 'day' }), unit }, began }
}

/** More than are ever current at once. */
const mostCurrent = 1000

/** The newest incidents that had begun by the moment; nothing where the view has no marks. */
async function currentAt(ctx: Context, ask: ImpactQuery, { marks }: ViewQuery): Promise<Incident[]> {
  if (marks === 'none') return []
  const { from: _from, unit: _unit, measure: _measure, ...query } = ask
  return (await listIncidents(ctx, { ...query, measure: [], standing: [], to: ask.asOf, limit: mostCurrent })).data
}

/** More rows and shapes than this make a page too heavy for a weak line. */
const mostInside = 400

/** How many of the smaller regions in view have something of their own to tell, where that is too many; else null. */
async function crowdOf(ctx: Context, query: ViewQuery, asOf: string): Promise<number | null> {
  if (query.level !== 2) return null
  const [service = 'electricity'] = query.service
  const told = toldThemselves((await getImpact(ctx, askOf({ ...query, asOf }, service))).data).length
  return told > mostInside ? told : null
}

/** Asks the verbs for everything the page shows. Throws ServiceError where the query names what there is not. */
export async function overviewData(ctx: Context, given: ViewQuery): Promise<OverviewData> {
  const { asked, isDay, nothingNewer } = await momentOf(ctx, given)
  const crowd = await crowdOf(ctx, given, asked)
  const query = crowd === null ? given : { ...given, level: undefined }
  const [service = 'electricity'] = query.service
  const at = { ...query, asOf: asked }
  const ask = askOf(at, service)
  const { standing: _standing, unit: _unit, measure: _measure, ...everything } = at
  const [impact, oblasts, all, observations, { data: regions }, changes, current] = await Promise.all([
    getImpact(ctx, ask),
    ask.level === 2 ? getImpact(ctx, { ...ask, level: 1 }) : null,
    getImpact(ctx, { ...everything, standing: [], measure: [], service: [...services] }),
    listObservations(ctx, { ...at, standing: [], limit: latestRows }),
    listRegions(ctx),
    changesOf(ctx, ask),
    currentAt(ctx, ask, query),
  ])
  const period = periodOf(query, { asOf: impact.asOf, isDay }, ctx.territory.zone)
  const time = await overTime(ctx, ask, period, query.step)
  const moments = resolveMoments(ctx, { ...ask, asOf: impact.asOf })
  const restorations = await getRestorations(ctx, { ...moments, service, compare: query.compare })
  return {
    service,
    asOf: impact.asOf,
    isDay,
    nothingNewer,
    impact,
    oblasts,
    crowd,
    all,
    period,
    unit: ask.unit,
    ...time,
    current,
    latest: observations.data,
    regions,
    changes,
    restorations,
  }
}
