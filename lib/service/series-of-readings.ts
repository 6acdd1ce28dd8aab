import { regionsOf } from '@/lib/impact/impact'
import { type AreaRoll, type End, ReadingRolls, type SumRoll } from '@/lib/impact/reading-rollup'
import { holdsMinutes, stretchesOf } from '@/lib/impact/reading-statements'
import { type Rolled, type RolledRows, rolledSeries } from '@/lib/impact/rolled-series'
import { bucketsOf, type SeriesAsk } from '@/lib/impact/series'
import type { Series } from '@/lib/schema/impact'
import type { MachineFeed } from '@/lib/schema/reading'
import type { Statement } from '@/lib/schema/statement'
import { connectionUnits } from '@/lib/schema/vocabulary'
import type { RolledDays } from '@/lib/store/reading-days'
import { nextBucket, startOfBucket } from '@/lib/time/interval'
import { minuteOf } from '@/lib/time/minute'
import type { Context } from './context'
import { sumsOf } from './kept-sums'
import { endStandings } from './open-days'
import { publicRecords } from './public-records'
import { readingsOver } from './reading-statements'

const minute = 60_000

/** A stretch of a bucket that lies in one day of the territory, in milliseconds; `day` is its minute where it is a whole one. */
interface Part {
  start: number
  end: number
  day: number | null
}

function partsOf(start: number, end: number, zone: string): Part[] {
  const parts: Part[] = []
  for (let from = start; from < end; ) {
    const at = new Date(from).toISOString()
    const next = Date.parse(nextBucket(at, 'day', zone))
    const isWhole = Date.parse(startOfBucket(at, 'day', zone)) === from && next <= end
    parts.push({ start: from, end: Math.min(next, end), day: isWhole ? from / minute : null })
    from = next
  }
  return parts
}

function endOf({ standing, value }: { standing: number | null; value: number | null }): End | null {
  const name = standing === null ? undefined : endStandings[standing]
  return name === undefined || value === null ? null : { standing: name, value }
}

/** What was rolled up, by its day. */
function byDay({ closed, areas, sums }: RolledDays): Map<number, Rolled> {
  const days = new Map([...closed].map((day) => [day, { areas: new Map<string, AreaRoll>(), sums: new Map<string, SumRoll>() }]))
  for (const { region, day, standing, value, between_minutes: between, ...sum } of areas)
    days.get(day)?.areas.set(region, { region, end: endOf({ standing, value }), between, ...sum })
  for (const { region, day, standing, value, ...sum } of sums)
    days.get(day)?.sums.set(region, { region, end: endOf({ standing, value }), ...sum })
  return days
}

/** What a series needs of one feed. */
interface Plan extends Omit<RolledRows, 'open'> {
  /** The areas it rests on; null for all. */
  areas: string[] | null
  sums: ReadonlyMap<string, readonly string[]>
}

/**
 * How a series is made of what was rolled up; null where it cannot be: the total’s peak is of areas whose sum is not kept, or larger and
 * smaller areas tell of the same homes.
 */
function planOf({ territory }: Context, feed: MachineFeed, ask: SeriesAsk, told: readonly string[], asked: string[] | null): Plan | null {
  const codes = regionsOf(territory.regions, ask).map(({ code }) => code)
  const levels = new Set(told.map((code) => territory.find(code)?.level))
  if (codes.length === 0 || (levels.has(1) && levels.has(2)) || (ask.level === 2 && !levels.has(2))) return null
  const isSum = ask.level === 1 && levels.has(2)
  const country = territory.regions.find(({ level, inPack }) => level === 0 && inPack)?.code ?? ''
  const parent = territory.find(codes[0] ?? '')?.parent ?? ''
  const family = territory.children(parent)
  const isFamily = ask.level === 2 && codes.length === family.length && codes.every((code) => territory.find(code)?.parent === parent)
  const total = codes.length === 1 ? null : asked === null ? country : isFamily ? parent : undefined
  if (total === undefined) return null
  const wanted = new Set([...(isSum ? codes : []), ...(total === null ? [] : [total])])
  const sums = new Map([...sumsOf(territory, told)].filter(([code]) => wanted.has(code)))
  return { feed, codes, isSum, total, areas: asked, sums }
}

/** What the readings themselves say in parts that follow one another. */
async function rollParts(ctx: Context, { feed, sums, isSum, areas }: Plan, parts: readonly Part[]): Promise<Rolled[]> {
  const holds = holdsMinutes(feed)
  const [from, to] = [parts[0]?.start ?? 0, parts.at(-1)?.end ?? 0]
  const period = { from: Math.floor(from / minute), to: Math.ceil(to / minute) + holds }
  const [read] = await readingsOver(ctx, [feed], period, areas, {})
  const stretches = read?.tracks.map((track) => stretchesOf(track, read.runs, holds)) ?? []
  const rolls = new ReadingRolls(feed, stretches)
  return parts.map(({ start, end }) => ({
    areas: new Map(isSum ? [] : rolls.areas(start, end).map((roll) => [roll.region, roll])),
    sums: new Map(
      [...sums].flatMap(([region, codes]) => [rolls.sum(region, codes, start, end) ?? []].flat().map((roll) => [region, roll])),
    ),
  }))
}

/** Parts that follow one another and were not rolled up. */
function unrolled(parts: readonly Part[], isRolled: (part: Part) => boolean): Part[][] {
  const groups: Part[][] = []
  let open: Part[] | null = null
  for (const part of parts) {
    if (isRolled(part)) open = null
    else if (open !== null) open.push(part)
    else {
      open = [part]
      groups.push(open)
    }
  }
  return groups
}

/** The areas that are reported out at a time. */
async function openAt(ctx: Context, { feed, areas, isSum }: Plan, at: number): Promise<Set<string>> {
  if (isSum) return new Set()
  const [read] = await readingsOver(ctx, [feed], { from: Math.floor(at / minute), to: Math.floor(at / minute) }, areas, {})
  const isOut = (said: { time: number; value: number | null } | null) =>
    said !== null && (said.value ?? 0) > 0 && at < (said.time + holdsMinutes(feed)) * minute
  return new Set(read?.tracks.flatMap(({ region, before }) => (isOut(before) ? [region] : [])) ?? [])
}

/** Whether a statement may weigh in any of some rows: of one of them, of a part of it, or of what it is a part of. */
export function touches({ territory }: Context, codes: ReadonlySet<string>): (statement: Statement) => boolean {
  const isNear = (code: string) =>
    codes.has(code) ||
    codes.has(territory.find(code)?.parent ?? '') ||
    (territory.find(code)?.level === 1 && territory.children(code).some((child) => codes.has(child.code)))
  return ({ regions }) => regions.some(isNear)
}

/**
 * A series by days or weeks that rests on the readings of one feed and on nothing else, at a cost of its regions and buckets: whole days are
 * read as they were rolled up, and only what is cut or not over yet from the readings themselves. Null where it is not such a one.
 */
export async function seriesOfReadings(
  ctx: Context,
  feeds: readonly MachineFeed[],
  ask: SeriesAsk,
  asked: string[] | null,
  reported: readonly Statement[],
): Promise<Pick<Series, 'buckets' | 'hours'> | null> {
  const [feed, ...others] = feeds
  if (feed === undefined || others.length > 0 || ask.step === 'hour' || feed.measure !== 'without') return null
  const units: readonly string[] = connectionUnits
  if (!units.includes(feed.unit) || !(ask.unit === undefined || ask.unit === 'connections' || ask.unit === feed.unit)) return null
  if (ask.measures.length > 0 && !(ask.measures.length === 1 && ask.measures[0] === 'without')) return null
  const codes = new Set(regionsOf(ctx.territory.regions, ask).map(({ code }) => code))
  if (reported.some(touches(ctx, codes))) return null
  const buckets = bucketsOf(ask).map((bucket) => ({
    ...bucket,
    parts: partsOf(Date.parse(bucket.start), Date.parse(bucket.end), ask.zone),
  }))
  const parts = buckets.flatMap((bucket) => bucket.parts)
  const view = publicRecords(ctx)
  const days = { feed: feed.id, from: minuteOf(ask.from), to: minuteOf(ask.to) }
  const { told } = await view.readingDays({ ...days, to: days.from - 1, areas: [], sums: [] })
  const plan = planOf(ctx, feed, ask, told, asked)
  if (plan === null) return null
  const rolled = byDay(await view.readingDays({ ...days, areas: plan.isSum ? [] : plan.areas, sums: [...plan.sums.keys()] }))
  const done = new Map<Part, Rolled>()
  for (const part of parts) {
    const found = part.day === null ? undefined : rolled.get(part.day)
    if (found !== undefined) done.set(part, found)
  }
  for (const group of unrolled(parts, (part) => done.has(part))) {
    const made = await rollParts(ctx, plan, group)
    for (const [at, part] of group.entries()) done.set(part, made[at] ?? { areas: new Map(), sums: new Map() })
  }
  const open = await openAt(ctx, plan, Date.parse(ask.to))
  const filled = buckets.map((bucket) => ({ ...bucket, parts: bucket.parts.flatMap((part) => done.get(part) ?? []) }))
  return rolledSeries(filled, { ...plan, open }, ask, Date.parse(ask.to) - Date.parse(ask.from))
}
