import { csvHeading, csvLines } from '@/lib/export/csv'
import type { Column } from '@/lib/export/table'

/** A whole table as CSV. */
export const csvText = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string => csvHeading(columns) + csvLines(columns, rows)
