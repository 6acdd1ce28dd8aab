import type { z } from 'zod'
import { RowFault } from './row-fault'

/** A line as JSON. Throws RowFault for what is not UTF-8 or not JSON. */
export function decodeLine(text: string): unknown {
  if (text.includes('\uFFFD')) throw new RowFault('line', 'not UTF-8')
  try {
    return JSON.parse(text)
  } catch {
    throw new RowFault('line', 'not JSON')
  }
}

/** The value by the schema. Throws RowFault with the innermost name of the first field that is not as it should be. */
export function checked<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  // The name of an unknown field is a word of the row.
  if (issue?.code === 'unrecognized_keys') throw new RowFault('line', 'has a field that is not of this layout')
  const field = issue?.path.filter((part) => typeof part === 'string').at(-1)
  throw new RowFault(String(field ?? 'line'), issue?.message ?? 'not a record')
}
