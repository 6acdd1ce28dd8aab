import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { readRecords } from '@/lib/ingest/read-records'
import type { Instant } from '@/lib/schema/time'
import type { Holdings } from '@/lib/store/store'
import type { Context } from './context'
import { type Coverage, coverageOf } from './coverage'
import { type Reconciled, reconcile } from './reconciliation'
import { shippedRecords } from './seed-records'

/** A file that was taken in. `quarantined` is null for one that is not the shipped one: what it held is not kept. */
export interface Intake {
  time: Instant
  rows: number
  quarantined: { line: number; field: string; reason: string }[] | null
}

export interface Sources {
  now: Instant
  coverage: Coverage
  intakes: Intake[]
  withheld: Holdings['withheld']
  reconciled: Reconciled[]
}

type Quarantine = { sha256: string; quarantined: Intake['quarantined'] }
let shipped: Promise<Quarantine> | undefined

/** The shipped file read again, once a process: the ledger keeps what was taken in, and not what was turned away. */
function shippedQuarantine({ territory }: Context): Promise<Quarantine> {
  shipped ??= readFile(shippedRecords).then((bytes) => ({
    sha256: createHash('sha256').update(bytes).digest('hex'),
    // The line itself may hold what must not be shown: only where it is and what stands in its way.
    quarantined: readRecords(bytes, territory).quarantined.map(({ line, field, reason }) => ({ line, field, reason })),
  }))
  return shipped
}

/** Where the figures come from: who speaks, of what, since when, what was turned away, what is withheld, and how far sums and statements agree. */
export async function getSources(ctx: Context): Promise<Sources> {
  const now = ctx.clock()
  const view = ctx.store.publicView(now)
  const nothing = { regions: [], services: [], measures: [], units: [], kinds: [], tiers: [] }
  const [ever, { withheld, imports }, file] = await Promise.all([view.statements(nothing), view.holdings(), shippedQuarantine(ctx)])
  const statements = ever.filter(({ knownUntil }) => knownUntil === null)
  const regions = ctx.territory.regions.filter(({ level, inPack }) => level === 1 && inPack).map(({ code }) => code)
  return {
    now,
    coverage: coverageOf(statements, regions, ctx.territory.zone, now),
    intakes: imports.map(({ sha256, rows, time }) => ({ time, rows, quarantined: sha256 === file.sha256 ? file.quarantined : null })),
    withheld,
    reconciled: await reconcile(ctx, statements),
  }
}
