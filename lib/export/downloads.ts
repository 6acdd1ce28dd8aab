import type { Territory } from '@/lib/regions/territory'
import { incidentTable } from './incident-columns'
import { observationTable } from './observation-columns'
import type { DescribedTable } from './table'
import { type TableFormat, tableFormats } from './table-formats'

/** A file of a whole table. `bytes` and `sha256` are of one that is written already. */
export interface Download {
  table: DescribedTable
  format: TableFormat
  /** An address, or a name beside the description. */
  path: string
  bytes?: number
  sha256?: string
}

/** What the downloads tell of: up to where, of which times and which territory. */
export interface Told {
  /** The last row of the ledger by which something became public or ceased to be, and when it did; null while nothing was public. */
  seq: number
  changed: string | null
  /** The first and last time that a figure speaks of, UTC. */
  covers: { first: string; last: string } | null
  place: { code: string; name: string }
  /** Whose the boundaries are. */
  boundaries: Territory['boundaries']
}

export const downloadedTables = [incidentTable, observationTable] as const satisfies readonly DescribedTable[]

export const mediaTypeOf = {
  csv: 'text/csv',
  geojson: 'application/geo+json',
  parquet: 'application/vnd.apache.parquet',
} as const satisfies Record<TableFormat, string>

/** Where the API of a site has each table in each format. */
export const downloadsOf = (site: URL): Download[] =>
  downloadedTables.flatMap((table) =>
    tableFormats.map((format) => ({ table, format, path: new URL(`/api/v1/${table.name}?format=${format}`, site).href })),
  )

export const title = 'Outage Ledger: what energy outages do to people'
export const description =
  'How many are without power, heat, water and other services, where, since when, and who says so: public statements with source, quote and time, never overwritten. Empty is unknown and never 0.'

/** The licence of the boundaries with whose they are, as a Data Package names it. */
export const boundaryLicence = ({ boundaries: { credit, licence } }: Told) => ({ ...licence, title: `${licence.title}, ${credit}` })
