import type { IncidentPage } from '@/lib/schema/answers'
import type { Incident } from '@/lib/schema/incident'
import type { IncidentQuery } from '@/lib/schema/query'
import type { IncidentRow } from '@/lib/store/store'
import type { Context } from './context'
import { statusesAt } from './incident-status'
import { resolveFilter, resolveMoments } from './resolve-query'

/** A stored incident as it is shown: without what only the store needs, with its status. */
export function shownIncident({ startSpan: _span, ...row }: IncidentRow, status: Incident['status']): Incident {
  return { ...row, status }
}

/** Public incidents, newest start first. */
export async function listIncidents(ctx: Context, query: IncidentQuery): Promise<IncidentPage> {
  const { limit, cursor, ...filters } = query
  const moments = resolveMoments(ctx, filters)
  const view = ctx.store.publicView(ctx.clock())
  const filter = resolveFilter(ctx, filters, moments)
  const statusOf = await statusesAt(ctx, moments)
  const shown = (row: IncidentRow) => shownIncident(row, statusOf(row.id))
  const head = { asOf: moments.asOf, knownAt: moments.knownAt ?? null }
  if (query.standing.length === 0) {
    const page = await view.incidents(filter, { limit, ...(cursor !== undefined && { cursor }) })
    return { data: page.rows.map(shown), next: page.next, total: page.total, ...head }
  }
  return { ...(await standingPage(query, (at) => view.incidents(filter, at), shown)), ...head }
}

/** A status is worked out and not stored, so a page of one standing is gathered from the store's pages. */
async function standingPage(
  { standing, limit, cursor }: IncidentQuery,
  read: (at: { limit: number; cursor?: string }) => Promise<{ rows: IncidentRow[]; next: string | null }>,
  shown: (row: IncidentRow) => Incident,
) {
  const all: { incident: Incident; at: string | null }[] = []
  let at: string | null = null
  do {
    // One row a page keeps the store's own cursor of each row, which is then the cursor of the page that ends there.
    const page: { rows: IncidentRow[]; next: string | null } = await read({ limit: 1, ...(at !== null && { cursor: at }) })
    at = page.next
    for (const row of page.rows) all.push({ incident: shown(row), at })
  } while (at !== null)
  const matching = all.filter(({ incident }) => standing.includes(incident.status))
  const begin = cursor === undefined ? 0 : all.findIndex((row) => row.at === cursor) + 1
  const rest = all.slice(begin).filter(({ incident }) => standing.includes(incident.status))
  const rows = rest.slice(0, limit)
  const next = rest.length > limit ? (rows.at(-1)?.at ?? null) : null
  return { data: rows.map(({ incident }) => incident), next, total: matching.length }
}
