import { type StandingMark, standingMark } from '@/app/_ui/standing-mark'
import type { BasisEntry, Range, RegionImpact } from '@/lib/schema/impact'
import type { Measure, Service, State, Unit } from '@/lib/schema/observation'
import type { PreciseTime } from '@/lib/schema/time'
import { services } from '@/lib/schema/vocabulary'

/** What runs on generators, as it was said; `count` null where nobody counted. */
export interface Backup {
  count: number | null
  unit: Unit | null
  place: string | null
}

/** One service in one region: how it stands, its figure or state, and what of it runs on backup power. */
export interface MatrixCell {
  mark: StandingMark
  range: Range | null
  unit: Unit | null
  measure: Measure | null
  state: State | null
  asOf: PreciseTime | null
  backup: Backup | null
}

export interface MatrixRow {
  region: string
  /** By service; null where nobody has said anything. */
  cells: Partial<Record<Service, MatrixCell>>
}

export interface Matrix {
  /** Services of which there is any word in the rows, in the order of the list. */
  services: Service[]
  /** Regions with a word that still holds, in the order given. */
  rows: MatrixRow[]
  /** Regions of which there are old words only. */
  staleOnly: number
}

const past: ReadonlySet<BasisEntry['rule']> = new Set(['stale', 'endedByRestoration', 'restores', 'nationWide', 'unverified'])

const isBackup = ({ rule, measure, state }: BasisEntry) => !past.has(rule) && (measure === 'on_backup' || state === 'on_backup')

function backupOf({ standing, basis }: RegionImpact): Backup | null {
  if (standing !== 'reported') return null
  const said = basis.filter(isBackup)
  // A count says more than a state; of several the first that is counted.
  const entry = said.find(({ best }) => best !== null) ?? said[0]
  return entry ? { count: entry.best, unit: entry.unit, place: entry.place } : null
}

function cellOf(row: RegionImpact): MatrixCell {
  const told = row.standing === 'stale' ? row.last : row
  const isSaid = told !== null && row.standing !== 'restored' && [told.low, told.best, told.high].some((count) => count !== null)
  return {
    mark: standingMark(row),
    range: isSaid ? { low: told.low, best: told.best, high: told.high } : null,
    unit: isSaid ? told.unit : null,
    measure: row.measure,
    state: row.standing === 'stale' ? (row.last?.state ?? null) : row.state,
    asOf: row.asOf,
    backup: backupOf(row),
  }
}

const holds = ({ standing }: RegionImpact) => standing === 'reported' || standing === 'restored'

/** Services × regions at one moment. `impacts` are rows of any services; `order` names the regions, first to last. Data only. */
export function matrixOf(impacts: readonly RegionImpact[], order: readonly string[]): Matrix {
  const told = impacts.filter(({ standing }) => standing !== 'notReported')
  const current = new Set(told.filter(holds).map(({ region }) => region))
  const rows = order
    .filter((code) => current.has(code))
    .map((region) => ({
      region,
      cells: Object.fromEntries(told.filter((row) => row.region === region).map((row) => [row.service, cellOf(row)])),
    }))
  return {
    services: services.filter((service) => rows.some(({ cells }: MatrixRow) => cells[service] !== undefined)),
    rows,
    staleOnly: new Set(told.map(({ region }) => region)).size - current.size,
  }
}
