import type { CalendarEntry } from '@/lib/schema/calendar'
import type { Change } from '@/lib/schema/change'
import type { Feed } from '@/lib/schema/feed'
import type { HistoryEntry, Kind, Tombstone } from '@/lib/schema/incident'
import type { Actor, LedgerEvent, LedgerRow, StoredIncident, StoredReport } from '@/lib/schema/ledger'
import type { Measure, Service, Unit } from '@/lib/schema/observation'
import type { FeedStanding } from '@/lib/schema/reading'
import type { RecordCondition } from '@/lib/schema/record-condition'
import type { RegionCode } from '@/lib/schema/region'
import type { Report, Tier } from '@/lib/schema/report'
import type { Approval, ReviewEntry } from '@/lib/schema/review'
import type { ObservationRow, Statement } from '@/lib/schema/statement'
import type { Instant, PreciseTime } from '@/lib/schema/time'
import type { ImportReading, ImportWriting } from './import-table'
import type { KeyRing } from './key-ring'
import type { Limits } from './limits'
import type { Outage } from './outage'
import type { PollBook } from './poll-table'
import type { DaysAsked, ReadingDaysWriting, RolledDays } from './reading-days'
import type { ReadingWriting } from './reading-writing'
import type { FeedReadings, ReadingsAsked } from './readings-in-time'
import type { Queued } from './waiting'
import type { WebhookBook } from './webhook-table'

/** What the records can be narrowed by. Arrays: any of them; an empty array asks for nothing in particular. `regions` is already widened to children. */
export interface RecordFilter {
  regions: RegionCode[]
  services: Service[]
  measures: Measure[]
  units: Unit[]
  kinds: Kind[]
  tiers: Tier[]
  /** Only these incidents, and what belongs to them; not for feeds. */
  incidents?: string[]
  /** Half-open bounds: on the figure's as-of span for observations, on the incident's start span for incidents. */
  from?: Instant
  to?: Instant
  /** Words in title, quote, place, publisher, stated by, note: each must occur somewhere, case folded (any script). */
  q?: string
  /** Only what was public knowledge at this ledger time. */
  knownAt?: Instant
  /** What else is asked of each; for observations and incidents alone. */
  where?: RecordCondition
  /** Only reports whose source had surely published by then; an undated one counts from when it was recorded. */
  publishedBy?: Instant
  /** As the ledger was when this row was its last, but for what was taken down since: for what is read in pieces while writes go on. */
  upTo?: number
}

/**
 * How far the public may have read: the last row of the ledger and the last end of a hold by which something became public or ceased to
 * be, and when the last of it did. While it is the same, so is every public answer about one moment; what the public may not know moves
 * none of it.
 */
export interface PublicState {
  seq: number
  held: Instant | ''
  /** Null while nothing was ever public. */
  time: Instant | null
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
  /**
   * Every row in the order of the lists, some at a time, as the ledger was at a state: each piece is a short reading of its own, so that a
   * slow reader keeps nothing of the store busy, and what is taken down while it reads is not in what follows.
   */
  observationPieces(filter: RecordFilter, state: PublicState): AsyncGenerator<ObservationRow[]>
  incidentPieces(filter: RecordFilter, state: PublicState): AsyncGenerator<IncidentRow[]>
  state(): Promise<PublicState>
  /** A merged duplicate's id answers the incident that it was merged into; so does a report's id of a duplicate. */
  incident(id: string): Promise<{ incident: IncidentRow; reports: Report[]; history: HistoryEntry[] } | Tombstone | null>
  /** One report wherever it stands, with what its incident is called and the ledger's rows of both; of a taken-down incident its tombstone. */
  report(id: string): Promise<{ report: Report; incident: Pick<IncidentRow, 'title' | 'kind'>; history: HistoryEntry[] } | Tombstone | null>
  /** First and last as-of among public statements that can stand (at_time); null while there is none. */
  bounds(): Promise<{ first: Instant; last: Instant } | null>
  /** From the beginning of the first to the end of the last time that public observations speak of and public incidents begin in; null without any. */
  extents(): Promise<{ observations: Extent | null; incidents: Extent | null }>
  /**
   * What became public or ceased to be since a cursor, by when it did; `next` is the cursor to ask with later, and stays the same while
   * nothing changes. Throws InvalidCursor.
   */
  changes(asked: { since?: string; limit: number }): Promise<{ rows: Change[]; next: string; more: boolean }>
  /** The reports that stand, the newest in public first, and those that were retracted or taken down, the latest first; each at most `limit`. */
  feed(filter: RecordFilter, limit: number): Promise<Feed>
  /** The cursor of who has seen all changes there are. */
  changesEnd(): Promise<string>
  /** When the next hold ends, and something becomes public without a write; null while nothing published is held. For a clock, never for a reader. */
  nextRelease(): Promise<Instant | null>
  /** Incidents with when they changed, newest start first, and then those that were retracted; each at most `limit`. It tells what stands: `knownAt` is not asked. */
  calendar(filter: RecordFilter, limit: number): Promise<CalendarEntry[]>
  holdings(): Promise<Holdings>
  /** Machine feeds, each as far as its snapshots are under no hold. */
  feeds(): Promise<FeedStanding[]>
  /** How many snapshots of them that is, one that was told anew counted each time: it moves whenever a reading does. */
  snapshotsTold(): Promise<number>
  /** What machine feeds say over a time: who answered what, as the clocks let it be seen. */
  readings(asked: ReadingsAsked): Promise<FeedReadings[]>
  /** What a feed's readings came to on days of which nothing more is to come. */
  readingDays(asked: DaysAsked): Promise<RolledDays>
}

/** Half-open. */
export interface Extent {
  from: Instant
  until: Instant
}

/** What the public may know of what it may not read: how many reports, by class of reason, and nothing of their content. */
export interface Holdings {
  /**
   * Numbers of reports; of records that were taken down, which leave nothing to count inside them, numbers of records. Waiting is for an
   * editor or for the end of a hold, in one number: that something is under hold would itself tell of a strike.
   */
  withheld: Record<'waiting' | 'rejected' | 'retracted' | 'corrected' | 'takenDown', number>
  /** Files that were taken in, the earliest first. */
  imports: TakenIn[]
}

/** A file that was taken in, in whole or so far. `rows` counts every row that was read. */
export interface TakenIn {
  /** The import's id. */
  sha256: string
  rows: number
  time: Instant
  name: string | null
  finished: boolean
  /** What waits in its quarantine, by field and reason, the most rows first, and the first such line; null for one of which none was kept. */
  quarantined: { field: string; reason: string; rows: number; first: number }[] | null
}

/** What editors see of a record beside what was written. */
interface Reviewed {
  recordedAt: Instant
  /** Who wrote it; of a report that came with a duplicate, who wrote it there. */
  writer: Actor
  approvals: Approval[]
  /** When it was public knowledge; `from` is null for what never was, `until` while it stands. */
  known: { from: Instant | null; until: Instant | null }
  /** What answers in its place since its incident was merged as a duplicate. */
  mergedInto: string | null
}

export interface ReviewedReport extends Reviewed {
  report: StoredReport
  supersededBy: string | null
}

/** Everything of one incident, whatever its state. */
export interface ReviewedIncident extends Reviewed {
  incident: StoredIncident
  /** In the order in which they were recorded. */
  reports: ReviewedReport[]
  /** The ledger's rows about it and its reports, in order. */
  history: ReviewEntry[]
}

/** Something that waits for an editor: an incident, or a report of a published one. */
export interface Waiting {
  of: ReviewedIncident
  /** Null where the incident itself waits. */
  report: ReviewedReport | null
}

/** Reading as editors may: whatever is not taken down. */
export interface EditorView {
  /**
   * What waits, the longest first: incidents nobody has decided, and undecided reports of published incidents that no published
   * report corrects. `total` counts beyond the limit.
   */
  queue(limit: number): Promise<{ waiting: Waiting[]; total: number }>
  record(id: string): Promise<ReviewedIncident | Tombstone | null>
  /** How many incidents are published and under hold. That there are any tells of a strike: never for the public. */
  held(now: Instant): Promise<number>
  /** The contacts left with the reports of an incident that still wait, by report. */
  contacts(incident: string, now: Instant): Promise<Map<string, string>>
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
  /**
   * Appends to the ledger and applies it to the tables; both or neither. A takedown takes down what was merged into the incident
   * first, by rows of its own. Throws InvalidEvent.
   */
  append(event: LedgerEvent): Promise<LedgerRow>
  findIncident(id: string): Promise<{ incident: StoredIncident; reports: StoredReport[] } | null>
  /** As in the editors' view. */
  reviewed(id: string): Promise<ReviewedIncident | Tombstone | null>
  /** Reports of the same address (and time, where one is given), for the duplicate rule: any incident not rejected, retracted, merged or taken down. */
  reportsByUrl(url: string, asOf?: PreciseTime): Promise<KnownReport[]>
  /** The stored answer of an earlier request under the same idempotency key and actor. */
  recall(key: string): Promise<{ requestHash: string; answer: string } | null>
  remember(key: string, requestHash: string, answer: string): Promise<void>
  wasImported(sha256: string): Promise<boolean>
  /** Imports, how far they got, and what they set aside. */
  readonly imports: ImportWriting
  /** Readings of machine feeds. */
  readonly readings: ReadingWriting
  readonly readingDays: ReadingDaysWriting
  /** Subscriptions to the changes. */
  readonly webhooks: WebhookBook
  /** Notes that a report waits for an editor; senders noted before `forgetBefore` are let go of. */
  noteWaiting(queued: Queued, forgetBefore: Instant): Promise<void>
  /** Keeps how whoever sent a report may be asked about it, apart from the record, until it is decided or 30 days are over. */
  keepContact(report: string, contact: string): Promise<void>
  /** Deletes the contacts that are kept no longer. */
  forgetContacts(): Promise<void>
  /** How many reports of a sender, or from a source's host, wait for an editor. */
  countWaiting(column: 'sender' | 'host', value: string): Promise<number>
}

/** What some rows of the ledger are about. */
export interface Written {
  /** Every incident of which, or of whose reports, something may read otherwise than before; among them may be what is no incident. */
  incidents: ReadonlySet<string>
  /** Whether a machine feed was described or told something. */
  feeds: boolean
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
  /** Who may write. */
  readonly keys: KeyRing
  readonly limits: Limits
  /** Subscriptions to the changes, for those who look after them and for who delivers. */
  readonly webhooks: WebhookBook
  /** Sources that are polled. */
  readonly polls: PollBook
  publicView(now: Instant): PublicView
  editorView(): EditorView
  /** One transaction, serialised with every other write of all processes. Durable once it resolves. */
  write<T>(context: { actor: Actor; time: Instant }, work: (tx: WriteTransaction) => Promise<T>): Promise<T>
  head(): Promise<{ seq: number; time: Instant } | null>
  /** What was written about after a row of the ledger; null where that is not to be told one by one. */
  writtenAfter(seq: number): Promise<Written | null>
  /** What has kept this process's store from answering, or from taking a write, and has not been seen to pass. */
  outages(): { code: Outage['code']; since: Instant }[]
  /** Where a write was what failed: writes what nobody reads, once a second at most, so that what has passed is known to have. Never throws. */
  tryWriting(): Promise<void>
  /**
   * Calls back after every write to the ledger, of whatever process, once it is committed; it may do so without one. Answers how to stop.
   */
  listen(heard: () => void): () => void
  /** As in a write, for a preview of one. */
  reportsByUrl(now: Instant, url: string, asOf?: PreciseTime): Promise<KnownReport[]>
  readonly imports: ImportReading
  /** Checks the hash chain and that a rebuild in memory gives the tables as they are. */
  verify(): Promise<LedgerReport>
  /** Makes the tables again from the ledger, in one transaction. */
  rebuild(): Promise<LedgerReport>
  close(): Promise<void>
}

/** What a command may do beside a running server. */
export type ReadingStore = Pick<Store, 'engine' | 'polls' | 'publicView' | 'head' | 'reportsByUrl' | 'imports' | 'verify' | 'close'>

/** What the commands for keys and for webhooks may do beside a running server. */
export type KeyStore = Pick<Store, 'engine' | 'keys' | 'webhooks' | 'publicView' | 'write' | 'close'>

// By name and not by class: a build gives pages and routes each a copy of this module, and an error of one must be known in the other.
const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name

/** The embedded folder is held by another server; its message says which folder and what to do. */
export class StoreInUse extends Error {
  override readonly name = 'StoreInUse'
  static override [Symbol.hasInstance](error: unknown): boolean {
    return isNamed(error, 'StoreInUse')
  }
}

/** The store cannot answer; the message is for the operator's log, the code for everybody. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
  readonly code: Outage['code']
  constructor(message: string, { code = 'unreachable', cause }: { code?: Outage['code']; cause?: unknown } = {}) {
    super(message, { cause })
    this.code = code
  }
  static override [Symbol.hasInstance](error: unknown): boolean {
    return isNamed(error, 'StoreUnavailable')
  }
}

/** A backup that cannot be taken or given back, said in words for the operator. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault'

  /** `refused`: something is there already and is left as it is. `damaged`: the file does not hold what it should. `failed`: something else is in the way. */
  constructor(
    readonly kind: 'refused' | 'damaged' | 'failed',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
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
