import type { Territory } from '@/lib/regions/territory'

/** Regions by small numbers in the order of their codes, so that readings by the million are compared, sorted and kept as numbers. */
export class AreaNumbers {
  /** The code of each number; in order, but for those that the territory does not have any more. */
  readonly codes: string[]
  readonly #numbers: Map<string, number>

  constructor({ regions }: Pick<Territory, 'regions'>) {
    this.codes = regions.map(({ code }) => code).sort()
    this.#numbers = new Map(this.codes.map((code, number) => [code, number]))
  }

  /** The number of a canonical code; one that is not known gets the next. */
  of(code: string): number {
    const known = this.#numbers.get(code)
    if (known !== undefined) return known
    this.#numbers.set(code, this.codes.length)
    return this.codes.push(code) - 1
  }
}
