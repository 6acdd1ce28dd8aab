import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { Cell, CellKind, Column, DescribedTable, Pieces, Table } from './table'

/** How many rows are compressed together, and so held at once. */
const groupRows = 500

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number]

const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const

/** The type of each kind of cell; every one may be null. */
const types = {
  text,
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  instant: {
    ...{ type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
    // The older word alone is read by some as the time of a clock on some wall.
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
} as const satisfies Record<Exclude<CellKind, 'list'>, Omit<SchemaElement, 'name'>>

/** A list has three levels, as the format asks for: the list, its repetition, its element. */
const listElements = (name: string): SchemaElement[] => [
  { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', repetition_type: 'REQUIRED', ...text },
]

function schemaOf(columns: readonly Pick<Column<never>, 'name' | 'kind'>[]): SchemaElement[] {
  const elements = columns.flatMap(({ name, kind = 'text' }): SchemaElement[] =>
    kind === 'list' ? listElements(name) : [{ name, repetition_type: 'OPTIONAL', ...types[kind] }],
  )
  return [{ name: 'root', num_children: columns.length }, ...elements]
}

const stored = (cell: Cell, kind: CellKind) => (kind === 'instant' && typeof cell === 'string' ? new Date(cell) : cell)

/**
 * The rows that wait for their group, as bytes in a place that is filled again with each group. As objects they would wait long enough for V8
 * to take them for lasting memory, and let them pile up by hundreds of megabytes before it looks.
 */
class Group<Row> {
  readonly #columns: readonly Column<Row>[]
  #bytes = Buffer.alloc(65_536)
  #length = 0
  rows = 0

  constructor(columns: readonly Column<Row>[]) {
    this.#columns = columns
  }

  add(rows: readonly Row[]): void {
    const text = `${JSON.stringify(rows.map((row) => this.#columns.map(({ of }) => of(row))))}\n`
    const needed = this.#length + Buffer.byteLength(text)
    if (needed > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], needed * 2)
    this.#length += this.#bytes.write(text, this.#length)
    this.rows += rows.length
  }

  /** The columns of what has been added since the last time. */
  take() {
    const pieces = this.#bytes.toString('utf8', 0, this.#length).trimEnd().split('\n')
    const rows = pieces.flatMap((piece): Cell[][] => JSON.parse(piece))
    this.#length = 0
    this.rows = 0
    return this.#columns.map(({ name, kind = 'text' }, i) => ({ name, data: rows.map((row) => stored(row[i] ?? null, kind)) }))
  }
}

/** What the writer has written since the last time. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice()
  writer.index = 0
  return bytes
}

/** A table as Parquet, in pieces as its rows come: one group of rows at a time, instants as timestamps in UTC, lists as lists. */
export async function* parquetOf<Row>({ columns, name }: Table<Row>, pieces: Pieces<Row>): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter()
  const parquet = new ParquetWriter({
    writer,
    schema: schemaOf(columns),
    createdBy: 'Outage Ledger',
    kvMetadata: [{ key: 'outage-ledger', value: name }],
  })
  yield taken(writer)
  const group = new Group(columns)
  for await (const rows of pieces) {
    group.add(rows)
    if (group.rows >= groupRows) parquet.write({ columnData: group.take(), rowGroupSize: groupRows * 2 })
    // Nothing, until a group is full: whoever reads is told that there are rows, and may go.
    yield taken(writer)
  }
  if (group.rows > 0) parquet.write({ columnData: group.take(), rowGroupSize: groupRows * 2 })
  parquet.finish()
  yield taken(writer)
}

const said: Record<CellKind, string> = {
  text: 'string',
  integer: 'int32',
  number: 'double',
  boolean: 'boolean',
  instant: 'timestamp in milliseconds, UTC',
  list: 'list of strings',
}

/** What a reader of the Parquet has to know, as the API's document prints it. */
export function parquetInWords({ about, columns }: Pick<DescribedTable, 'about' | 'columns'>): string {
  return `${about} Apache Parquet, compressed by Snappy, with the columns of the CSV; every one may be null, which is unknown and never 0. Columns: ${columns.map(({ name, kind = 'text' }) => `${name} (${said[kind]})`).join('; ')}.`
}
