import type { Incident } from '@/lib/schema/incident'
import type { IncidentQuery } from '@/lib/schema/query'
import type { ObservationRow } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import type { PublicState } from '@/lib/store/store'
import { spanOf } from '@/lib/time/interval'
import type { PublicReading } from './context'
import { statusesAt } from './incident-status'
import { shownIncident } from './list-incidents'
import { refuseStanding } from './list-observations'
import { resolveFilter, resolveMoments } from './resolve-query'

type Asked = Omit<IncidentQuery, 'limit' | 'cursor'>

/** All rows of a list, to be written as they come. */
export interface ExportedRows<Row> {
  /** Same as before: so is every row. It follows from what is public and from the moments asked about, and from nothing else. */
  state: string
  /** The moment that the rows are of; null where they do not turn on one. */
  asOf: Instant | null
  knownAt: Instant | null
  /** The moment to name a file after: the one asked about, else of the last thing that became public or ceased to be. */
  at: Instant | null
  /**
   * The rows in the order of the list, as they were when the export was asked for, whatever is written meanwhile; but what is taken down
   * meanwhile is left out from then on.
   */
  pieces: AsyncGenerator<Row[]>
}

/** One moment for all of an export, and what was public then. */
async function pinned(ctx: PublicReading, given: PublicState | undefined): Promise<{ still: PublicReading; state: PublicState }> {
  const now = ctx.clock()
  return { still: { ...ctx, clock: () => now }, state: given ?? (await ctx.store.publicView(now).state()) }
}

/**
 * The moment of an export that asks about none: the beginning of the hour, or of what became public or ceased to be since. A status turns on
 * the moment, so by the minute the same file would have another tag sixty times an hour.
 */
function settledMoment({ clock, territory }: PublicReading, { time, held }: PublicState): Instant {
  const { from } = spanOf({ time: clock(), precision: 'hour' }, territory.zone)
  return [time ?? '', held].reduce((latest, at) => (at > latest ? at : latest), from)
}

const stateText = ({ seq, held }: PublicState, asOf: Instant | null): string => JSON.stringify([seq, held, asOf])

/** Every public observation that a query asks for; as of an earlier state where one is given, so that several exports fit together. Throws invalid-parameter. */
export async function exportObservations(ctx: PublicReading, query: Asked, at?: PublicState): Promise<ExportedRows<ObservationRow>> {
  refuseStanding(query)
  const { still, state } = await pinned(ctx, at)
  const moments = resolveMoments(still, query)
  const asOf = query.asOf === undefined ? null : moments.asOf
  return {
    state: stateText(state, asOf),
    asOf,
    knownAt: moments.knownAt ?? null,
    at: asOf ?? state.time,
    pieces: still.store.publicView(still.clock()).observationPieces(resolveFilter(still, query, moments), state),
  }
}

/** Every public incident that a query asks for, with its status, which turns on the moment. Throws invalid-parameter. */
export async function exportIncidents(ctx: PublicReading, query: Asked, at?: PublicState): Promise<ExportedRows<Incident>> {
  const { still, state } = await pinned(ctx, at)
  const asked = resolveMoments(still, query)
  const moments = query.asOf === undefined ? { ...asked, asOf: settledMoment(still, state) } : asked
  const rows = still.store.publicView(still.clock()).incidentPieces(resolveFilter(still, query, moments), state)
  const shown = async function* () {
    for await (const piece of rows) {
      const statusOf = await statusesAt(still, moments, { incidents: piece.map(({ id }) => id), upTo: state.seq })
      const incidents = piece.map((row) => shownIncident(row, statusOf(row.id)))
      yield incidents.filter(({ status }) => query.standing.length === 0 || query.standing.includes(status))
    }
  }
  return {
    state: stateText(state, moments.asOf),
    asOf: moments.asOf,
    knownAt: moments.knownAt ?? null,
    at: moments.asOf,
    pieces: shown(),
  }
}
