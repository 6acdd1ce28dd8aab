import { vi } from 'vitest'
import type { Snapshot } from '@/lib/schema/reading'
import { closeProcessStore } from '@/lib/service/context'
import { openStore } from '@/lib/store/open'
import type { Store } from '@/lib/store/store'
import { get } from '../api/world'
import { added, at, contributor, created, editor, incident, report } from '../store/factories'
import type { Ground } from '../store/ground'
import { play, recordIds, type Step } from '../store/random-ledger'
import { snapshot, take } from '../store/snapshots'

/** Words that a form of storing texts may trip over. */
export const awkward = 'tab\t, line\n, return\r, back\\slash \\N \\. "quotes" \u2028 «лапки» \u{1f50c}'

/** What stands beside the ledger and is nowhere else: keys, an import with its quarantine, answers kept for retries, contacts, subscriptions, polls. */
async function fillBeside(store: Store): Promise<void> {
  await store.keys.secret()
  await store.keys.add(
    { id: 'akey', role: 'admin', label: awkward, createdAt: at(1), expiresAt: null, revokedAt: null, lastUsedAt: at(2) },
    'f'.repeat(64),
  )
  await store.keys.openSession('a session', { key: 'akey', createdAt: at(1), expiresAt: at(900) })
  await store.write({ actor: contributor, time: at(1) }, async (tx) => {
    const of = incident({ reviewState: 'in_review', title: awkward })
    const first = report(of, { reviewState: 'in_review' })
    await tx.append(created(of))
    await tx.append(added(first))
    await tx.keepContact(first.id, 'someone@example.org')
    await tx.noteWaiting({ report: first.id, sender: 'the hash of an address', host: 'example.org' }, at(0))
    await tx.remember('retry', 'hash', JSON.stringify({ id: of.id, said: awkward }))
    await tx.imports.save({
      id: 'f'.repeat(64),
      name: awkward,
      layout: { format: 'jsonl' } as never,
      rows: 3,
      accepted: 1,
      duplicates: 1,
      incidents: 1,
      waiting: { incidents: 0, reports: 0, reasons: {} } as never,
      linesDone: 3,
      startedAt: at(1),
      changedAt: at(1),
      finished: true,
    })
    await tx.imports.setAside('f'.repeat(64), [{ line: 3, field: 'value', reason: 'number', text: awkward } as never])
    await tx.imports.keepHome('', 'an event', { incident: of.id, facts: awkward })
  })
  const place = await store.publicView(at(1)).changesEnd()
  await store.webhooks.add(
    { id: 'ahook', url: 'https://example.org/hook', label: awkward, region: ['UA-12'], service: [], createdAt: at(1) },
    place,
  )
  const [subscription] = await store.webhooks.due(at(1))
  const letter = { event: 'anevent', sequence: 1, kind: 'added', incident: 'anincident', report: null, place, attempts: 10 } as const
  const turn = subscription && (await store.webhooks.begin(subscription, letter, at(2)))
  if (turn) await store.webhooks.settle(turn, letter, { at: at(2), status: 500, letter: 'dead', place, dueAt: null, ended: false })
  const poll = await store.polls.begin('a-source', at(1), at(2))
  if (poll !== null)
    await store.polls.settle(poll, { at: at(1), dueAt: at(2), failure: null, validators: { etag: '"tag"', lastModified: null }, aside: [] })
}

/** Fills a store with random records, readings of a feed, and something of all that stands beside the ledger. Answers the ids of the records. */
export async function fillStore({ settings }: Ground, said: readonly Step[], snapshots: readonly Snapshot[]): Promise<string[]> {
  const store = await openStore(settings)
  try {
    await play(store, said)
    await take(store, 30, ...snapshots)
    // A time that is told anew, and one that comes late: what was said before is kept beside.
    await take(store, 31, snapshot(1, { UA1202: 700, UA1204: null }))
    await take(store, 32, snapshot(400, { UA1202: 100, UA1206: 0 }))
    await take(store, 33, snapshot(1, { UA1202: 800, UA1204: 5 }))
    await fillBeside(store)
    return recordIds(said)
  } finally {
    await store.close()
  }
}

const now = at(200)

/** What is asked of a store in public: what stands and what was known before, lists, sums, the changes, and each record with its history. */
const addresses = (ids: readonly string[]): string[] => [
  '/api/v1/impact?unit=connections',
  `/api/v1/impact?asOf=${at(12)}&knownAt=${at(6)}`,
  `/api/v1/impact?asOf=${at(1)}&unit=customers&knownAt=${at(31.5)}`,
  `/api/v1/impact?asOf=${at(1)}&unit=customers`,
  `/api/v1/series?from=${at(0)}&to=${at(110)}&step=hour&region=UA1202&unit=customers`,
  `/api/v1/series?from=${at(0)}&to=${at(110)}&step=day&unit=customers`,
  `/api/v1/incidents?limit=1000`,
  `/api/v1/incidents?limit=1000&knownAt=${at(10)}`,
  '/api/v1/observations?limit=1000',
  `/api/v1/observations?format=csv&knownAt=${at(20)}`,
  '/api/v1/changes?limit=1000',
  '/api/v1/feeds',
  '/api/v1/feed.atom',
  '/api/v1/calendar.ics',
  ...ids.map((id) => `/api/v1/incidents/${id}`),
]

/** Every public answer of a store as its routes give it: status, validator and text, but for the number that each problem is reported under. */
export async function publicAnswers({ settings }: Pick<Ground, 'settings'>, ids: readonly string[]): Promise<Record<string, string>> {
  vi.useFakeTimers({ now: Date.parse(now), toFake: ['Date'] })
  vi.stubEnv('DATA_DIR', settings.dataDir)
  vi.stubEnv('DATABASE_URL', settings.databaseUrl ?? '')
  vi.stubEnv('HOLD_HOURS_READINGS', '0')
  vi.stubEnv('REQUESTS_PER_MINUTE', '0')
  try {
    const told: [string, string][] = []
    for (const address of addresses(ids)) {
      const answer = await get(address)
      if (answer.status !== 200 && answer.status !== 404 && answer.status !== 410) throw new Error(`${address}: ${await answer.text()}`)
      told.push([address, `${answer.status} ${answer.headers.get('etag')} ${(await answer.text()).replace(/"requestId":"[^"]*"/, '')}`])
    }
    return Object.fromEntries(told)
  } finally {
    await closeProcessStore()
    vi.unstubAllEnvs()
    vi.useRealTimers()
  }
}

/** Every row of tables, in an order that is no engine's own. */
export async function rowsOf({ meddle }: Ground, tables: readonly string[]): Promise<Record<string, string[]>> {
  const rows: [string, string[]][] = []
  for (const table of tables) {
    const all = await meddle(`select * from ${table}`)
    rows.push([table, all.map((row) => JSON.stringify(Object.entries(row as object).sort())).sort()])
  }
  return Object.fromEntries(rows)
}

/** A writer, as a server is one. */
export const someRecord = async (store: Store, hours: number): Promise<void> => {
  const of = incident()
  await store.write({ actor: editor, time: at(hours) }, async (tx) => {
    await tx.append(created(of))
    await tx.append(added(report(of)))
  })
}
