import { impactRows, impactTable } from '@/lib/export/impact-columns'
import { incidentTable } from '@/lib/export/incident-columns'
import { observationTable } from '@/lib/export/observation-columns'
import type { Cell, Table } from '@/lib/export/table'
import type { Territory } from '@/lib/regions/territory'
import type { LedgerFeature } from '@/lib/schema/feature'
import type { Impact } from '@/lib/schema/impact'
import type { Incident } from '@/lib/schema/incident'
import type { Region } from '@/lib/schema/region'
import type { ObservationRow } from '@/lib/schema/statement'
import type { PreciseTime } from '@/lib/schema/time'
import { type Span, spanOf } from '@/lib/time/interval'
import type { Subject } from './holds'
import type { Places } from './places'
import { regionTable } from './region-columns'

/** A feature before it is drawn: what is said of it, when, and of which regions. */
export interface Item extends Subject {
  id: string
  span: Span | null
  properties: Record<string, Cell>
}

function itemOf<Row>(
  row: Row,
  { columns }: Pick<Table<Row>, 'columns'>,
  { id, regions, span, time }: { id: string; regions: readonly string[]; span: Span | null; time: string | null },
): Item {
  const said = Object.fromEntries(columns.map(({ name, of }) => [name, of(row)]))
  const spanned = time === null ? {} : { [`${time}From`]: span?.from ?? null, [`${time}Until`]: span?.until ?? null }
  const properties: Record<string, Cell> = { ...said, ...spanned }
  const value = (name: string) => {
    const cell = properties[name] ?? null
    return typeof cell === 'object' ? null : cell
  }
  return { id, regions, span, properties, value }
}

/** The zone in which the days of a record are meant: that of the first region it speaks of. */
const zoneOf = (territory: Territory, regions: readonly string[]) => territory.find(regions[0] ?? '')?.zone ?? territory.zone

const spanIn = (territory: Territory, said: PreciseTime | null, regions: readonly string[]): Span | null =>
  said === null ? null : spanOf(said, zoneOf(territory, regions))

export const regionItem = (region: Region): Item =>
  itemOf(region, regionTable, { id: region.code, regions: [region.code], span: null, time: null })

/** How each region stands, one item a region and service. */
export function itemsOfImpact(territory: Territory, impact: Impact): Item[] {
  return impactRows(impact).map((row) => {
    const { region, service, asOf } = row
    const span = spanIn(territory, asOf, [region])
    return itemOf(row, impactTable, { id: `${region}:${service}`, regions: [region], span, time: 'asOf' })
  })
}

/** `span` is that of its start, as the store has it. */
export const incidentItem = (incident: Incident, span: Span): Item =>
  itemOf(incident, incidentTable, { id: incident.id, regions: incident.regions, span, time: 'start' })

export function observationItem(territory: Territory, row: ObservationRow): Item {
  const { id, regions } = row
  return itemOf(row, observationTable, { id, regions, span: spanIn(territory, row.asOf, regions), time: 'asOf' })
}

/** An item as GeoJSON. */
export const featureOf = ({ id, regions, properties }: Item, places: Places): LedgerFeature => ({
  type: 'Feature',
  id,
  geometry: places.of(regions),
  properties,
})
