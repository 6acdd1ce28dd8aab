import type { ViewQuery } from './view'

/** The filters that narrow a view, in the order they are told. Service and moment are the view itself; sorting and finding are the table's. */
export const filterNames = [
  'region',
  'kind',
  'measure',
  'unit',
  'standing',
  'tier',
  'level',
  'from',
  'to',
  'q',
  'publishedBy',
  'knownAt',
] as const
export type FilterName = (typeof filterNames)[number]

/** One value of one filter, and the view without it. */
export interface ActiveFilter {
  name: FilterName
  value: string
  without: ViewQuery
}

/** What a filter of a view is set to, as its address says it; nothing where it is not set. */
export function valuesOf(query: ViewQuery, name: FilterName): string[] {
  const value = query[name]
  // Oblasts are what a view is of where nobody says otherwise.
  if (value === undefined || (name === 'level' && value === 1)) return []
  return [value].flat().map(String)
}

/** The view without one filter, or without one of its values. */
export function withoutFilter(query: ViewQuery, name: FilterName, value?: string): ViewQuery {
  const set = query[name]
  const left = Array.isArray(set) && value !== undefined ? set.filter((one) => String(one) !== value) : Array.isArray(set) ? [] : undefined
  return { ...query, [name]: left }
}

/** Every value that narrows the view, each with the way to be rid of it. */
export const activeFilters = (query: ViewQuery): ActiveFilter[] =>
  filterNames.flatMap((name) => valuesOf(query, name).map((value) => ({ name, value, without: withoutFilter(query, name, value) })))

/** The view with no filter but its service and its moment. */
export const withoutFilters = (query: ViewQuery): ViewQuery => filterNames.reduce((left, name) => withoutFilter(left, name), query)
