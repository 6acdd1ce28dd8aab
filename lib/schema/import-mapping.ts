import { z } from 'zod'
import { neededColumns, type SaidColumn, saidColumns } from './table-columns'

const Word = z.union([z.string().max(2000), z.number()])

/** Where the words of one of our columns come from: a column of the file, or the same word in every row. */
const MappedColumn = z.union([
  z.strictObject({ value: Word.meta({ description: 'the same in every row' }) }),
  z.strictObject({
    column: z.string().min(1).max(200).meta({ description: 'the heading of the file’s column' }),
    words: z
      .record(z.string(), Word)
      .optional()
      .meta({ description: 'what each word of the column means here; a row with another word is set aside' }),
    empty: Word.optional().meta({ description: 'what an empty cell means' }),
    separator: z
      .string()
      .min(1)
      .max(5)
      .optional()
      .meta({ description: 'between several regions of one cell; " | " where it is not given' }),
    format: z
      .string()
      .min(1)
      .max(40)
      .optional()
      .meta({ description: 'how a time is written, such as dd.MM.yyyy HH:mm, on the clock of the region' }),
  }),
])
export type MappedColumn = z.infer<typeof MappedColumn>

const columns = Object.fromEntries(saidColumns.map((name) => [name, MappedColumn.optional()])) as Record<
  SaidColumn,
  z.ZodOptional<typeof MappedColumn>
>

/** What the columns of somebody’s table mean in terms of ours. */
export const ImportMapping = z
  .strictObject({
    decimal: z.enum(['.', ',']).default('.').meta({ description: 'the mark before decimals; the other one may part thousands' }),
    columns: z.strictObject(columns).superRefine((given, ctx) => {
      for (const name of neededColumns) if (given[name] === undefined) ctx.addIssue({ code: 'custom', path: [name], message: 'is needed' })
    }),
  })
  .meta({ id: 'ImportMapping' })
export type ImportMapping = z.infer<typeof ImportMapping>
