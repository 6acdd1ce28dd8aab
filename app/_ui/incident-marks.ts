import type { RegionImpact } from '@/lib/schema/impact'
import type { Incident } from '@/lib/schema/incident'
import type { DrawingName } from './map-drawing'
import type { MapRegion } from './map-regions'
import { shownCount, toldFigure } from './standing-mark'

/** The incidents that one region's word rests on, as one circle on the map. */
export interface IncidentMark {
  region: string
  /** Longitude and latitude of the region's label point. */
  anchor: readonly [number, number]
  /**
   * The region's own figure: of several incidents it is the ledger's one figure for all of them, never their sum, since the homes may be the
   * same. Null where there is no count, or only a share.
   */
  best: number | null
  count: number
  incidents: Pick<Incident, 'id' | 'title'>[]
}

/** A mark as it is drawn: where it leads and what it says. */
export interface LinkedMark extends Omit<IncidentMark, 'incidents'> {
  href: string
  label: string
  /** Whether what it leads to opens in a window of its own, as from a frame in somebody else's page. */
  opensApart?: boolean
}

/** The count from which on a circle grows no more, and its radius, in units of the wide drawing. */
const fullCount = 800_000
const fullRadius = 22
const smallestRadius = 3
/** Of a mark without a figure: a size of its own, told apart by its broken line. */
const ringRadius = 6
const scales: Record<DrawingName, number> = { wide: 1, phone: 0.7 }

/** The radius of a mark in units of a drawing: the area grows with the figure, from a dot that can still be seen to the largest that has room. */
export function markRadius(best: number | null, name: DrawingName): number {
  const grown = best === null ? ringRadius : fullRadius * Math.sqrt(Math.min(1, best / fullCount))
  return Math.max(smallestRadius, grown * scales[name])
}

const isCurrent = ({ standing }: RegionImpact) => standing === 'reported' || standing === 'stale'

function bestOf(row: RegionImpact): number | null {
  const figure = toldFigure(row)
  return figure === null || figure.unit === 'percent' ? null : shownCount(figure)
}

/**
 * A mark for each region in which incidents are current, largest first, so that small ones lie above. `rows` are of one service; incidents
 * that have no title among those given are not public in this view and leave no mark.
 */
export function incidentMarks(
  rows: readonly RegionImpact[],
  places: readonly Pick<MapRegion, 'code' | 'anchor'>[],
  incidents: readonly Pick<Incident, 'id' | 'title'>[],
): IncidentMark[] {
  const anchors = new Map(places.map(({ code, anchor }) => [code, anchor]))
  const titles = new Map(incidents.map(({ id, title }) => [id, { id, title }]))
  const marks = rows.filter(isCurrent).flatMap((row): IncidentMark[] => {
    const anchor = anchors.get(row.region)
    const own = row.incidents.flatMap((id) => titles.get(id) ?? [])
    return anchor && own.length > 0 ? [{ region: row.region, anchor, best: bestOf(row), count: own.length, incidents: own }] : []
  })
  return marks.sort((a, b) => (b.best ?? 0) - (a.best ?? 0) || b.count - a.count || a.region.localeCompare(b.region))
}
