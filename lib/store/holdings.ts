import type { Kysely } from 'kysely'
import type { Instant } from '@/lib/schema/time'
import { fixedInstant } from './fixed-instant'
import type { Holdings, TakenIn } from './store'
import type { Tables } from './tables'

type Withheld = keyof Holdings['withheld']

/** What the decision columns of a report and its incident say; `reports` of each such row are counted alike. */
interface Decided {
  report: string
  incident: string
  public_after: Instant
  known_from: Instant | null
  known_until: Instant | null
  superseded_by: string | null
}

/** Why a report is not among what stands; undefined where it is. */
function reasonOf(row: Decided, now: Instant): Withheld | undefined {
  const { report, incident, known_from, known_until, superseded_by, public_after } = row
  if (report === 'rejected' || incident === 'rejected') return 'rejected'
  if (superseded_by !== null && known_until !== null) return 'corrected'
  if (report === 'retracted' || incident === 'retracted') return 'retracted'
  return known_from === null || public_after > now ? 'waiting' : undefined
}

/** Every file: those whose way is kept, and those of a ledger that was copied without it. */
async function takenIn(db: Kysely<Tables>): Promise<TakenIn[]> {
  const runs = await db.selectFrom('import_runs').select(['id', 'name', 'rows', 'changed_at', 'finished']).execute()
  const aside = await db
    .selectFrom('quarantine')
    .select((eb) => ['import_id', 'field', 'reason', eb.fn.countAll<number | string>().as('rows'), eb.fn.min('line').as('first')])
    .groupBy(['import_id', 'field', 'reason'])
    .execute()
  const quarantined = (id: string) =>
    aside
      .filter((one) => one.import_id === id)
      .map(({ field, reason, rows, first }) => ({ field, reason, rows: Number(rows), first: Number(first) }))
      .sort((a, b) => b.rows - a.rows || a.first - b.first)
  const kept = runs.map(({ id, name, rows, changed_at, finished }) => {
    return { sha256: id, rows, time: changed_at, name, finished: finished !== 0, quarantined: quarantined(id) }
  })
  const known = new Set(runs.map(({ id }) => id))
  const other = await db.selectFrom('imports').select(['sha256', 'rows', 'imported_at']).execute()
  const copied = other
    .filter(({ sha256 }) => !known.has(sha256))
    .map(({ sha256, rows, imported_at }) => ({ sha256, rows, time: imported_at, name: null, finished: true, quarantined: null }))
  return [...kept, ...copied].sort((a, b) => (a.time < b.time ? -1 : 1))
}

/** How many reports are not among what stands, by reason and by nothing else, and what was taken in as whole files. */
export async function holdings(db: Kysely<Tables>, at: Instant): Promise<Holdings> {
  const now = fixedInstant(at)
  const rows = await db
    .selectFrom('reports')
    .innerJoin('incidents', 'incidents.id', 'reports.incident_id')
    .select([
      'reports.review_state as report',
      'incidents.review_state as incident',
      'incidents.public_after',
      'reports.known_from',
      'reports.known_until',
      'reports.superseded_by',
    ])
    .where('incidents.merged_into', 'is', null)
    .where((eb) =>
      eb.or([eb('reports.known_from', 'is', null), eb('reports.known_until', 'is not', null), eb('incidents.public_after', '>', now)]),
    )
    .execute()
  const takenDown = await db
    .selectFrom('tombstones')
    .select((eb) => eb.fn.countAll<number | string>().as('total'))
    .executeTakeFirst()
  const withheld: Holdings['withheld'] = {
    waiting: 0,
    rejected: 0,
    retracted: 0,
    corrected: 0,
    takenDown: Number(takenDown?.total ?? 0),
  }
  for (const row of rows) {
    const reason = reasonOf(row, now)
    if (reason !== undefined) withheld[reason] += 1
  }
  return { withheld, imports: await takenIn(db) }
}
