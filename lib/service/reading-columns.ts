/** Stands for a number that is not told, in columns of numbers that are never negative. */
export const untold = -1

/** The largest number that the columns, and the tables of both databases, hold. */
export const largest = 2_147_483_647

/** Some readings area by area, in order of time: those of an area are at the places from `starts[area]` to `starts[area + 1]`. */
export interface ByArea {
  starts: Int32Array
  /** At each place, where the reading stands in the columns. */
  readings: Int32Array
  /** At each place, in which of the snapshots it was given. */
  snapshots: Int32Array
}

/** Readings of many snapshots, one snapshot after the other: in columns that are used again, for as objects they would fill the memory. */
export class ReadingColumns {
  /** Which area, by its number in `AreaNumbers`. */
  areas = new Int32Array(1024)
  values = new Int32Array(1024)
  /** Of how many, or `untold`. */
  served = new Int32Array(1024)
  length = 0
  #places = new Int32Array(0)
  #snapshots = new Int32Array(0)

  add(area: number, value: number, served: number): void {
    if (this.length === this.areas.length) this.#grow()
    this.areas[this.length] = area
    this.values[this.length] = value
    this.served[this.length] = served
    this.length += 1
  }

  /** Brings the readings from one on into the order of their areas. */
  sortFrom(from: number): void {
    const count = this.length - from
    const order = new Float64Array(count)
    for (let at = 0; at < count; at++) order[at] = (this.areas[from + at] ?? 0) * count + at
    order.sort()
    const before = new Int32Array(count)
    for (const column of [this.areas, this.values, this.served]) {
      for (let at = 0; at < count; at++) before[at] = column[from + at] ?? 0
      for (let at = 0; at < count; at++) column[from + at] = before[(order[at] ?? 0) % count] ?? 0
    }
  }

  /** The readings of some snapshots area by area, so that what is worked out of an area stays at hand. It holds until it is asked for again. */
  byArea(snapshots: readonly { from: number; until: number }[], areaCount: number): ByArea {
    if (this.#places.length < this.areas.length) {
      this.#places = new Int32Array(this.areas.length)
      this.#snapshots = new Int32Array(this.areas.length)
    }
    const starts = new Int32Array(areaCount + 1)
    for (const { from, until } of snapshots)
      for (let at = from; at < until; at++) {
        const next = (this.areas[at] ?? 0) + 1
        starts[next] = (starts[next] ?? 0) + 1
      }
    for (let area = 0; area < areaCount; area++) starts[area + 1] = (starts[area + 1] ?? 0) + (starts[area] ?? 0)
    const ends = starts.slice()
    for (let snapshot = 0; snapshot < snapshots.length; snapshot++) {
      const { from, until } = snapshots[snapshot] ?? { from: 0, until: 0 }
      for (let at = from; at < until; at++) {
        const area = this.areas[at] ?? 0
        const place = ends[area] ?? 0
        this.#places[place] = at
        this.#snapshots[place] = snapshot
        ends[area] = place + 1
      }
    }
    return { starts, readings: this.#places, snapshots: this.#snapshots }
  }

  clear(): void {
    this.length = 0
  }

  #grow(): void {
    const size = this.areas.length * 2
    const larger = (column: Int32Array<ArrayBuffer>) => {
      const grown = new Int32Array(size)
      grown.set(column)
      return grown
    }
    this.areas = larger(this.areas)
    this.values = larger(this.values)
    this.served = larger(this.served)
  }
}
