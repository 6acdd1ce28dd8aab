import type { LedgerEvent, StoredReport } from '@/lib/schema/ledger'
import type { ReviewState } from '@/lib/schema/report'
import type { Instant } from '@/lib/schema/time'
import type { ImportHome, ImportReading } from '@/lib/store/import-table'
import type { KnownReport, ReadingStore, WriteTransaction } from '@/lib/store/store'
import { statementKeys } from './same-statement'

/** Where a statement stands already. */
export interface KnownStatement {
  incident: string
  report: string
}

/** What an import stands on: a write, or a preview that only remembers what it would have written. */
export interface ImportGround {
  /** Where each statement of a report is here already, in their order. */
  known(report: StoredReport): Promise<(KnownStatement | undefined)[]>
  home(scope: string, key: string): Promise<ImportHome | null>
  keepHome(scope: string, key: string, home: ImportHome): Promise<void>
  incidentState(id: string): Promise<ReviewState | null>
  incidentOfReport(id: string): Promise<string | null>
  append(event: LedgerEvent): Promise<unknown>
}

function among(reports: readonly KnownReport[], keys: readonly string[]): (KnownStatement | undefined)[] {
  const here = new Map(
    reports.flatMap(({ incident, report }) => statementKeys(report).map((key) => [key, { incident, report: report.id }] as const)),
  )
  return keys.map((key) => here.get(key))
}

export function writingGround(tx: WriteTransaction): ImportGround {
  return {
    known: async (report) => among(await tx.reportsByUrl(report.source.url, report.asOf), statementKeys(report)),
    home: tx.imports.home,
    keepHome: tx.imports.keepHome,
    incidentState: tx.imports.incidentState,
    incidentOfReport: tx.imports.incidentOfReport,
    append: tx.append,
  }
}

/** What a preview reads of a store. */
export type PreviewStore = Pick<ReadingStore, 'reportsByUrl'> & {
  imports: Pick<ImportReading, 'home' | 'incidentState' | 'incidentOfReport'>
}

/** A store in which nothing is. */
export const emptyStore: PreviewStore = {
  reportsByUrl: async () => [],
  imports: { home: async () => null, incidentState: async () => null, incidentOfReport: async () => null },
}

/** Changes nothing. What it would have written it keeps as digests, some hundred bytes a statement. */
export function previewGround(store: PreviewStore, now: Instant): ImportGround {
  const statements = new Map<string, KnownStatement>()
  const homes = new Map<string, ImportHome>()
  const incidents = new Map<string, ReviewState>()
  return {
    async known(report) {
      const keys = statementKeys(report)
      const here = among(await store.reportsByUrl(now, report.source.url, report.asOf), keys)
      return keys.map((key, i) => here[i] ?? statements.get(key))
    },
    home: async (scope, key) => homes.get(`${scope} ${key}`) ?? store.imports.home(scope, key),
    async keepHome(scope, key, home) {
      homes.set(`${scope} ${key}`, home)
    },
    incidentState: async (id) => incidents.get(id) ?? store.imports.incidentState(id),
    incidentOfReport: store.imports.incidentOfReport,
    async append(event) {
      if (event.verb === 'incident.created') incidents.set(event.payload.id, event.payload.reviewState)
      if (event.verb !== 'report.added') return
      const { id: report, incident } = event.payload
      for (const key of statementKeys(event.payload)) statements.set(key, { incident, report })
    },
  }
}
