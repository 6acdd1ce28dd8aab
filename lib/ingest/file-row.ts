/** One record of a file as it stands there: a line of JSON, or a row of a table, which may go over several lines. */
export interface FileRow {
  /** Where it begins, counted from 1. */
  line: number
  text: string
  /** Of a table. */
  cells: readonly string[]
  /** Why it could not even be cut into its parts; null where it could. */
  fault: string | null
}
