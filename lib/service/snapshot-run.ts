import { createHash } from 'node:crypto'
import type { Territory } from '@/lib/regions/territory'
import type { Snapshot } from '@/lib/schema/reading'
import { SnapshotDigest } from '@/lib/store/reading-digest'
import { minuteOf } from '@/lib/time/minute'
import { AreaNumbers } from './area-numbers'
import { ServiceError } from './errors'
import { largest, type ReadingColumns, untold } from './reading-columns'

/** A snapshot in its one writing: regions by their canonical codes and in order, its time in minutes of the epoch. */
export interface Run {
  time: number
  areas: { sha256: string; regions: string }
  /** Where its readings lie in the columns that it was read into. */
  from: number
  until: number
  sha256: string
}

interface Asked {
  said: readonly string[]
  codes: readonly string[]
  /** Whether an area of a number is among them. */
  known: Uint8Array
  areas: Run['areas']
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

const isOrdered = (codes: readonly string[]) => codes.every((code, at) => at === 0 || (codes[at - 1] ?? '') < code)
const ordered = (codes: readonly string[]) => (isOrdered(codes) ? codes : [...new Set(codes)].sort())

/** Reads snapshots as runs. It remembers what it looked up, for a file has the same few thousand codes in every one of its snapshots. */
export class RunReader {
  readonly areas: AreaNumbers
  readonly #territory: Pick<Territory, 'find'>
  /** The number of each code as it was said; null where no region has it. */
  readonly #numbers = new Map<string, number | null>()
  readonly #digest = new SnapshotDigest()
  #listed: Run['areas'] = { regions: '', sha256: digest('') }
  /** Who was asked last, as it was said and as it is known here. */
  #asked: Asked = { said: [], codes: [], known: new Uint8Array(0), areas: this.#listed }
  /** Codes that no region of the territory has, and in how many places each stood. */
  readonly unknown = new Map<string, number>()

  constructor(territory: Pick<Territory, 'find' | 'regions'>) {
    this.#territory = territory
    this.areas = new AreaNumbers(territory)
  }

  #numberOf(said: string): number | null {
    let number = this.#numbers.get(said)
    if (number === undefined) {
      const code = this.#territory.find(said)?.code
      number = code === undefined ? null : this.areas.of(code)
      this.#numbers.set(said, number)
    }
    if (number === null) this.unknown.set(said, (this.unknown.get(said) ?? 0) + 1)
    return number
  }

  #codeOf(number: number): string {
    return this.areas.codes[number] ?? ''
  }

  #codesFrom({ areas, length }: ReadingColumns, from: number): string[] {
    return Array.from(areas.subarray(from, length), (area) => this.#codeOf(area))
  }

  #areasOf(codes: readonly string[]): Run['areas'] {
    const regions = codes.join(' ')
    if (regions !== this.#listed.regions) this.#listed = { regions, sha256: digest(regions) }
    return this.#listed
  }

  /** A feed hands in the same list with each of its snapshots: it is gone through once. One with codes that nobody has is counted anew. */
  #askedOf(said: readonly string[]): Asked {
    if (said === this.#asked.said) return this.#asked
    const numbers = said.flatMap((code) => this.#numberOf(code) ?? [])
    const codes = ordered(numbers.map((number) => this.#codeOf(number)))
    const known = new Uint8Array(this.areas.codes.length)
    for (const number of numbers) known[number] = 1
    const asked = { said, codes, known, areas: this.#areasOf(codes) }
    if (codes.length === said.length) this.#asked = asked
    return asked
  }

  /** Reads a snapshot, whose readings are added to the columns. Throws invalid-record where it tells of one area twice, or a number too large. */
  read({ time: at, asked, readings }: Snapshot, columns: ReadingColumns): Run {
    const time = minuteOf(at)
    const from = columns.length
    let [last, isInOrder] = [-1, true]
    for (const { region, value, served } of readings) {
      const area = this.#numberOf(region)
      if (area === null) continue
      if (area <= last) isInOrder = false
      last = area
      if (value > largest || (served ?? 0) > largest)
        throw new ServiceError('invalid-record', `The snapshot of ${at} tells a number of ${region} that is too large to be a count.`)
      columns.add(area, value, served ?? untold)
    }
    if (!isInOrder) columns.sortFrom(from)
    const { codes, known, areas: listed } = this.#askedOf(asked)
    // What answered was asked, whether or not it is on the list.
    let isListed = true
    for (let i = from; i < columns.length; i++) {
      const area = columns.areas[i] ?? 0
      if (i > from && area === columns.areas[i - 1])
        throw new ServiceError('invalid-record', `The snapshot of ${at} tells of ${this.#codeOf(area)} twice.`)
      if (known[area] !== 1) isListed = false
    }
    const areas = isListed ? listed : this.#areasOf(ordered([...codes, ...this.#codesFrom(columns, from)]))
    return { time, areas, from, until: columns.length, sha256: this.#digestOf(time, areas, columns, from) }
  }

  #digestOf(time: number, { sha256 }: Run['areas'], { areas, values, served, length }: ReadingColumns, from: number): string {
    this.#digest.begin(time, sha256)
    for (let i = from; i < length; i++) {
      const of = served[i] ?? untold
      this.#digest.add(this.#codeOf(areas[i] ?? 0), values[i] ?? 0, of === untold ? null : of)
    }
    return this.#digest.end()
  }
}
