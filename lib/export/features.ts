import type { Geometry } from 'geojson'
import { z } from 'zod'
import type { Territory } from '@/lib/regions/territory'
import { Feature } from '@/lib/schema/geometry'
import { Instant } from '@/lib/schema/time'
import type { Shapes } from './region-shapes'
import type { Cell, CellKind, Column, DescribedTable, Pieces, Table } from './table'

const cells: Record<CellKind, z.ZodType> = {
  text: z.string(),
  integer: z.number().int(),
  number: z.number(),
  boolean: z.boolean(),
  instant: Instant,
  list: z.array(z.string()),
}

/** What is said of an answer beside its features. */
const head = {
  asOf: Instant.nullable().meta({
    description: 'the moment asked about; null where none was asked about and what is told does not turn on it',
  }),
  knownAt: Instant.nullable(),
  attribution: z.array(z.string()).meta({ description: 'to be shown beside a map of this' }),
}
/** Beside what is said of every answer, whatever else is said of this one. */
export type FeaturesHead = Omit<{ [K in keyof typeof head]: z.infer<(typeof head)[K]> }, 'attribution'> & Record<string, Cell>

/** The schema of a table's features, for the API's document. `more` is what is said of this answer alone. */
export function featuresSchema({ name, about, key, columns }: DescribedTable, more: Record<string, z.ZodType> = {}) {
  const properties = columns.map(({ name: column, kind = 'text', says }) => [column, cells[kind].nullable().meta({ description: says })])
  const geometry = Feature.shape.geometry.nullable().meta({
    description: 'the regions it speaks of, several as one area; null where no boundary is known, and for a whole country',
  })
  return z
    .object({
      type: z.literal('FeatureCollection'),
      ...head,
      ...more,
      features: z.array(
        Feature.extend({
          id: z.string().meta({ description: key.join('/') }),
          properties: z.object(Object.fromEntries(properties)),
          geometry,
        }),
      ),
    })
    .meta({
      id: `${name.charAt(0).toUpperCase()}${name.slice(1)}Features`,
      description: `RFC 7946 with foreign members. ${about} The properties are the columns of the CSV. Null is unknown and never 0.`,
    })
}

/** Whose boundaries they are and where the figures come from. */
const attributionOf = ({ credit, source, licence }: Territory['boundaries']) => [
  `Boundaries ${credit} (${source}), ${licence.title}`,
  'Statements: the sources that each feature names, as held by Outage Ledger',
]

/** A table as GeoJSON by RFC 7946, in pieces as its rows come: degrees, right-handed rings, one feature a row. */
export async function* featuresOf<Row>(
  { columns, key, regions }: Table<Row>,
  pieces: Pieces<Row>,
  { shapes, head, boundaries }: { shapes: Shapes; head: FeaturesHead; boundaries: Territory['boundaries'] },
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  const named = keyColumns(columns, key)
  // The same few areas come again and again: each is written once.
  const written = new WeakMap<Geometry, string>()
  const shapeText = (codes: readonly string[]): string => {
    const shape = shapes(codes)
    if (shape === null) return 'null'
    const text = written.get(shape) ?? JSON.stringify(shape)
    written.set(shape, text)
    return text
  }
  const featureText = (row: Row): string => {
    const id = named.map(({ of }) => String(of(row))).join('/')
    const properties: Record<string, Cell> = Object.fromEntries(columns.map(({ name, of }) => [name, of(row)]))
    return `{"type":"Feature","id":${JSON.stringify(id)},"properties":${JSON.stringify(properties)},"geometry":${shapeText(regions(row))}}`
  }
  const opening = JSON.stringify({ type: 'FeatureCollection', ...head, attribution: attributionOf(boundaries) }).slice(0, -1)
  yield encoder.encode(`${opening},"features":[`)
  let parted = ''
  for await (const rows of pieces) {
    for (const row of rows) {
      yield encoder.encode(`${parted}${featureText(row)}`)
      parted = ','
    }
  }
  yield encoder.encode(']}')
}

function keyColumns<Row>(columns: readonly Column<Row>[], key: readonly string[]): Column<Row>[] {
  return key.map((name) => {
    const found = columns.find((column) => column.name === name)
    if (found === undefined) throw new Error(`${name} is no column of this table`)
    return found
  })
}
