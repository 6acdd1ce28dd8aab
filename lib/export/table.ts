/** What stands at one place of a table. Null is unknown, and never 0; a list is written as the format has it. */
export type Cell = string | number | boolean | null | readonly string[]

/** What the cells of a column are beside null. `instant`: ISO 8601 in UTC; a time that may be a whole day or month is a text. */
export type CellKind = 'text' | 'integer' | 'number' | 'boolean' | 'instant' | 'list'

/** One column of an export: its name in the heading, what it means (the API's document prints it), what its cells are, and its cell of a row. */
export interface Column<Row> {
  name: string
  says: string
  /** A text where it is not given. */
  kind?: CellKind
  of: (row: Row) => Cell
}

/** What every format of an export is written from. */
export interface Table<Row> {
  /** As files are named after it. */
  name: string
  /** What one row is. */
  about: string
  columns: readonly Column<Row>[]
  /** The columns that tell one row from every other. */
  key: readonly string[]
  /** Which regions a row speaks of: where it lies on a map. */
  regions: (row: Row) => readonly string[]
}

/** What a table is, without what its rows are. */
export type DescribedTable = Omit<Table<never>, 'columns' | 'regions'> & { columns: readonly Omit<Column<never>, 'of'>[] }

/** The rows of a table as they come, some at a time. */
export type Pieces<Row> = AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>
