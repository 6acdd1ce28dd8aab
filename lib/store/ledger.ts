import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { LedgerEvent, LedgerRow } from '@/lib/schema/ledger'
import { canonicalJson } from './canonical-json'
import type { Written } from './store'
import type { LedgerTable, Tables } from './tables'

/** What the first row names as the hash before it. */
export const genesis = '0'.repeat(64)

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

type Sealed = Pick<LedgerRow, 'seq' | 'time' | 'actor' | 'verb' | 'subject' | 'payloadHash' | 'prevHash'>

/** SHA-256 of the row without its payload: of the payload only the hash takes part, so that a taken-down text can go. */
function rowHash({ seq, time, actor, verb, subject, payloadHash, prevHash }: Sealed): string {
  return sha256(canonicalJson({ seq, time, actor, verb, subject, payloadHash, prevHash }))
}

/** The row that follows `previous` (null for the first). Time never runs backwards: a clock set back repeats the last time. */
export function nextRow(
  previous: { seq: number; time: string; hash: string } | null,
  entry: Pick<LedgerRow, 'time' | 'actor' | 'subject'>,
  event: LedgerEvent,
): LedgerRow {
  const payload = canonicalJson(event.payload)
  const row = {
    seq: (previous?.seq ?? 0) + 1,
    time: previous !== null && previous.time > entry.time ? previous.time : entry.time,
    actor: entry.actor,
    verb: event.verb,
    subject: entry.subject,
    payloadHash: sha256(payload),
    prevHash: previous?.hash ?? genesis,
  }
  return { ...row, payload, hash: rowHash(row) }
}

const takedown: LedgerEvent['verb'] = 'incident.takenDown'

/** The incident that a subject is about: `incident` or `incident/report`. */
export const incidentOf = (subject: string): string => subject.split('/', 1)[0] ?? subject

function rowProblem(row: LedgerRow, previous: LedgerRow | null): string | null {
  const seq = (previous?.seq ?? 0) + 1
  if (row.seq !== seq) return `row ${seq} is missing`
  if (row.prevHash !== (previous?.hash ?? genesis)) return `row ${seq} does not follow the row before it`
  if (row.payload !== null && sha256(row.payload) !== row.payloadHash) return `the payload of row ${seq} was changed`
  if (rowHash(row) !== row.hash) return `row ${seq} was changed`
  if (previous !== null && row.time < previous.time) return `row ${seq} is dated before the row before it`
  return null
}

/** Follows the chain row by row. `problem` is the first thing that does not fit, in words. */
export class ChainCheck {
  rows = 0
  problem: string | null = null
  #last: LedgerRow | null = null
  readonly #blank = new Map<string, number>()

  get head(): string | null {
    return this.#last?.hash ?? null
  }

  /** Takes the next row; false once something does not fit. */
  add(row: LedgerRow): boolean {
    this.problem ??= rowProblem(row, this.#last)
    if (this.problem !== null) return false
    const incident = incidentOf(row.subject)
    if (row.verb === takedown) this.#blank.delete(incident)
    else if (row.payload === null && !this.#blank.has(incident)) this.#blank.set(incident, row.seq)
    this.#last = row
    this.rows += 1
    return true
  }

  /** After the last row: a payload may be gone only where a takedown follows. */
  finish(): void {
    const [first] = this.#blank.values()
    if (first !== undefined) this.problem ??= `the payload of row ${first} is gone without a takedown`
  }
}

export function ledgerRow(row: LedgerTable): LedgerRow {
  const { seq, time, verb, subject, payload } = row
  const actor = { role: row.actor_role, key: row.actor_key }
  return { seq, time, actor, verb, subject, payload, payloadHash: row.payload_hash, prevHash: row.prev_hash, hash: row.hash }
}

export function ledgerColumns(row: LedgerRow): LedgerTable {
  const { seq, time, actor, verb, subject, payload, payloadHash, prevHash, hash } = row
  return {
    seq,
    time,
    actor_role: actor.role,
    actor_key: actor.key,
    verb,
    subject,
    payload,
    payload_hash: payloadHash,
    prev_hash: prevHash,
    hash,
  }
}

const batch = 500

/** Every row in order, read in batches. */
export async function* ledgerRows(db: Kysely<Tables>): AsyncGenerator<LedgerRow> {
  let after = -1
  for (;;) {
    const rows = await db.selectFrom('ledger').selectAll().where('seq', '>', after).orderBy('seq').limit(batch).execute()
    for (const row of rows) yield ledgerRow(row)
    const last = rows.at(-1)
    if (rows.length < batch || last === undefined) return
    after = last.seq
  }
}

/** Where the ledger ends, without what its last row says: asked before most answers. */
export function ledgerEnd(db: Kysely<Tables>): Promise<Pick<LedgerTable, 'seq' | 'time'> | undefined> {
  return db.selectFrom('ledger').select(['seq', 'time']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
}

/** Rows that are told one by one; of more than these, whoever keeps what was read does better to read all of it anew. */
const mostTold = 200
/** What becomes of an incident by these is not told by its own records alone. */
const farReaching: readonly string[] = ['incident.merged', 'incident.takenDown'] satisfies LedgerEvent['verb'][]

/** What rows after one of the ledger were about; null where they are many, or one of them moved records between incidents or erased some. */
export async function writtenAfter(db: Kysely<Tables>, seq: number): Promise<Written | null> {
  const rows = await db
    .selectFrom('ledger')
    .select(['verb', 'subject'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(mostTold + 1)
    .execute()
  if (rows.length > mostTold || rows.some(({ verb }) => farReaching.includes(verb))) return null
  const ofFeeds = rows.filter(({ subject }) => subject.startsWith('feed/'))
  return { incidents: new Set(rows.map(({ subject }) => incidentOf(subject))), feeds: ofFeeds.length > 0 }
}

export function lastLedgerRow(db: Kysely<Tables>): Promise<LedgerTable | undefined> {
  return db.selectFrom('ledger').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst()
}
