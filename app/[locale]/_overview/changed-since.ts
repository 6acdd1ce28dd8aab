import type { BasisEntry, RegionImpact } from '@/lib/schema/impact'
import type { Standing } from '@/lib/schema/incident'
import { standings } from '@/lib/schema/vocabulary'
import { countOf } from './reading'

/** One region that is told otherwise now than it was under the reader's clocks, at the same moment. */
export interface Change {
  was: RegionImpact
  is: RegionImpact
  /** What was said that was not known then, one entry a report and source. */
  added: BasisEntry[]
  /** What was counted then and is no longer. */
  dropped: BasisEntry[]
}

/** What a row tells, in a form that can be held against another: its standing and its range; while stale, the last one. */
function told({ standing, low, best, high, unit, last }: RegionImpact): string {
  const range = last === null ? [low, best, high, unit] : [last.low, last.best, last.high, last.unit]
  return JSON.stringify([standing, range])
}

const sourceOf = ({ report, url, statedBy }: BasisEntry) => `${report} ${url} ${statedBy}`

/** The entries that are not among others, each report and source once. */
function notAmong(entries: readonly BasisEntry[], others: readonly BasisEntry[]): BasisEntry[] {
  const known = new Set(others.map(({ observation }) => observation))
  const first = new Map(entries.filter(({ observation }) => !known.has(observation)).map((entry) => [sourceOf(entry), entry]))
  return [...first.values()]
}

const rank = (standing: Standing) => standings.indexOf(standing)
const amount = (row: RegionImpact) => countOf(row.last ?? row) ?? -1

/**
 * What has changed since: the regions whose standing or range differ between what was known then and what is known now, with the words that
 * made the difference. The rows are of one moment and one question, seen under other clocks. The worst now comes first.
 */
export function changedSince(then: readonly RegionImpact[], now: readonly RegionImpact[]): Change[] {
  const keyOf = ({ region, service }: RegionImpact) => `${region} ${service}`
  const before = new Map(then.map((row) => [keyOf(row), row]))
  const changes = now.flatMap((row): Change[] => {
    const old = before.get(keyOf(row))
    if (old === undefined || told(old) === told(row)) return []
    return [{ was: old, is: row, added: notAmong(row.basis, old.basis), dropped: notAmong(old.basis, row.basis) }]
  })
  return changes.sort(
    (a, b) => rank(a.is.standing) - rank(b.is.standing) || amount(b.is) - amount(a.is) || a.is.region.localeCompare(b.is.region),
  )
}
