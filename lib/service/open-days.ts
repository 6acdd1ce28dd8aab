import { type AreaStretches, type End, ReadingRolls, type SumRoll } from '@/lib/impact/reading-rollup'
import type { Territory } from '@/lib/regions/territory'
import type { MachineFeed } from '@/lib/schema/reading'
import type { ReadingDay } from '@/lib/store/reading-days'
import { sumsOf } from './kept-sums'

const minute = 60_000

/** How an end stands, as the tables count it. */
export const endStandings = ['reported', 'restored', 'stale'] as const
const endColumns = (end: End | null) => ({
  standing: end === null ? null : endStandings.indexOf(end.standing),
  value: end?.value ?? null,
})

const sumColumns = ({ region, peak, covered, end, back }: SumRoll) => ({ region, peak, covered, ...endColumns(end), back })

/** A day by the minutes it begins and ends in. */
export interface Day {
  day: number
  next: number
}

/** What a feed said in days that are not rolled up yet, as far as it weighs in them: read back, or followed while snapshots come in order. */
export class OpenDays {
  readonly rolls: ReadingRolls
  readonly #territory: Pick<Territory, 'find' | 'regions'>
  readonly #tracks = new Map<string, number>()
  #sums: [string, string[]][] | null = null

  constructor(territory: Pick<Territory, 'find' | 'regions'>, feed: MachineFeed) {
    this.#territory = territory
    this.rolls = new ReadingRolls(feed)
  }

  /** What an area says, to be gone on with. */
  of(region: string, track: number): AreaStretches {
    if (!this.#tracks.has(region)) this.#sums = null
    this.#tracks.set(region, track)
    return this.rolls.of(region)
  }

  /** What a day comes to for each area and each sum that is kept. */
  roll({ day, next }: Day): Omit<ReadingDay, 'publicAfter'> {
    const [start, end] = [day * minute, next * minute]
    const areas: (number | null)[] = []
    for (const { region, peak, covered, end: said, best, low, high, between } of this.rolls.areas(start, end)) {
      const { standing, value } = endColumns(said)
      areas.push(this.#tracks.get(region) ?? 0, day, peak, covered, standing, value, best, low, high, between)
    }
    this.#sums ??= [...sumsOf(this.#territory, [...this.#tracks.keys()])]
    const sums = this.#sums.flatMap(([region, codes]) => this.rolls.sum(region, codes, start, end) ?? []).map(sumColumns)
    return { day, areas, sums }
  }

  /** Lets go of what weighs in no day from one on. */
  forget(day: number): void {
    this.rolls.forget(day * minute)
  }
}
