import type { RegionViewQuery } from '@/app/_filters/region-view'
import type { Impact, RegionImpact, Series } from '@/lib/schema/impact'
import type { Incident } from '@/lib/schema/incident'
import type { Service } from '@/lib/schema/observation'
import { ImpactQuery, IncidentQuery } from '@/lib/schema/query'
import type { Region } from '@/lib/schema/region'
import type { ObservationRow } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import { services } from '@/lib/schema/vocabulary'
import type { Context } from '@/lib/service/context'
import { getImpact } from '@/lib/service/get-impact'
import { getImpactLevel, type ImpactLevelAnswer } from '@/lib/service/get-impact-level'
import { getSeries } from '@/lib/service/get-series'
import { listIncidents } from '@/lib/service/list-incidents'
import { listObservations } from '@/lib/service/list-observations'
import { listReadRegions, listToldRegions } from '@/lib/service/list-told-regions'
import { momentOf } from '../../_overview/overview-data'

/** Enough rows for the reports shown, several of which may be one report. */
const latestRows = 40
const mostIncidents = 200

/** Everything the page of one region is drawn from, at one moment. */
export interface RegionData {
  region: Region
  /** The larger region around it where that is one of the territory's regions and not the country. */
  around: Region | null
  asOf: Instant
  isDay: boolean
  nothingNewer: boolean
  clocks: Pick<Impact, 'knownAt' | 'publishedBy'>
  services: readonly Service[]
  /** One row each service, in the order of `services`. */
  rows: RegionImpact[]
  /** The rows of the larger region around it; empty where there is none. */
  aroundRows: RegionImpact[]
  /** The smaller regions inside it that a report has ever named or a feed tells of, with a row each service: those with the most out first. */
  inside: { region: Region; rows: RegionImpact[] }[]
  nationWide: Impact['nationWide']
  /** Of each service in turn, over the period asked for. */
  series: Series[]
  level: ImpactLevelAnswer
  incidents: { shown: Incident[]; total: number }
  latest: ObservationRow[]
  /** Whether anything was ever said of it or of anything inside it. */
  wasTold: boolean
}

/** Electricity is told in connections where no unit is asked for, as on the map; the other services in whatever they are counted. */
const unitOf = (query: RegionViewQuery, service: Service) =>
  query.unit ?? (service === 'electricity' ? ('connections' as const) : undefined)

/** A row each service of the regions asked for. */
async function rowsOf(ctx: Context, ask: ImpactQuery, query: RegionViewQuery, asked: readonly Service[]): Promise<Impact[]> {
  const together = asked.filter((service) => unitOf(query, service) === query.unit)
  const apart = asked.filter((service) => unitOf(query, service) !== query.unit)
  const asks = [...apart.map((service) => ({ ...ask, service: [service], unit: unitOf(query, service) })), { ...ask, service: together }]
  return Promise.all(asks.filter(({ service }) => service.length > 0).map((one) => getImpact(ctx, one)))
}

type Amount = Pick<RegionImpact, 'low' | 'best'> | null
const largestOf = (amounts: readonly Amount[]) => Math.max(-1, ...amounts.map((amount) => amount?.best ?? amount?.low ?? -1))

/** Those with the most out first, then by the last word of those of which nothing current is told. */
function byMostOut({ rows: a }: RegionData['inside'][number], { rows: b }: RegionData['inside'][number]): number {
  return largestOf(b) - largestOf(a) || largestOf(b.map(({ last }) => last)) - largestOf(a.map(({ last }) => last))
}

/** Asks the verbs for everything the page shows. Throws ServiceError where the query names what there is not. */
export async function regionData(ctx: Context, region: Region, query: RegionViewQuery): Promise<RegionData> {
  const { asked, isDay, nothingNewer } = await momentOf(ctx, query)
  const { step, ...filters } = query
  const level = region.level === 2 ? 2 : 1
  const ask = ImpactQuery.parse({ ...filters, asOf: asked })
  const ofRegion: ImpactQuery = { ...ask, region: [region.code], level }
  const list = query.service.length > 0 ? query.service : services
  const above = region.parent === null ? undefined : ctx.territory.find(region.parent)
  const around = above?.level === 1 ? above : null
  const [reported, read] = await Promise.all([listToldRegions(ctx, ask), listReadRegions(ctx, { ...ask, region: [region.code] })])
  const told = new Set([...reported, ...read])
  const children = ctx.territory.children(region.code).filter(({ code }) => told.has(code))
  const inside: ImpactQuery = { ...ask, region: children.map(({ code }) => code), level: 2 }
  const records = IncidentQuery.parse({ ...filters, asOf: asked, region: [region.code], limit: mostIncidents })
  const [impacts, outer, inner, series, incidents, observations] = await Promise.all([
    rowsOf(ctx, ofRegion, query, list),
    around ? rowsOf(ctx, { ...ask, region: [around.code], level: 1 }, query, list) : [],
    children.length > 0 ? rowsOf(ctx, inside, query, list) : [],
    Promise.all(list.map((service) => getSeries(ctx, { ...ofRegion, service: [service], unit: unitOf(query, service), step }))),
    listIncidents(ctx, records),
    listObservations(ctx, { ...records, limit: latestRows }),
  ])
  const byService = (rows: RegionImpact[]) => rows.sort((a, b) => list.indexOf(a.service) - list.indexOf(b.service))
  const rows = byService(impacts.flatMap(({ data }) => data))
  const innerRows = inner.flatMap(({ data }) => data)
  const [first] = impacts
  const asOf = first?.asOf ?? ctx.clock()
  const statements = new Map(impacts.flatMap(({ nationWide }) => nationWide).map((entry) => [entry.observation, entry]))
  return {
    ...{ region, around, asOf, isDay, nothingNewer, services: list, rows, series },
    clocks: { knownAt: first?.knownAt ?? null, publishedBy: first?.publishedBy ?? null },
    aroundRows: byService(outer.flatMap(({ data }) => data)),
    inside: children
      .map((child) => ({ region: child, rows: byService(innerRows.filter((row) => row.region === child.code)) }))
      .sort(byMostOut),
    nationWide: [...statements.values()],
    level: await getImpactLevel(ctx, ofRegion, rows, asOf),
    incidents: { shown: incidents.data, total: incidents.total },
    latest: observations.data,
    wasTold: ctx.territory.widen([region.code]).some((code) => told.has(code)),
  }
}
