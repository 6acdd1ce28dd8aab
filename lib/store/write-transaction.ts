import type { Kysely } from 'kysely'
import { type Actor, LedgerEvent, type LedgerRow } from '@/lib/schema/ledger'
import type { Instant } from '@/lib/schema/time'
import { fixedInstant, isFixedInstant } from './fixed-instant'
import { lastLedgerRow, ledgerColumns, nextRow } from './ledger'
import { project } from './projection'
import { observationsOf } from './public-view'
import { storedIncident, storedReport } from './record-rows'
import { InvalidEvent, type KnownReport, type WriteTransaction } from './store'
import type { Tables } from './tables'

type Db = Kysely<Tables>

/** The instants of an event that the tables compare as text. */
function comparedInstants(event: LedgerEvent): string[] {
  if (event.verb === 'incident.created') return [event.payload.publicAfter, event.payload.startSpan.from, event.payload.startSpan.until]
  if (event.verb !== 'report.added') return []
  const { asOfSpan, publishedBy } = event.payload
  return [asOfSpan.from, asOfSpan.until, ...(publishedBy === null ? [] : [publishedBy])]
}

const holdsNul = (value: unknown): boolean =>
  typeof value === 'string' ? value.includes('\u0000') : typeof value === 'object' && value !== null && Object.values(value).some(holdsNul)

/** Throws for what the tables could not hold alike in both engines. */
function requireStorable(event: LedgerEvent): void {
  const loose = comparedInstants(event).find((instant) => !isFixedInstant(instant))
  if (loose !== undefined) throw new InvalidEvent(`${loose} is not written YYYY-MM-DDTHH:mm:ss.sssZ`)
  if (holdsNul(event.payload)) throw new InvalidEvent('a text holds the character U+0000')
}

/** An incident's id, or `incident/report`, so that the rows of an incident are found even when their payload is gone. */
async function subjectOf(db: Db, event: LedgerEvent): Promise<string> {
  switch (event.verb) {
    case 'report.added':
      return `${event.payload.incident}/${event.payload.id}`
    case 'report.published':
    case 'report.rejected':
    case 'report.retracted': {
      const report = await db.selectFrom('reports').select('incident_id').where('id', '=', event.payload.id).executeTakeFirst()
      if (!report) throw new InvalidEvent(`there is no report ${event.payload.id}`)
      return `${report.incident_id}/${event.payload.id}`
    }
    default:
      return event.payload.id
  }
}

/** The rows of the ledger that speak of an incident or its reports: `id` and everything under `id/` (`0` follows `/`). */
const about = (id: string) => ({ from: `${id}/`, until: `${id}0` })

/** Blanks what the ledger and kept answers hold of an incident; the takedown's own row, with its reason, stays. */
async function blank(db: Db, id: string, takedown: number): Promise<void> {
  const { from, until } = about(id)
  await db
    .updateTable('ledger')
    .set({ payload: null })
    .where('seq', '<', takedown)
    .where((eb) => eb.or([eb('subject', '=', id), eb.and([eb('subject', '>=', from), eb('subject', '<', until)])]))
    .execute()
  await db.deleteFrom('idempotency').where('answer', 'like', `%${id}%`).execute()
}

async function requireIncident(db: Db, id: string): Promise<void> {
  const found = await db.selectFrom('incidents').select('id').where('id', '=', id).executeTakeFirst()
  if (!found) throw new InvalidEvent(`there is no incident ${id}`)
}

async function append(db: Db, actor: Actor, time: Instant, said: LedgerEvent): Promise<LedgerRow> {
  const event = LedgerEvent.parse(said)
  requireStorable(event)
  if (event.verb === 'incident.takenDown') await requireIncident(db, event.payload.id)
  const row = nextRow((await lastLedgerRow(db)) ?? null, { time, actor, subject: await subjectOf(db, event) }, event)
  await db.insertInto('ledger').values(ledgerColumns(row)).execute()
  await project(db, row)
  if (event.verb === 'incident.takenDown') await blank(db, event.payload.id, row.seq)
  return row
}

async function findIncident(db: Db, id: string): ReturnType<WriteTransaction['findIncident']> {
  const row = await db.selectFrom('incidents').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const reports = await db.selectFrom('reports').selectAll().where('incident_id', '=', id).orderBy('recorded_at').orderBy('id').execute()
  const said = await observationsOf(db, reports)
  return { incident: storedIncident(row), reports: reports.map((report) => storedReport(report, said.get(report.id) ?? [])) }
}

/** Reports of one address, the duplicate rule's evidence. */
export async function reportsByUrl(db: Db, now: Instant, url: string): Promise<KnownReport[]> {
  const rows = await db
    .selectFrom('reports')
    .innerJoin('incidents', 'incidents.id', 'reports.incident_id')
    .selectAll('reports')
    .select(['incidents.title', 'incidents.public_after'])
    .where('reports.url', '=', url)
    .where('incidents.review_state', 'not in', ['rejected', 'retracted'])
    .where('reports.review_state', 'not in', ['rejected', 'retracted'])
    .orderBy('reports.id')
    .execute()
  const said = await observationsOf(db, rows)
  return rows.map((row) => ({
    incident: row.incident_id,
    title: row.title,
    report: storedReport(row, said.get(row.id) ?? []),
    isPublic: row.known_from !== null && row.known_until === null && row.public_after <= now,
  }))
}

/** What a verb may see and do inside one write. `onTakedown` is told when a text was erased. */
export function writeTransaction(db: Db, context: { actor: Actor; time: Instant }, onTakedown: () => void): WriteTransaction {
  const { actor } = context
  const time = fixedInstant(context.time)
  const actorName = `${actor.role} ${actor.key ?? ''}`
  return {
    async append(event) {
      if (event.verb === 'incident.takenDown') onTakedown()
      return append(db, actor, time, event)
    },
    findIncident: (id) => findIncident(db, id),
    reportsByUrl: (url) => reportsByUrl(db, time, url),
    async recall(key) {
      const kept = await db.selectFrom('idempotency').selectAll().where('actor', '=', actorName).where('key', '=', key).executeTakeFirst()
      return kept ? { requestHash: kept.request_hash, answer: kept.answer } : null
    },
    async remember(key, requestHash, answer) {
      await db.insertInto('idempotency').values({ actor: actorName, key, request_hash: requestHash, answer }).execute()
    },
    async wasImported(sha256) {
      return (await db.selectFrom('imports').select('sha256').where('sha256', '=', sha256).executeTakeFirst()) !== undefined
    },
  }
}
