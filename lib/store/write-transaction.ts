import type { Kysely } from 'kysely'
import { type Actor, LedgerEvent, type LedgerRow } from '@/lib/schema/ledger'
import type { Instant, PreciseTime } from '@/lib/schema/time'
import { forgetContacts, keepContact } from './contacts'
import { fixedInstant, isFixedInstant } from './fixed-instant'
import { importWriting } from './import-table'
import { lastLedgerRow, ledgerColumns, nextRow } from './ledger'
import { project } from './projection'
import { observationsOf } from './public-view'
import { readingDaysWriting } from './reading-days'
import { readingWriting } from './reading-writing'
import { storedIncident, storedReport } from './record-rows'
import { reviewed } from './reviewed'
import { InvalidEvent, type KnownReport, type WriteTransaction } from './store'
import type { InsertRows, Tables } from './tables'
import { countWaiting, noteWaiting } from './waiting'
import { webhookBook } from './webhook-table'

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
    case 'report.approved':
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

/** The ids that go with an incident: those merged into it, then its own. Throws InvalidEvent for one that is not there or was merged itself. */
async function takenDownWith(db: Db, id: string): Promise<string[]> {
  const found = await db.selectFrom('incidents').select('merged_into').where('id', '=', id).executeTakeFirst()
  if (!found) throw new InvalidEvent(`there is no incident ${id}`)
  if (found.merged_into !== null) throw new InvalidEvent(`incident ${id} was merged into ${found.merged_into}`)
  const merged = await db.selectFrom('incidents').select('id').where('merged_into', '=', id).orderBy('id').execute()
  return [...merged.map((duplicate) => duplicate.id), id]
}

async function appendRow(db: Db, actor: Actor, time: Instant, event: LedgerEvent): Promise<LedgerRow> {
  const row = nextRow((await lastLedgerRow(db)) ?? null, { time, actor, subject: await subjectOf(db, event) }, event)
  await db.insertInto('ledger').values(ledgerColumns(row)).execute()
  await project(db, row)
  return row
}

/** Takes an incident down with all that was merged into it; answers its own row. */
async function takeDown(db: Db, actor: Actor, time: Instant, { id, reason }: { id: string; reason: string }): Promise<LedgerRow> {
  const [first = id, ...others] = await takenDownWith(db, id)
  const one = async (each: string) => {
    const row = await appendRow(db, actor, time, { verb: 'incident.takenDown', payload: { id: each, reason } })
    await blank(db, each, row.seq)
    return row
  }
  let last = await one(first)
  for (const each of others) last = await one(each)
  return last
}

async function append(db: Db, actor: Actor, time: Instant, said: LedgerEvent): Promise<LedgerRow> {
  const event = LedgerEvent.parse(said)
  requireStorable(event)
  const row = await (event.verb === 'incident.takenDown' ? takeDown(db, actor, time, event.payload) : appendRow(db, actor, time, event))
  // Whatever may have decided a report; what takes in many decides none.
  if (event.verb !== 'incident.created' && !(event.verb === 'report.added' && event.payload.supersedes === null))
    await forgetContacts(db, time)
  return row
}

async function findIncident(db: Db, id: string): ReturnType<WriteTransaction['findIncident']> {
  const row = await db.selectFrom('incidents').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const reports = await db.selectFrom('reports').selectAll().where('incident_id', '=', id).orderBy('recorded_at').orderBy('id').execute()
  const said = await observationsOf(db, reports)
  return { incident: storedIncident(row), reports: reports.map((report) => storedReport(report, said.get(report.id) ?? [])) }
}

/** Reports of one address, and of one time where it is given: the duplicate rule's evidence. */
export async function reportsByUrl(db: Db, now: Instant, url: string, asOf?: PreciseTime): Promise<KnownReport[]> {
  let query = db
    .selectFrom('reports')
    .innerJoin('incidents', 'incidents.id', 'reports.incident_id')
    .selectAll('reports')
    .select(['incidents.title', 'incidents.public_after'])
    .where('reports.url', '=', url)
    .where('incidents.review_state', 'not in', ['rejected', 'retracted'])
    .where('incidents.merged_into', 'is', null)
    .where('reports.review_state', 'not in', ['rejected', 'retracted'])
  if (asOf !== undefined) query = query.where('as_of_time', '=', asOf.time).where('as_of_precision', '=', asOf.precision)
  const rows = await query.orderBy('reports.id').execute()
  const said = await observationsOf(db, rows)
  return rows.map((row) => ({
    incident: row.incident_id,
    title: row.title,
    report: storedReport(row, said.get(row.id) ?? []),
    isPublic: row.known_from !== null && row.known_until === null && row.public_after <= now,
  }))
}

/** What a verb may see and do inside one write. `onAppend` is told what is added to the ledger. */
export function writeTransaction(
  db: Db,
  context: { actor: Actor; time: Instant },
  onAppend: (verb: LedgerEvent['verb']) => void,
  insertRows: InsertRows,
): WriteTransaction {
  const { actor } = context
  const time = fixedInstant(context.time)
  const actorName = `${actor.role} ${actor.key ?? ''}`
  return {
    async append(event) {
      onAppend(event.verb)
      return append(db, actor, time, event)
    },
    findIncident: (id) => findIncident(db, id),
    reviewed: (id) => reviewed(db, id),
    reportsByUrl: (url, asOf) => reportsByUrl(db, time, url, asOf),
    imports: importWriting(db),
    readings: readingWriting(db, insertRows),
    readingDays: readingDaysWriting(db, insertRows),
    webhooks: webhookBook(
      (work) => work(db),
      (work) => work(db),
    ),
    async recall(key) {
      const kept = await db.selectFrom('idempotency').selectAll().where('actor', '=', actorName).where('key', '=', key).executeTakeFirst()
      return kept ? { requestHash: kept.request_hash, answer: kept.answer } : null
    },
    async remember(key, requestHash, answer) {
      await db.insertInto('idempotency').values({ actor: actorName, key, request_hash: requestHash, answer }).execute()
    },
    noteWaiting: (queued, forgetBefore) => noteWaiting(db, queued, time, forgetBefore),
    keepContact: (report, contact) => keepContact(db, report, contact, time),
    forgetContacts: () => forgetContacts(db, time),
    countWaiting: (column, value) => countWaiting(db, column, value),
    async wasImported(sha256) {
      return (await db.selectFrom('imports').select('sha256').where('sha256', '=', sha256).executeTakeFirst()) !== undefined
    },
  }
}
