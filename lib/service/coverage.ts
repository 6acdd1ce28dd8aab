import type { Service } from '@/lib/schema/observation'
import type { Tier } from '@/lib/schema/report'
import type { Statement } from '@/lib/schema/statement'
import type { Instant, PreciseTime } from '@/lib/schema/time'
import { services, tiers } from '@/lib/schema/vocabulary'
import { canonicalTime, hoursBetween, spanOf } from '@/lib/time/interval'

/** How much was said of something, and between which times. */
export interface Told {
  reports: number
  observations: number
  first: PreciseTime
  last: PreciseTime
}

export interface Coverage {
  all: Told | null
  tiers: (Told & { tier: Tier })[]
  /** The most reports first. `speakers`: how many different ones it quotes. */
  publishers: (Told & { publisher: string; speakers: number })[]
  speakers: (Told & { statedBy: string; tier: Tier })[]
  /** From the month of the first report to that of the last, `YYYY-MM`, without a gap. */
  months: string[]
  /** Reports of each month, in the order of `months`; a report that names several regions counts in each. */
  regions: { region: string; told: Told | null; ageHours: number | null; months: number[] }[]
  services: { service: Service; told: Told | null; months: number[] }[]
}

const beginning = (asOf: PreciseTime, zone: string) => spanOf(asOf, zone).from

/** The statements as one: nothing of nothing. */
function toldOf(rows: readonly Statement[], zone: string): Told | null {
  const ordered = rows.map(({ asOf }) => asOf).sort((a, b) => (beginning(a, zone) < beginning(b, zone) ? -1 : 1))
  const [first, last] = [ordered[0], ordered.at(-1)]
  if (first === undefined || last === undefined) return null
  return { reports: new Set(rows.map(({ report }) => report)).size, observations: rows.length, first, last }
}

function grouped<K>(rows: readonly Statement[], keysOf: (row: Statement) => readonly K[]): Map<K, Statement[]> {
  const groups = new Map<K, Statement[]>()
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [row])
      else group.push(row)
    }
  }
  return groups
}

/** Each group with what it told, the most reports first, then by name. */
function ranked(groups: Map<string, Statement[]>, zone: string): { key: string; rows: Statement[]; told: Told }[] {
  const all = [...groups].flatMap(([key, rows]) => {
    const told = toldOf(rows, zone)
    return told === null ? [] : [{ key, rows, told }]
  })
  return all.sort((a, b) => b.told.reports - a.told.reports || (a.key < b.key ? -1 : 1))
}

const monthOf = ({ asOf }: Statement, zone: string): string => canonicalTime({ time: asOf.time, precision: 'month' }, zone).time

/** Every month from the first to the last, both included. */
export function monthsBetween(first: string, last: string): string[] {
  const number = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
  const length = number(last) - number(first) + 1
  return Array.from({ length }, (_, i) => {
    const at = number(first) + i
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}

/**
 * What public statements cover: who speaks, of which regions and services, from when to when. Pure; months are the zone's, ages are of the
 * end of the last word's period, in hours to `now`.
 */
export function coverageOf(statements: readonly Statement[], regions: readonly string[], zone: string, now: Instant): Coverage {
  const all = toldOf(statements, zone)
  const months = all === null ? [] : monthsBetween(...firstAndLastMonth(all, zone))
  const byMonth = (rows: readonly Statement[]) => {
    const found = grouped(rows, (row) => [monthOf(row, zone)])
    return months.map((month) => new Set(found.get(month)?.map(({ report }) => report)).size)
  }
  const byTier = grouped(statements, ({ source }) => [source.tier])
  const byRegion = grouped(statements, (row) => row.regions)
  const byService = grouped(statements, ({ service }) => [service])
  const publishers = ranked(
    grouped(statements, ({ source }) => [source.publisher]),
    zone,
  )
  const speakers = ranked(
    grouped(statements, ({ source }) => (source.statedBy === null ? [] : [source.statedBy])),
    zone,
  )
  return {
    all,
    tiers: tiers.flatMap((tier) => {
      const told = toldOf(byTier.get(tier) ?? [], zone)
      return told === null ? [] : [{ tier, ...told }]
    }),
    publishers: publishers.map(({ key, rows, told }) => ({
      publisher: key,
      speakers: new Set(rows.flatMap(({ source }) => source.statedBy ?? [])).size,
      ...told,
    })),
    speakers: speakers.map(({ key, rows, told }) => ({ statedBy: key, tier: rows[0]?.source.tier ?? 3, ...told })),
    months,
    regions: regions.map((region) => {
      const rows = byRegion.get(region) ?? []
      const told = toldOf(rows, zone)
      const ageHours = told === null ? null : Math.max(0, hoursBetween(spanOf(told.last, zone).until, now))
      return { region, told, ageHours, months: byMonth(rows) }
    }),
    services: services.map((service) => {
      const rows = byService.get(service) ?? []
      return { service, told: toldOf(rows, zone), months: byMonth(rows) }
    }),
  }
}

const firstAndLastMonth = ({ first, last }: Told, zone: string): [string, string] => {
  const month = ({ time }: PreciseTime) => canonicalTime({ time, precision: 'month' }, zone).time
  return [month(first), month(last)]
}
