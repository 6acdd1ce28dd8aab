import { createHash } from 'node:crypto'
import type { ParsedRecords, Quarantined } from '@/lib/ingest/parsed-records'
import { readRecords, UnknownLayout } from '@/lib/ingest/read-records'
import type { Store } from '@/lib/store/store'
import type { Context, Desk } from './context'
import { appendIncident } from './create-incident'
import { ServiceError } from './errors'
import { type ImportPlan, planImport } from './plan-import'

/** Rows in = accepted + duplicates + quarantined. `waiting` incidents are in review: the guard asks for an editor. */
export interface ImportResult {
  rows: number
  accepted: number
  duplicates: number
  quarantined: Quarantined[]
  incidents: number
  waiting: { title: string; reasons: string[] }[]
}

function parse(desk: Desk, bytes: Uint8Array): ParsedRecords {
  try {
    return readRecords(bytes, desk.territory)
  } catch (error) {
    if (error instanceof UnknownLayout) throw new ServiceError('unsupported-media-type', error.message)
    throw error
  }
}

function resultOf({ rows, quarantined }: ParsedRecords, { accepted, duplicates, incidents }: ImportPlan): ImportResult {
  const waiting = incidents
    .filter(({ reasons }) => reasons.length > 0)
    .map(({ record, reasons }) => ({ title: record.incident.title, reasons }))
  return { rows, accepted, duplicates, quarantined, incidents: incidents.length, waiting }
}

/** What an import of these bytes would do, by looking alone; works beside a running server. Throws unsupported-media-type. */
export async function previewImport(desk: Desk & { store: Pick<Store, 'reportsByUrl'> }, bytes: Uint8Array): Promise<ImportResult> {
  const parsed = parse(desk, bytes)
  const now = desk.clock()
  return resultOf(parsed, await planImport(desk, parsed, (url) => desk.store.reportsByUrl(now, url)))
}

/**
 * Takes in records of a layout known to `lib/ingest`, in one transaction, by the rules every writer is under. What is here
 * already is counted and not written again; what cannot be read is told line by line. Throws unsupported-media-type.
 */
export async function importRecords(ctx: Context, bytes: Uint8Array): Promise<ImportResult> {
  const parsed = parse(ctx, bytes)
  return ctx.store.write({ actor: ctx.actor, time: ctx.clock() }, async (tx) => {
    const plan = await planImport(ctx, parsed, (url) => tx.reportsByUrl(url))
    for (const incident of plan.incidents) await appendIncident(tx, incident)
    for (const payload of plan.reports) await tx.append({ verb: 'report.added', payload })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    if (plan.accepted > 0)
      await tx.append({ verb: 'records.imported', payload: { id: `import/${sha256.slice(0, 12)}`, sha256, rows: parsed.rows } })
    return resultOf(parsed, plan)
  })
}
