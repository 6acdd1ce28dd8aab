import type { Kind } from '@/lib/schema/incident'
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
  retracted_seq: number | null
  retracted_time: Instant | null
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

/** The database of both engines. All but `ledger` and `idempotency` is a projection of the ledger. */
export interface Tables {
  ledger: LedgerTable
  incidents: IncidentsTable
  reports: ReportsTable
  observations: ObservationsTable
  observation_regions: ObservationRegionsTable
  imports: ImportsTable
  tombstones: TombstonesTable
  idempotency: IdempotencyTable
}

/** The projected tables with their keys, each after those it refers to. */
export const projected = [
  { name: 'incidents', key: ['id'] },
  { name: 'reports', key: ['id'] },
  { name: 'observations', key: ['report_id', 'position'] },
  { name: 'observation_regions', key: ['report_id', 'position', 'region'] },
  { name: 'imports', key: ['sha256'] },
  { name: 'tombstones', key: ['id'] },
] as const
