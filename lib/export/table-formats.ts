import type { Territory } from '@/lib/regions/territory'
import { csvOf } from './csv'
import { type FeaturesHead, featuresOf } from './features'
import { collectedSoon } from './long-table'
import { parquetOf } from './parquet'
import type { Shapes } from './region-shapes'
import type { Pieces, Table } from './table'

/** The formats that a whole table is written in, to be kept as a file that is named after them. */
export const tableFormats = ['csv', 'geojson', 'parquet'] as const
export type TableFormat = (typeof tableFormats)[number]

/** A table as the bytes of a format, in pieces as its rows come. */
export function tableBytes<Row>(
  format: TableFormat,
  table: Table<Row>,
  pieces: Pieces<Row>,
  map: { shapes: Shapes; head: FeaturesHead; boundaries: Territory['boundaries'] },
): AsyncGenerator<Uint8Array> {
  const rows = collectedSoon(pieces)
  if (format === 'csv') return csvOf(table, rows)
  return format === 'parquet' ? parquetOf(table, rows) : featuresOf(table, rows, map)
}
