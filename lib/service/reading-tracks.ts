import type { AreaStretches } from '@/lib/impact/reading-rollup'
import type { Steps, TrackAt } from '@/lib/store/reading-writing'
import type { AreaNumbers } from './area-numbers'
import type { OpenDays } from './open-days'
import { type ReadingColumns, untold } from './reading-columns'
import type { Run } from './snapshot-run'

interface Track extends TrackAt {
  area: number
  /** What it said since days are open, where that is followed. */
  stretches: AreaStretches | null
}

/** Cells of steps that are given together, about. */
const pieceCells = 14_400
/** Room for a list that is full, and the two steps that an area may come to before that is looked at. */
const listCells = pieceCells + 8

/** Steps in lists that have their length from the beginning: one that grows by each of millions is mostly copied. */
class StepList {
  #cells: Steps = new Array(listCells)
  #length = 0

  get isFull(): boolean {
    return this.#length >= pieceCells
  }

  add(track: number, time: number, value: number | null, served: number | null): void {
    this.#cells[this.#length++] = track
    this.#cells[this.#length++] = time
    this.#cells[this.#length++] = value
    this.#cells[this.#length++] = served
  }

  /** What was added since the last time, with which the list is empty again. */
  take(): Steps {
    const cells = this.#cells
    cells.length = this.#length
    this.#cells = new Array(listCells)
    this.#length = 0
    return cells
  }
}

/** What the areas of a feed say at one time, carried from snapshot to snapshot: what changes is a step. */
export class FeedTracks {
  /** In the order of their numbers, in which a database adds their steps most easily. */
  readonly #tracks: Track[] = []
  readonly #known: (Track | undefined)[]
  readonly #areas: AreaNumbers
  #open: OpenDays | null

  /** What is said is followed in the open days, too, where they are given. */
  constructor(areas: AreaNumbers, tracks: readonly TrackAt[], open: OpenDays | null) {
    this.#areas = areas
    this.#open = open
    this.#known = new Array(areas.codes.length).fill(undefined)
    this.add(tracks)
  }

  get open(): OpenDays | null {
    return this.#open
  }

  /** From now on what is said is followed in there, or nowhere. */
  followIn(open: OpenDays | null): void {
    this.#open = open
    for (const track of this.#tracks) track.stretches = open?.of(track.region, track.track) ?? null
  }

  /** Tracks with higher numbers than all that are in here. */
  add(tracks: readonly TrackAt[]): void {
    for (const told of tracks) {
      const area = this.#areas.of(told.region)
      const track = { ...told, area, stretches: this.#open?.of(told.region, told.track) ?? null }
      this.#known[area] = track
      this.#tracks.push(track)
    }
  }

  /** The areas that answer in some runs and have no track yet. */
  missing(runs: readonly Run[], { areas }: ReadingColumns): string[] {
    const missing = new Set<number>()
    for (const { from, until } of runs) {
      for (let i = from; i < until; i++) if (this.#known[areas[i] ?? 0] === undefined) missing.add(areas[i] ?? 0)
    }
    return Array.from(missing, (area) => this.#areas.codes[area] ?? '')
  }

  #say(track: Track, time: number, value: number | null, served: number | null, steps: StepList): void {
    if (track.value === value && track.served === served) return
    track.value = value
    track.served = served
    steps.add(track.track, time, value, served)
  }

  #fallSilent(track: Track, time: number, steps: StepList): void {
    track.stretches?.fallSilent()
    this.#say(track, time, null, null, steps)
  }

  /**
   * Goes on to runs, of which each area has a track: one area after the other. Whoever has no answer in a run says nothing from then on.
   * Gives what it comes to in pieces, so that no more of it is held at once.
   */
  *follow(runs: readonly Run[], columns: ReadingColumns): Generator<Steps> {
    const steps = new StepList()
    const { starts, readings, snapshots } = columns.byArea(runs, this.#areas.codes.length)
    const times = Int32Array.from(runs, ({ time }) => time)
    for (const track of this.#tracks) {
      const end = starts[track.area + 1] ?? 0
      let next = 0
      for (let place = starts[track.area] ?? 0; place < end; place++) {
        const at = readings[place] ?? 0
        const run = snapshots[place] ?? 0
        if (run > next) this.#fallSilent(track, times[next] ?? 0, steps)
        const value = columns.values[at] ?? 0
        const served = columns.served[at] ?? untold
        const of = served === untold ? null : served
        track.stretches?.say(times[run] ?? 0, value, of)
        this.#say(track, times[run] ?? 0, value, of, steps)
        if (steps.isFull) yield steps.take()
        next = run + 1
      }
      if (next < runs.length) this.#fallSilent(track, times[next] ?? 0, steps)
      if (steps.isFull) yield steps.take()
    }
    yield steps.take()
  }

  /** Goes on to what is known to be said at a time; gives it in pieces, too. */
  *arrive(time: number, tracks: readonly TrackAt[]): Generator<Steps> {
    const steps = new StepList()
    const known = new Map(tracks.map((track) => [track.track, track]))
    for (const track of this.#tracks) {
      const { value = null, served = null } = known.get(track.track) ?? {}
      this.#say(track, time, value, served, steps)
      if (steps.isFull) yield steps.take()
    }
    yield steps.take()
  }

  /** How some tracks were told before, where that is not how they are told now. */
  otherwise(tracks: readonly TrackAt[]): TrackAt[] {
    const before = new Map(tracks.map((track) => [track.track, track]))
    return this.#tracks.flatMap(({ track, region, value, served }) => {
      const was = before.get(track) ?? { track, region, value: null, served: null }
      return was.value === value && was.served === served ? [] : [was]
    })
  }
}
