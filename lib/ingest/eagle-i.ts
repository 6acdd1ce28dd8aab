import { z } from 'zod'
import type { Territory } from '@/lib/regions/territory'
import type { MachineFeed, Reading, Snapshot } from '@/lib/schema/reading'
import { FeedFault, type OnSetAside } from './feed-fault'
import { cellsOf } from './table-rows'

/** Outages by county every quarter of an hour, as Oak Ridge National Laboratory publishes them by the year. */
export const eagleI: MachineFeed = {
  id: 'eagle-i',
  publisher: 'EAGLE-I, Oak Ridge National Laboratory',
  tier: 1,
  url: 'https://doi.org/10.6084/m9.figshare.24237376',
  licence: 'CC BY 4.0',
  cadenceMinutes: 15,
  service: 'electricity',
  measure: 'without',
  unit: 'customers',
}

/** The columns by name; the count is called `sum` in some years and `customers_out` in others, and their order differs too. */
const Heading = z
  .array(z.string())
  .transform((names) => ({
    fips: names.indexOf('fips_code'),
    time: names.indexOf('run_start_time'),
    count: Math.max(names.indexOf('sum'), names.indexOf('customers_out')),
    width: names.length,
  }))
  .refine(({ fips, time, count }) => fips >= 0 && time >= 0 && count >= 0)
type Columns = z.infer<typeof Heading>

const clock = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/
/** A count as the tables write it; a year that has gaps writes every count with a decimal. */
const counted = /^\d{1,9}(?:\.0+)?$/
const longestLine = 10_000
/** A county's number is below it. */
const fipsEnd = 100_000

const [newline, carriageReturn, quote, comma, point, zero, nine] = [10, 13, 34, 44, 46, 48, 57]

/** The region of a county's number, which is written without its leading zero. */
export function countyFinder({ find }: Pick<Territory, 'find'>): (fips: string) => string | null {
  const known = new Map<string, string | null>()
  const look = (fips: string) => {
    const region = /^\d{1,5}$/.test(fips) ? find(`US${fips.padStart(5, '0')}`) : undefined
    return region?.level === 2 ? region.code : null
  }
  return (fips) => {
    let code = known.get(fips)
    if (code === undefined) {
      code = look(fips)
      if (known.size < 10_000) known.set(fips, code)
    }
    return code
  }
}

/** Every county of the territory: the feed has lines of those alone that have somebody out, so one without a line told nothing. */
export const countiesOf = ({ regions }: Pick<Territory, 'regions'>): string[] =>
  regions.flatMap(({ level, code }) => (level === 2 ? [code] : [])).sort()

export interface EagleIOptions {
  territory: Pick<Territory, 'find' | 'regions'>
  /** How many customers each county has, where a table of them is at hand. */
  customers?: ReadonlyMap<string, number>
  onSetAside: OnSetAside
}

/** The whole number that some bytes are in digits, of so many at most; -1 where they are none. */
function wholeNumber(bytes: Uint8Array, from: number, to: number, most: number): number {
  if (to === from || to - from > most) return -1
  let number = 0
  for (let at = from; at < to; at++) {
    const digit = bytes[at] ?? 0
    if (digit < zero || digit > nine) return -1
    number = number * 10 + digit - zero
  }
  return number
}

/** Where the digits of a count end: before a point that zeros alone follow. */
function withoutZeros(bytes: Uint8Array, from: number, to: number): number {
  let end = to
  while (end > from && bytes[end - 1] === zero) end -= 1
  return end < to && end > from && bytes[end - 1] === point ? end - 1 : to
}

function isSame(bytes: Uint8Array, from: number, to: number, other: Uint8Array): boolean {
  if (to - from !== other.length) return false
  for (let at = 0; at < other.length; at++) if (bytes[from + at] !== other[at]) return false
  return true
}

/**
 * Reads rows one after another into snapshots: rows of one time that follow each other. There are hundreds of millions of them, so a row as
 * nearly all are is read from its bytes; whatever is different in any way is read as a text, by the rules that say what is wrong with it.
 */
class EagleIRows {
  readonly #codeOf: (fips: string) => string | null
  readonly #asked: string[]
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  #columns: Columns | null = null
  #line = 0
  #time = ''
  #last = ''
  #readings: Reading[] = []
  /** The time of the open snapshot as its rows write it. */
  #timeBytes: Uint8Array = new Uint8Array(0)
  /** The regions of counties by number, as far as they were asked for. */
  readonly #counties: (string | null)[] = []
  /** By the number of the county, in which snapshot it was told last. */
  readonly #toldIn = new Int32Array(fipsEnd)
  #snapshot = 1

  constructor(private readonly options: EagleIOptions) {
    this.#codeOf = countyFinder(options.territory)
    this.#asked = countiesOf(options.territory)
  }

  /** Takes the line between two places of some bytes; answers the snapshot that it ends, if it begins another one. */
  take(bytes: Uint8Array, from: number, to: number): Snapshot | null {
    this.#line += 1
    if (this.#columns !== null && this.#takePlain(bytes, from, to, this.#columns)) return null
    return this.#takeText(this.#decoder.decode(bytes.subarray(from, to)))
  }

  /** Takes a row of the open snapshot that nothing is to be said about; false, and nothing taken, where it is not clearly one. */
  #takePlain(bytes: Uint8Array, from: number, to: number, columns: Columns): boolean {
    if (this.#time === '') return false
    let [fips, count, column, isOfTime] = [-1, -1, 0, false]
    for (let at = from; at <= to; column++) {
      const begin = at
      while (at < to && bytes[at] !== comma) {
        if (bytes[at] === quote) return false
        at += 1
      }
      if (column === columns.fips) fips = wholeNumber(bytes, begin, at, 5)
      else if (column === columns.count) count = wholeNumber(bytes, begin, withoutZeros(bytes, begin, at), 9)
      else if (column === columns.time) isOfTime = isSame(bytes, begin, at, this.#timeBytes)
      at += 1
    }
    if (fips < 0 || count < 0 || !isOfTime || column !== columns.width || this.#toldIn[fips] === this.#snapshot) return false
    const region = this.#countyOf(fips)
    if (region === null) return false
    this.#add(fips, region, count)
    return true
  }

  #countyOf(fips: number): string | null {
    let region = this.#counties[fips]
    if (region === undefined) {
      region = this.#codeOf(String(fips))
      this.#counties[fips] = region
    }
    return region
  }

  #add(fips: number, region: string, value: number): void {
    this.#toldIn[fips] = this.#snapshot
    this.#readings.push({ region, value, served: this.options.customers?.get(region) ?? null })
  }

  #takeText(text: string): Snapshot | null {
    if (this.#columns === null) return this.#open(text)
    if (text === '') return null
    const cells = text.includes('"') ? cellsOf(text, ',') : text.split(',')
    if (cells === null || cells.length !== this.#columns.width) return this.#setAside('line', 'has not the columns of the heading', text)
    const { fips, time, count } = this.#columns
    return this.#row(cells[fips] ?? '', cells[time] ?? '', cells[count] ?? '', text)
  }

  /** The snapshot that is open; null where nothing came. Throws FeedFault for a file without a heading. */
  end(): Snapshot | null {
    if (this.#columns === null) throw new FeedFault('eagle-i', 'the file is empty')
    return this.#close()
  }

  #open(text: string): null {
    const names = text.replace(/^\uFEFF/, '').split(',')
    const heading = Heading.safeParse(names.map((name) => name.trim().replace(/^"(.*)"$/, '$1')))
    if (!heading.success) throw new FeedFault('eagle-i', 'expected the columns fips_code, run_start_time and sum or customers_out')
    this.#columns = heading.data
    return null
  }

  #row(fips: string, time: string, count: string, text: string): Snapshot | null {
    const ended = time === this.#time ? null : this.#turn(time)
    if (ended === undefined) return this.#setAside('run_start_time', 'is no time, or earlier than that of a row before it', text)
    const region = this.#codeOf(fips)
    if (region === null) this.#setAside('fips_code', 'is not a county of this territory', text)
    else if (count === '') this.#setAside('count', 'is not given', text)
    else if (!counted.test(count)) this.#setAside('count', 'is not a whole number', text)
    else if (this.#toldIn[Number(fips)] === this.#snapshot) this.#setAside('fips_code', 'is told twice of this time', text)
    else this.#add(Number(fips), region, Number(count))
    return ended
  }

  /** Goes on to another time: the snapshot before it, null where there was none; undefined where it is no time to go on to. */
  #turn(time: string): Snapshot | null | undefined {
    if (!clock.test(time) || time <= this.#last || Number.isNaN(Date.parse(`${time.replace(' ', 'T')}Z`))) return undefined
    const ended = this.#close()
    this.#time = time
    this.#last = time
    this.#timeBytes = new TextEncoder().encode(time)
    return ended
  }

  #close(): Snapshot | null {
    if (this.#time === '') return null
    const time = new Date(`${this.#time.replace(' ', 'T')}Z`).toISOString()
    const readings = this.#readings
    this.#readings = []
    this.#snapshot += 1
    this.#time = ''
    return { time, asked: this.#asked, readings }
  }

  #setAside(field: string, reason: string, text: string): null {
    this.options.onSetAside({ line: this.#line, field, reason, text: text.slice(0, longestLine) })
    return null
  }
}

/**
 * Snapshots from a table of EAGLE-I: one row a county and quarter of an hour, in order of time, UTC without a mark. Holds one snapshot at a
 * time. Rows that cannot be read, or that go back in time, are set aside; a county without a row told nothing, which is never zero. Throws
 * FeedFault for another table, or a line that is none.
 */
export async function* eagleISnapshots(bytes: AsyncIterable<Uint8Array>, options: EagleIOptions): AsyncGenerator<Snapshot> {
  const rows = new EagleIRows(options)
  let begun: Uint8Array = new Uint8Array(0)
  const lines = function* (piece: Uint8Array) {
    let from = 0
    for (let at = piece.indexOf(newline); at >= 0; at = piece.indexOf(newline, from)) {
      const isJoined = from === 0 && begun.length > 0
      const line = isJoined ? Buffer.concat([begun, piece.subarray(0, at)]) : piece
      const [start, end] = isJoined ? [0, line.length] : [from, at]
      const snapshot = rows.take(line, start, end > start && line[end - 1] === carriageReturn ? end - 1 : end)
      if (snapshot !== null) yield snapshot
      from = at + 1
    }
    // A copy: whoever gives the pieces may use their memory again.
    begun = from === 0 ? Buffer.concat([begun, piece]) : new Uint8Array(piece.subarray(from))
    if (begun.length > longestLine) throw new FeedFault('eagle-i', 'a line is too long to be a row')
  }
  for await (const piece of bytes) yield* lines(piece)
  yield* lines(Uint8Array.of(newline))
  const last = rows.end()
  if (last !== null) yield last
}
