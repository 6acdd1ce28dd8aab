import type { HistoryEntry, Kind, Tombstone } from '@/lib/schema/incident'
import type { Actor, LedgerEvent, LedgerRow, StoredIncident, StoredReport } from '@/lib/schema/ledger'
import type { Measure, Service, Unit } from '@/lib/schema/observation'
import type { RegionCode } from '@/lib/schema/region'
import type { Report, Tier } from '@/lib/schema/report'
import type { ObservationRow, Statement } from '@/lib/schema/statement'
import type { Instant, PreciseTime } from '@/lib/schema/time'

/** What the records can be narrowed by. Arrays: any of them; an empty array asks for nothing in particular. `regions` is already widened to children. */
export interface RecordFilter {
  regions: RegionCode[]
  services: Service[]
  measures: Measure[]
  units: Unit[]
  kinds: Kind[]
  tiers: Tier[]
  /** Only what belongs to these incidents; for observations and statements. */
  incidents?: string[]
  /** Half-open bounds: on the figure's as-of span for observations, on the incident's start span for incidents. */
  from?: Instant
  to?: Instant
  /** Words in title, quote, place, publisher, stated by, note: each must occur somewhere, case folded (any script). */
  q?: string
  /** Only what was public knowledge at this ledger time. */
  knownAt?: Instant
  /** Only reports whose source had surely published by then; an undated one counts from when it was recorded. */
  publishedBy?: Instant
}

export interface Page<Row> {
  rows: Row[]
  /** Opaque; null on the last page. */
  next: string | null
  total: number
}

/** A public incident as the tables give it; the service adds its status. */
export type IncidentRow = StoredIncident & {
  recordedAt: Instant
  regions: RegionCode[]
  services: Service[]
  reportCount: number
  lastAsOf: PreciseTime | null
}

/**
 * Reading as the public may at `now`: never a record under hold, in review, rejected, retracted (unless `knownAt` lies before the
 * retraction) or taken down. The guard is enforced here and nowhere later, so no route can leak.
 */
export interface PublicView {
  statements(filter: RecordFilter): Promise<Statement[]>
  observations(filter: RecordFilter, page: { limit: number; cursor?: string }): Promise<Page<ObservationRow>>
  /** Newest start first. */
  incidents(filter: RecordFilter, page: { limit: number; cursor?: string }): Promise<Page<IncidentRow>>
  incident(id: string): Promise<{ incident: IncidentRow; reports: Report[]; history: HistoryEntry[] } | Tombstone | null>
  /** One report wherever it stands, with what its incident is called and the ledger's rows of both; of a taken-down incident its tombstone. */
  report(id: string): Promise<{ report: Report; incident: Pick<IncidentRow, 'title' | 'kind'>; history: HistoryEntry[] } | Tombstone | null>
  /** First and last as-of among public statements that can stand (at_time); null while there is none. */
  bounds(): Promise<{ first: Instant; last: Instant } | null>
  holdings(): Promise<Holdings>
}

/** What the public may know of what it may not read: how many reports, by class of reason, and nothing of their content. */
export interface Holdings {
  /**
   * Numbers of reports; of records that were taken down, which leave nothing to count inside them, numbers of records. Waiting is for an
   * editor or for the end of a hold, in one number: that something is under hold would itself tell of a strike.
   */
  withheld: Record<'waiting' | 'rejected' | 'retracted' | 'corrected' | 'takenDown', number>
  /** Whole files that were taken in, the earliest first. `rows` counts every line that was read. */
  imports: { sha256: string; rows: number; time: Instant }[]
}

/** A report that is here already, whatever its review state: for the writers' rules, never for the public. */
export interface KnownReport {
  incident: string
  title: string
  report: StoredReport
  isPublic: boolean
}

/** Inside a write: what a verb must see to decide, whatever its review state, and the one way to change anything. */
export interface WriteTransaction {
  /** Appends to the ledger and applies it to the tables; both or neither. */
  append(event: LedgerEvent): Promise<LedgerRow>
  findIncident(id: string): Promise<{ incident: StoredIncident; reports: StoredReport[] } | null>
  /** Reports of the same address, for the duplicate rule: any incident not rejected, retracted or taken down. */
  reportsByUrl(url: string): Promise<KnownReport[]>
  /** The stored answer of an earlier request under the same idempotency key and actor. */
  recall(key: string): Promise<{ requestHash: string; answer: string } | null>
  remember(key: string, requestHash: string, answer: string): Promise<void>
  wasImported(sha256: string): Promise<boolean>
}

export interface LedgerReport {
  ok: boolean
  rows: number
  head: string | null
  /** The first row that does not fit the chain, or the first table row that a rebuild makes otherwise, in words. */
  problem: string | null
}

export interface Store {
  readonly engine: 'embedded' | 'postgresql'
  publicView(now: Instant): PublicView
  /** One transaction, serialised with every other write of all processes. Durable once it resolves. */
  write<T>(context: { actor: Actor; time: Instant }, work: (tx: WriteTransaction) => Promise<T>): Promise<T>
  head(): Promise<{ seq: number; time: Instant } | null>
  /** As in a write, for a preview of one. */
  reportsByUrl(now: Instant, url: string): Promise<KnownReport[]>
  /** Checks the hash chain and that a rebuild in memory gives the tables as they are. */
  verify(): Promise<LedgerReport>
  /** Makes the tables again from the ledger, in one transaction. */
  rebuild(): Promise<LedgerReport>
  close(): Promise<void>
}

/** What a command may do beside a running server. */
export type ReadingStore = Pick<Store, 'engine' | 'publicView' | 'head' | 'reportsByUrl' | 'verify' | 'close'>

// By name and not by class: a build gives pages and routes each a copy of this module, and an error of one must be known in the other.
const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name

/** The embedded folder is held by another server; its message says which folder and what to do. */
export class StoreInUse extends Error {
  override readonly name = 'StoreInUse'
  static override [Symbol.hasInstance](error: unknown): boolean {
    return isNamed(error, 'StoreInUse')
  }
}

/** The store cannot answer; the message is for the operator's log. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
  static override [Symbol.hasInstance](error: unknown): boolean {
    return isNamed(error, 'StoreUnavailable')
  }
}

/** A cursor that no page of ours gave out. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor'
  static override [Symbol.hasInstance](error: unknown): boolean {
    return isNamed(error, 'InvalidCursor')
  }
}

/** An event that does not follow from what the ledger holds: a decision about nothing, a second retraction. Nothing was written. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent'
  static override [Symbol.hasInstance](error: unknown): boolean {
    return isNamed(error, 'InvalidEvent')
  }
}
