import type { Territory } from '@/lib/regions/territory'

/**
 * The sums that a feed has: of the smaller areas in each larger one, under its code, and of the whole country, under the country's. A larger
 * area that the feed tells of itself is no sum; the country's is over the smallest areas that it tells of.
 */
export function sumsOf(territory: Pick<Territory, 'find' | 'regions'>, told: readonly string[]): Map<string, string[]> {
  const sums = new Map<string, string[]>()
  const add = (of: string, code: string) => {
    const known = sums.get(of)
    if (known === undefined) sums.set(of, [code])
    else known.push(code)
  }
  const regions = told.flatMap((code) => territory.find(code) ?? []).filter(({ level, inPack }) => inPack && level > 0)
  const smallest = Math.max(...regions.map(({ level }) => level))
  const country = territory.regions.find(({ level, inPack }) => level === 0 && inPack)?.code ?? ''
  for (const { code, level, parent } of regions) {
    if (level === smallest) add(country, code)
    if (level === 2 && parent !== null) add(parent, code)
  }
  return sums
}
