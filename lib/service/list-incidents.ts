import type { IncidentPage } from '@/lib/schema/answers'
import type { Incident } from '@/lib/schema/incident'
import type { IncidentQuery } from '@/lib/schema/query'
import type { IncidentRow } from '@/lib/store/store'
import type { Context } from './context'
import { statusesAt } from './incident-status'
import { publicRecords } from './public-records'
import { resolveFilter, resolveMoments } from './resolve-query'

/** A stored incident as it is shown: without what only the store needs, with its status. */
export function shownIncident({ startSpan: _span, ...row }: IncidentRow, status: Incident['status']): Incident {
  return { ...row, status }
}

/** Public incidents, newest start first; of those named alone, where any is. */
export async function listIncidents(ctx: Context, query: IncidentQuery, named: readonly string[] = []): Promise<IncidentPage> {
  const { limit, cursor, ...filters } = query
  const moments = resolveMoments(ctx, filters)
  const view = publicRecords(ctx)
  const filter = { ...resolveFilter(ctx, filters, moments), ...(named.length > 0 && { incidents: [...named] }) }
  const head = { asOf: moments.asOf, knownAt: moments.knownAt ?? null }
  if (query.standing.length === 0) {
    const page = await view.incidents(filter, { limit, ...(cursor !== undefined && { cursor }) })
    const statusOf = await statusesAt(ctx, moments, { incidents: page.rows.map(({ id }) => id) })
    return { data: page.rows.map((row) => shownIncident(row, statusOf(row.id))), next: page.next, total: page.total, ...head }
  }
  const statusOf = await statusesAt(ctx, moments)
  const shown = (row: IncidentRow) => shownIncident(row, statusOf(row.id))
  return { ...(await standingPage(query, (at) => view.incidents(filter, at), shown)), ...head }
}

type ReadPage = (at: { limit: number; cursor?: string }) => Promise<{ rows: IncidentRow[]; next: string | null }>

/** Every row after a cursor, each with the store's own cursor behind it. Throws InvalidCursor. */
async function rowsAfter(read: ReadPage, cursor: string | undefined): Promise<{ row: IncidentRow; at: string | null }[]> {
  const found: { row: IncidentRow; at: string | null }[] = []
  for (let at = cursor ?? null, first = true; first || at !== null; first = false) {
    // One row a page gives each row's cursor, which is then the cursor of the page that ends there.
    const { rows, next } = await read({ limit: 1, ...(at !== null && { cursor: at }) })
    found.push(...rows.map((row) => ({ row, at: next })))
    at = next
  }
  return found
}

/** A status is worked out and not stored, so a page of one standing is gathered from the store's pages. */
async function standingPage({ standing, limit, cursor }: IncidentQuery, read: ReadPage, shown: (row: IncidentRow) => Incident) {
  const matchingAfter = async (from: string | undefined) =>
    (await rowsAfter(read, from))
      .map(({ row, at }) => ({ incident: shown(row), at }))
      .filter(({ incident }) => standing.includes(incident.status))
  const all = await matchingAfter(undefined)
  const rest = cursor === undefined ? all : await matchingAfter(cursor)
  const page = rest.slice(0, limit)
  const next = rest.length > limit ? (page.at(-1)?.at ?? null) : null
  return { data: page.map(({ incident }) => incident), next, total: all.length }
}
