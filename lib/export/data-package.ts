import { boundaryLicence, type Download, description, mediaTypeOf, type Told, title } from './downloads'
import type { CellKind, DescribedTable } from './table'

/** The types of Table Schema by kind of cell. */
const types: Record<CellKind, Record<string, string>> = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  instant: { type: 'datetime' },
  list: { type: 'list', itemType: 'string', delimiter: ' | ' },
}

const schemaOf = ({ columns, key }: DescribedTable) => ({
  fields: columns.map(({ name, kind = 'text', says }) => ({ name, ...types[kind], description: says })),
  missingValues: [''],
  primaryKey: key,
})

const dialect = { header: true, delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true }

/** A file of a package whose rows no table schema describes. */
export interface OtherFile {
  name: string
  path: string
  format: string
  mediatype: string
  description: string
  bytes?: number
  sha256?: string
}

const sized = ({ bytes, sha256 }: { bytes?: number; sha256?: string }) => ({
  ...(bytes !== undefined && { bytes }),
  ...(sha256 !== undefined && { hash: `sha256:${sha256}` }),
})

/** Its schema stands at the CSV; Parquet carries its own, and the properties of GeoJSON are the same columns. */
function resourceOf(told: Told, download: Download) {
  const { table, format, path } = download
  const same = { description: `${table.about} The columns are those of ${table.name} as CSV.` }
  return {
    name: format === 'csv' ? table.name : `${table.name}-${format}`,
    path,
    format,
    mediatype: mediaTypeOf[format],
    ...(format !== 'parquet' && { encoding: 'utf-8' }),
    ...sized(download),
    ...(format === 'csv' ? { description: table.about, type: 'table', dialect, schema: schemaOf(table) } : same),
    ...(format === 'geojson' && { licenses: [boundaryLicence(told)] }),
  }
}

const otherResource = ({ bytes, sha256, ...file }: OtherFile) => ({
  ...file,
  encoding: 'utf-8',
  ...sized({ ...(bytes !== undefined && { bytes }), ...(sha256 !== undefined && { sha256 }) }),
})

/** The files of the tables as a Data Package (version 2) with Table Schemas that are made from the tables themselves. */
export function dataPackageOf(told: Told, downloads: readonly Download[], others: readonly OtherFile[] = []): Record<string, unknown> {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'outage-ledger',
    title,
    description,
    version: `1.0.${told.seq}`,
    ...(told.changed !== null && { created: told.changed }),
    keywords: ['energy', 'outages', 'electricity', told.place.code],
    sources: [{ title: 'The publishers named in each row of observations, with the address of each statement' }],
    resources: [...downloads.map((download) => resourceOf(told, download)), ...others.map(otherResource)],
  }
}
