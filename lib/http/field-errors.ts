import type { z } from 'zod'
import type { FieldError } from '@/lib/schema/problem'

/** `['reports', 0, 'source', 'url']` as `reports[0].source.url`: the one form of every path in an answer. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue.message
  const alternatives = issue.errors.flatMap((branch) => branch.slice(0, 1).map(messageOf))
  return [...new Set(alternatives)].join(', or: ') || issue.message
}

function errorsOf(issue: z.core.$ZodIssue, unknown: string): FieldError[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: pathText(issue.path), message: messageOf(issue) }]
  return issue.keys.map((key) => ({ path: pathText([...issue.path, key]), message: unknown }))
}

/** What a schema refused, one entry per field; `unknown` is what is said of a name that the schema does not have. */
export function fieldErrors(error: z.ZodError, unknown: string): FieldError[] {
  return error.issues.flatMap((issue) => errorsOf(issue, unknown))
}
