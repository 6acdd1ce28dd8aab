import type { MachineFeed } from '@/lib/schema/reading'
import { holdsMinutes, type Stretch } from './reading-statements'
import { staleDays } from './shelf-life'

const minute = 60_000
const staleFor = staleDays * 24 * 60 * minute

/** How something stands at the end of a period. */
export interface End {
  standing: 'reported' | 'restored' | 'stale'
  /** The number, or while stale the last one. */
  value: number
}

/** One area in a period: what `seriesOf` would say of it, in sums that can be added up. Lengths are in minutes. */
export interface AreaRoll {
  region: string
  peak: number | null
  covered: number
  end: End | null
  /** Minutes times the number, by the last value carried and by the smaller and the larger of the two around; and for how many minutes. */
  best: number
  low: number
  high: number
  between: number
}

/** Areas together in a period: the largest sum that held at one time, how long any was reported, how many were back at once at most. */
export interface SumRoll {
  region: string
  peak: number | null
  covered: number
  end: End | null
  back: number
}

/** How long something lies in a period, both in the same unit. */
const overlap = (from: number, until: number, start: number, end: number): number =>
  Math.max(0, Math.min(until, end) - Math.max(from, start))

/**
 * What one area says along the snapshots of its feed, in stretches: columns, for there are millions of them. A time is a minute of the epoch
 * in here, and a millisecond where a period is asked about.
 */
export class AreaStretches {
  /** When each begins, the last snapshot that said so, its number, and of how many (null: not told). */
  readonly #from: number[] = []
  readonly #said: number[] = []
  readonly #values: number[] = []
  readonly #served: (number | null)[] = []
  #isOpen = false

  constructor(
    readonly region: string,
    private readonly holds: number,
  ) {}

  /** Goes on to an answer, by the rule of `stretchesOf`. One that was added is not gone on with: the same again weighs the same in two stretches. */
  say(time: number, value: number, served: number | null): void {
    const last = this.#from.length - 1
    if (this.#isOpen && this.#values[last] === value && this.#served[last] === served && time - this.#saidAt(last) <= this.holds) {
      this.#said[last] = time
      return
    }
    this.#isOpen = true
    this.add({ from: time, until: time, value, served })
  }

  /** Goes on to a snapshot without an answer. */
  fallSilent(): void {
    this.#isOpen = false
  }

  add({ from, until, value, served }: Pick<Stretch, 'from' | 'until' | 'value' | 'served'>): void {
    this.#from.push(from)
    this.#said.push(until)
    this.#values.push(value)
    this.#served.push(served)
  }

  /** Lets go of what weighs in no period from a time on. */
  forget(start: number): void {
    const first = this.first(start)
    if (first > 0) for (const column of [this.#from, this.#said, this.#values, this.#served]) column.splice(0, first)
  }

  #saidAt(index: number): number {
    return this.#said[index] ?? 0
  }

  value(index: number): number {
    return this.#values[index] ?? 0
  }

  from(index: number): number {
    return (this.#from[index] ?? 0) * minute
  }

  /** The last snapshot that said so. */
  said(index: number): number {
    return this.#saidAt(index) * minute
  }

  /** When the next one begins, at once or after a gap; never after the last. */
  next(index: number): number {
    return (this.#from[index + 1] ?? Number.POSITIVE_INFINITY) * minute
  }

  /** Whether the next answer comes while this one holds. */
  isGoneOnWith(index: number): boolean {
    return (this.#from[index + 1] ?? Number.POSITIVE_INFINITY) - this.#saidAt(index) <= this.holds
  }

  freshUntil(index: number): number {
    return Math.min(this.next(index), (this.#saidAt(index) + this.holds) * minute)
  }

  toldUntil(index: number): number {
    const fresh = (this.#saidAt(index) + this.holds) * minute
    return Math.min(this.next(index), this.value(index) === 0 ? fresh : fresh + staleFor)
  }

  /** The first that weighs from a time on: the one that it lies in or after. */
  first(start: number): number {
    return Math.max(0, this.#count((from) => from <= start) - 1)
  }

  /** The first that begins at the end of a period or after it. */
  beyond(end: number): number {
    return this.#count((from) => from < end)
  }

  /** How many begin so; if one does, all before it do. */
  #count(begins: (from: number) => boolean): number {
    let [low, high] = [0, this.#from.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (begins(this.from(middle))) low = middle + 1
      else high = middle
    }
    return low
  }

  /** How it stands just before the end of a period, of which this is the last stretch; null where it says nothing then. */
  end(index: number, end: number): End | null {
    if (this.toldUntil(index) < end) return null
    const value = this.value(index)
    if (this.freshUntil(index) < end) return { standing: 'stale', value }
    return { standing: value === 0 ? 'restored' : 'reported', value }
  }
}

/** Adds to the minutes in between, and to minutes times numbers: while it was said, and from then to the next answer, if that holds. */
function addBetween(roll: AreaRoll, told: AreaStretches, index: number, start: number, end: number): void {
  const value = told.value(index)
  const said = told.said(index)
  const next = told.next(index)
  const same = overlap(told.from(index), said, start, end) / minute
  const turning = told.isGoneOnWith(index) ? overlap(said, next, start, end) / minute : 0
  const following = told.value(index + 1)
  roll.best += (same + turning) * value
  roll.low += same * value + turning * Math.min(value, following)
  roll.high += same * value + turning * Math.max(value, following)
  roll.between += same + turning
}

/** One area in a period; null where nothing is said of it. */
function rollArea(told: AreaStretches, start: number, end: number): AreaRoll | null {
  let roll: AreaRoll | null = null
  const beyond = told.beyond(end)
  for (let index = told.first(start); index < beyond; index++) {
    if (told.toldUntil(index) <= start) continue
    roll ??= { region: told.region, peak: null, covered: 0, end: null, best: 0, low: 0, high: 0, between: 0 }
    const value = told.value(index)
    const fresh = overlap(told.from(index), told.freshUntil(index), start, end)
    if (fresh > 0) roll.peak = Math.max(roll.peak ?? 0, value)
    if (value > 0) roll.covered += fresh / minute
    addBetween(roll, told, index, start, end)
  }
  if (roll !== null) roll.end = told.end(beyond - 1, end)
  return roll
}

/** How a sum stands at the end: what is reported, else the latest word of those that are stale, of two the one of the first area. */
class EndOfSum {
  #sum = 0
  #isReported = false
  #last: { region: string; said: number; value: number } | null = null

  add(told: AreaStretches, index: number, end: number): void {
    const found = told.end(index, end)
    if (found?.standing === 'reported') {
      this.#isReported = true
      this.#sum += found.value
    }
    if (found?.standing !== 'stale') return
    const said = told.said(index)
    const isLater = this.#last === null || said > this.#last.said || (said === this.#last.said && told.region < this.#last.region)
    if (isLater) this.#last = { region: told.region, said, value: found.value }
  }

  get end(): End | null {
    if (this.#isReported) return { standing: 'reported', value: this.#sum }
    return this.#last === null ? null : { standing: 'stale', value: this.#last.value }
  }
}

/**
 * How a sum changes in a period, minute by minute: by how much, and how many areas are reported or back more. Changes lie on whole minutes
 * or at the beginning, so that nothing has to be brought into an order.
 */
class Changes {
  #values = new Float64Array(0)
  #reported = new Int32Array(0)
  #back = new Int32Array(0)
  #first = 0
  #length = 0

  begin(start: number, end: number): void {
    this.#first = Math.floor(start / minute)
    this.#length = Math.ceil(end / minute) - this.#first
    if (this.#length > this.#values.length) {
      this.#values = new Float64Array(this.#length)
      this.#reported = new Int32Array(this.#length)
      this.#back = new Int32Array(this.#length)
    }
    for (const column of [this.#values, this.#reported, this.#back]) column.fill(0, 0, this.#length)
  }

  /** From a time on; what lies before the beginning holds at it, and what lies after the end is not looked at. */
  add(at: number, value: number, reported: number, back: number): void {
    const index = Math.max(0, at / minute - this.#first)
    if (index >= this.#length) return
    this.#values[index] = (this.#values[index] ?? 0) + value
    this.#reported[index] = (this.#reported[index] ?? 0) + reported
    this.#back[index] = (this.#back[index] ?? 0) + back
  }

  weigh(roll: SumRoll, start: number, end: number): void {
    let [sum, reported, back] = [0, 0, 0]
    for (let index = 0; index < this.#length; index++) {
      sum += this.#values[index] ?? 0
      reported += this.#reported[index] ?? 0
      back += this.#back[index] ?? 0
      if (back > roll.back) roll.back = back
      if (reported === 0) continue
      roll.peak = Math.max(roll.peak ?? 0, sum)
      const at = (this.#first + index) * minute
      roll.covered += overlap(at, at + minute, start, end) / minute
    }
  }
}

/** The areas of a feed over time, ready to be rolled up period by period. */
export class ReadingRolls {
  readonly #areas = new Map<string, AreaStretches>()
  readonly #holds: number
  readonly #changes = new Changes()

  constructor(feed: Pick<MachineFeed, 'cadenceMinutes'>, areas: Iterable<readonly Stretch[]> = []) {
    this.#holds = holdsMinutes(feed)
    for (const stretches of areas) for (const stretch of stretches) this.of(stretch.region).add(stretch)
  }

  /** The stretches of one area, to go on with. */
  of(region: string): AreaStretches {
    const known = this.#areas.get(region) ?? new AreaStretches(region, this.#holds)
    this.#areas.set(region, known)
    return known
  }

  /** Lets go of what weighs in no period from a time on, in milliseconds. */
  forget(start: number): void {
    for (const told of this.#areas.values()) told.forget(start)
  }

  /** Each area of which something is said between two times, in milliseconds. */
  areas(start: number, end: number): AreaRoll[] {
    return [...this.#areas.values()].flatMap((told) => rollArea(told, start, end) ?? [])
  }

  /** Some of the areas together; null where nothing is said of any. */
  sum(region: string, areas: readonly string[], start: number, end: number): SumRoll | null {
    const ends = new EndOfSum()
    let isSaid = false
    this.#changes.begin(start, end)
    for (const area of areas) {
      const told = this.#areas.get(area)
      if (told === undefined) continue
      const beyond = told.beyond(end)
      for (let index = told.first(start); index < beyond; index++) {
        if (told.toldUntil(index) <= start) continue
        isSaid = true
        const fresh = told.freshUntil(index)
        const value = told.value(index)
        const reported = value > 0 ? 1 : 0
        const back = 1 - reported
        if (fresh > start) {
          this.#changes.add(told.from(index), value, reported, back)
          this.#changes.add(fresh, -value, -reported, -back)
        }
      }
      if (beyond > 0) ends.add(told, beyond - 1, end)
    }
    if (!isSaid) return null
    const roll: SumRoll = { region, peak: null, covered: 0, end: ends.end, back: 0 }
    this.#changes.weigh(roll, start, end)
    return roll
  }
}
