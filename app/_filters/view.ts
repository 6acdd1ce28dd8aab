import { z } from 'zod'
import { ImpactQuery, parseQuery, serialiseQuery } from '@/lib/schema/query'
import { steps } from '@/lib/schema/vocabulary'

/** What map shades: the count itself or its share of all connections. */
export const shades = ['amount', 'share'] as const
/** What stands on the map over the shades. */
export const marks = ['none', 'incidents'] as const
/** What the ranked table is ordered by; `rank` is standing, then amount. */
export const orders = ['rank', 'name', 'amount', 'share', 'age'] as const

/** What a page's address may ask for: the grammar of the API without the format, which a page cannot be, and how the answer is shown. */
export const ViewQuery = ImpactQuery.omit({ format: true }).extend({
  shade: z.enum(shades).default('amount'),
  /** Whether the map has a circle for the incidents current in each region. */
  marks: z.enum(marks).default('none'),
  sort: z.enum(orders).default('rank'),
  /** Part of a region's name; the table shows these rows alone. */
  find: z.string().trim().min(1).max(60).optional(),
  step: z.enum(steps).default('day'),
  /** The incidents whose restoration is compared. */
  compare: z.array(z.ulid()).max(8).default([]),
})
export type ViewQuery = z.infer<typeof ViewQuery>

/** The same question as the API is asked, without what only a page shows. */
export const askedOfApi = (query: ViewQuery): URLSearchParams => serialiseQuery(ImpactQuery, query)

/** A parameter that cannot be read; `value` is null where the name itself is unknown. */
export interface BadParameter {
  name: string
  value: string | null
}

/** Reads a page's query by its grammar; every parameter that is unknown or malformed is named, none is ignored. */
export function readQuery<S extends z.ZodObject>(schema: S, params: URLSearchParams): { query: z.infer<S> } | { problems: BadParameter[] } {
  const parsed = parseQuery(schema, params)
  if (parsed.success) return { query: parsed.data }
  const problems = parsed.error.issues.flatMap((issue): BadParameter[] => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((name) => ({ name, value: null }))
    const name = String(issue.path[0])
    return [{ name, value: params.getAll(name).join(', ') }]
  })
  return { problems: problems.filter((problem, at) => problems.findIndex(({ name }) => name === problem.name) === at) }
}

/** Reads the query of a view of all regions. */
export const readView = (params: URLSearchParams) => readQuery(ViewQuery, params)

/** The address of a view, from its question mark on; empty for the plain view. */
export function viewAddress(query: ViewQuery): string {
  const params = serialiseQuery(ViewQuery, query).toString()
  return params && `?${params}`
}
