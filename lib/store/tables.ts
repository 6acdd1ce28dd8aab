import type { ChangeKind } from '@/lib/schema/change'
import type { Kind } from '@/lib/schema/incident'
import type { Role } from '@/lib/schema/key'
import type { Actor } from '@/lib/schema/ledger'
import type { Basis, Control, Measure, Qualifier, Service, State, Unit } from '@/lib/schema/observation'
import type { ReviewState, Tier } from '@/lib/schema/report'
import type { Instant, Precision } from '@/lib/schema/time'

export interface LedgerTable {
  seq: number
  time: Instant
  actor_role: Actor['role']
  actor_key: string | null
  verb: string
  /** An incident's id, `incident/report` for a report, an import's id. */
  subject: string
  /** Canonical JSON; null once the record was taken down. */
  payload: string | null
  payload_hash: string
  prev_hash: string
  hash: string
}

/** When something was public knowledge, half-open in ledger time. `known_from` is null for what never was, `known_until` while it stands. */
interface Known {
  known_from: Instant | null
  known_until: Instant | null
}

/** The ledger rows that decided: by sequence as well as by time, since two rows may share a time. */
interface Decisions {
  published_seq: number | null
  published_time: Instant | null
  /** What ended it: a retraction, or the merge of its incident. */
  retracted_seq: number | null
  retracted_time: Instant | null
  /** What answers in its place since it, or its incident, was merged as a duplicate; never one that was merged itself. */
  merged_into: string | null
}

export interface IncidentsTable extends Known, Decisions {
  id: string
  title: string
  kind: Kind
  start_time: string
  start_precision: Precision
  start_from: Instant
  start_until: Instant
  end_time: string | null
  end_precision: Precision | null
  wave: string | null
  review_state: ReviewState
  public_after: Instant
  recorded_at: Instant
  search: string
}

export interface ReportsTable extends Known, Decisions {
  id: string
  incident_id: string
  publisher: string
  stated_by: string | null
  tier: Tier
  url: string
  archive_url: string | null
  lang: string | null
  published_at: string | null
  published_by: Instant | null
  as_of_time: string
  as_of_precision: Precision
  as_of_from: Instant
  as_of_until: Instant
  quote: string | null
  recorded_at: Instant
  supersedes: string | null
  superseded_by: string | null
  review_state: ReviewState
  search: string
}

export interface ObservationsTable {
  report_id: string
  position: number
  incident_id: string
  id: string
  /** Region codes in the order given, separated by a space; `observation_regions` has them one a row to ask by. */
  regions: string
  place: string | null
  control: Control
  service: Service
  measure: Measure
  basis: Basis
  unit: Unit | null
  value: number | null
  min: number | null
  max: number | null
  qualifier: Qualifier
  quantity_text: string | null
  state: State
  note: string | null
  quote: string | null
  search: string
}

export interface ObservationRegionsTable {
  report_id: string
  position: number
  region: string
}

export interface ImportsTable {
  sha256: string
  id: string
  rows: number
  imported_at: Instant
}

export interface TombstonesTable {
  id: string
  taken_down_at: Instant
  reason: string
}

export interface IdempotencyTable {
  actor: string
  key: string
  request_hash: string
  answer: string
}

/** An import and how far it got. What it holds in JSON is read again by the schema of ImportRun. */
export interface ImportRunsTable {
  id: string
  name: string | null
  layout: string
  rows: number
  accepted: number
  duplicates: number
  incidents: number
  waiting: string
  lines_done: number
  started_at: Instant
  changed_at: Instant
  finished: number
}

/** Which incident took the rows that a file calls by one key. `scope`: an import's id, or empty for keys that are unique in the world. */
export interface ImportHomesTable {
  scope: string
  key: string
  incident_id: string
  facts: string
}

/** Rows that could not be taken in, with their words. */
export interface QuarantineTable {
  import_id: string
  line: number
  field: string
  reason: string
  text: string
}

export interface KeysTable {
  id: string
  role: Role
  label: string | null
  /** SHA-256 of the whole token, as hexadecimal digits. */
  token_hash: string
  created_at: Instant
  expires_at: Instant | null
  revoked_at: Instant | null
  last_used_at: Instant | null
}

export interface SessionsTable {
  id_hash: string
  key: string
  created_at: Instant
  expires_at: Instant
}

/** The counters of limits; the columns and their order are the library's. */
export interface RateLimitsTable {
  key: string
  points: number
  expire: number | null
}

export interface WaitingTable {
  report_id: string
  sender: string | null
  host: string
  noted_at: Instant
}

/** How whoever sent a report that waits may be asked about it; no part of the ledger. */
export interface ContactsTable {
  report_id: string
  contact: string
  noted_at: Instant
}

export interface SecretsTable {
  name: string
  value: string
}

/** A subscription to the changes; its regions and services in JSON. */
/** Sources that are polled: when, and how that ended. */
export interface FeedPollsTable {
  id: string
  /** Counts the polls: who ends one names the turn it began. */
  turn: number
  failures: number
  due_at: Instant | null
  tried_at: Instant | null
  good_at: Instant | null
  failure: string | null
  etag: string | null
  last_modified: string | null
  /** JSON: what of the last good answer was not taken in. */
  aside: string | null
}

export interface WebhooksTable {
  id: string
  url: string
  label: string | null
  regions: string
  services: string
  created_at: Instant
  /** Counts the changes of this row. */
  turn: number
  place: string
  event: string | null
  sequence: number
  attempts: number
  due_at: Instant | null
  failing_since: Instant | null
  delivered_at: Instant | null
  status: string | null
  ended_at: Instant | null
}

/** Changes that were delivered to a subscription or could not be; `again`: could not be, and is to be sent once more. */
export interface WebhookLettersTable {
  webhook_id: string
  event: string
  sequence: number
  kind: ChangeKind
  incident: string
  report: string | null
  place: string
  attempts: number
  status: string
  attempted_at: Instant
  state: 'delivered' | 'dead' | 'again'
}

/** A machine feed as it was last described; `id` is the ledger row that first did. */
export interface FeedsTable {
  id: number
  name: string
  publisher: string
  tier: Tier
  url: string
  licence: string | null
  cadence: number
  service: Service
  measure: Measure
  unit: Unit
}

/** Which areas a snapshot asked for, region codes with spaces between them: the same thousands in nearly every one, so each list stands once. */
export interface FeedAreasTable {
  id: number
  feed: number
  sha256: string
  regions: string
}

/**
 * One snapshot. Times of readings are minutes of the epoch. A time that was told again otherwise has a row for each batch, and the one of the
 * latest batch stands. `batch` is the ledger row that it came by.
 */
export interface FeedRunsTable {
  feed: number
  time: number
  batch: number
  areas: number
  answered: number
  recorded_at: Instant
  public_after: Instant
  sha256: string
}

/** One area as one feed tells of it. */
export interface ReadingTracksTable {
  id: number
  feed: number
  region: string
}

/** A change of a track: what it says from this snapshot on. Value null begins a gap: snapshots that had no answer for it. */
export interface ReadingStepsTable {
  track: number
  time: number
  value: number | null
  served: number | null
}

/** What a track said at the time of one snapshot until a batch told that time otherwise. */
export interface ReadingRevisionsTable {
  track: number
  time: number
  until_batch: number
  value: number | null
  served: number | null
}

/** A day of the territory that nothing more is to come of, in sums; `day` is the minute it begins in. */
export interface FeedDaysTable {
  feed: number
  day: number
  /** When the last snapshot that it rests on may be public. */
  public_after: Instant
}

/** What a track said in such a day: design and names as in `lib/impact/reading-rollup.ts`. `standing` is a number, see there. */
export interface ReadingDaysTable {
  track: number
  day: number
  peak: number | null
  covered: number
  standing: number | null
  value: number | null
  best: number
  low: number
  high: number
  between_minutes: number
}

/** What the areas of a region, or of the whole country, came to together in such a day. */
export interface ReadingSumsTable {
  feed: number
  region: string
  day: number
  peak: number | null
  covered: number
  standing: number | null
  value: number | null
  back: number
}

/** The database of both engines. `ledger` is what was said; the tables named in `projected` are made of it, the others stand beside it. */
export interface Tables {
  ledger: LedgerTable
  incidents: IncidentsTable
  reports: ReportsTable
  observations: ObservationsTable
  observation_regions: ObservationRegionsTable
  imports: ImportsTable
  tombstones: TombstonesTable
  idempotency: IdempotencyTable
  keys: KeysTable
  sessions: SessionsTable
  secrets: SecretsTable
  import_runs: ImportRunsTable
  import_homes: ImportHomesTable
  quarantine: QuarantineTable
  rate_limits: RateLimitsTable
  waiting: WaitingTable
  contacts: ContactsTable
  webhooks: WebhooksTable
  webhook_letters: WebhookLettersTable
  feed_polls: FeedPollsTable
  feeds: FeedsTable
  feed_areas: FeedAreasTable
  feed_runs: FeedRunsTable
  reading_tracks: ReadingTracksTable
  reading_steps: ReadingStepsTable
  reading_revisions: ReadingRevisionsTable
  feed_days: FeedDaysTable
  reading_days: ReadingDaysTable
  reading_sums: ReadingSumsTable
}

/**
 * The tables that grow by the thousand rows at once, of which there may be many millions: their columns in the order in which a row is
 * handed over, and what each holds.
 */
export const bulkColumns = {
  feed_runs: {
    ...{ feed: 'integer', time: 'integer', batch: 'integer', areas: 'integer', answered: 'integer' },
    ...{ recorded_at: 'text', public_after: 'text', sha256: 'text' },
  },
  reading_steps: { track: 'integer', time: 'integer', value: 'integer', served: 'integer' },
  reading_revisions: { track: 'integer', time: 'integer', until_batch: 'integer', value: 'integer', served: 'integer' },
  reading_days: {
    ...{ track: 'integer', day: 'integer', peak: 'integer', covered: 'double precision', standing: 'integer', value: 'integer' },
    ...{ best: 'double precision', low: 'double precision', high: 'double precision', between_minutes: 'double precision' },
  },
} as const satisfies { [T in keyof Tables]?: Record<keyof Tables[T], BulkType> }

export type BulkTable = keyof typeof bulkColumns
export type BulkType = 'integer' | 'double precision' | 'text'

/** Rows of such a table, cell after cell and row after row in one list: rows of their own would be most of what an import makes. */
export type Cells = readonly (number | string | null)[]

/**
 * Adds rows to such a table, within a write, as fast as the database takes them. They may come in pieces, each of whole rows, of which the
 * next is asked for while the one before is on its way. Answers how many they were.
 */
export type InsertRows = (table: BulkTable, pieces: Iterable<Cells>) => Promise<number>

/** The projected tables with their keys, each after those it refers to. */
export const projected = [
  { name: 'incidents', key: ['id'] },
  { name: 'reports', key: ['id'] },
  { name: 'observations', key: ['report_id', 'position'] },
  { name: 'observation_regions', key: ['report_id', 'position', 'region'] },
  { name: 'imports', key: ['sha256'] },
  { name: 'tombstones', key: ['id'] },
  { name: 'feeds', key: ['id'] },
] as const

/** The tables beside the ledger that cannot be made from it, each after those it refers to: a backup carries them as they are. */
export const carried = [
  'secrets',
  'keys',
  'idempotency',
  'import_runs',
  'import_homes',
  'quarantine',
  'contacts',
  'webhooks',
  'webhook_letters',
  'feed_polls',
  'feed_areas',
  'feed_runs',
  'reading_tracks',
  'reading_steps',
  'reading_revisions',
  'feed_days',
  'reading_days',
  'reading_sums',
] as const

/**
 * The tables whose rows no backup carries: they pass within days, and some are to. Who sent what is forgotten after a day, and who has signed out
 * since is not to be signed in again.
 */
export const passing = ['sessions', 'rate_limits', 'waiting'] as const

/** Every table there is, those included that say which steps a database has seen. */
export const everyTable = [
  'ledger',
  ...projected.map(({ name }) => name),
  ...carried,
  ...passing,
  'kysely_migration',
  'kysely_migration_lock',
] as const
