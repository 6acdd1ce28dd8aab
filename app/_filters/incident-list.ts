import { z } from 'zod'
import { IncidentQuery, serialiseQuery } from '@/lib/schema/query'

/** What the list's address may ask for: the filters of the API, and certain incidents alone; how long a page is, is the page's own. */
export const IncidentListQuery = IncidentQuery.omit({ format: true, limit: true }).extend({
  incident: z.array(z.ulid()).max(200).default([]),
})
export type IncidentListQuery = z.infer<typeof IncidentListQuery>

/** The address of such a list, from its question mark on; empty for the plain one. */
export function listAddress(query: Partial<IncidentListQuery>): string {
  const params = serialiseQuery(IncidentListQuery, IncidentListQuery.parse(query)).toString()
  return params && `?${params}`
}
