import { impactAt } from '@/lib/impact/impact'
import { loadTerritory } from '@/lib/regions/territory'
import { type Figure, median, ratioOf, rounds, timed } from './part'
import { manyStatements } from './statements'

const sizes = [1_000, 10_000, 100_000]

/** Impact at one moment over growing histories. */
export async function benchImpact(): Promise<Record<string, Figure>> {
  const { regions } = loadTerritory('ua')
  const codes = regions.filter(({ level }) => level === 1).map(({ code }) => code)
  const histories = sizes.map((size) => manyStatements(size, codes))
  const ask = { services: ['electricity'] as const, measures: [], level: 1 as const, regions: [] }
  const answer = (i: number) => impactAt(histories[i] ?? [], regions, ask, { asOf: '2026-01-08T18:00:00.000Z' })
  for (const i of sizes.keys()) answer(i)
  const times: number[][] = []
  for (let round = 0; round < rounds; round++) {
    const each: number[] = []
    for (const i of sizes.keys()) each.push(await timed(() => answer(i)))
    times.push(each)
  }
  return Object.fromEntries(
    sizes.map((size, i) => {
      const of = times.map((round) => round[i] ?? Number.NaN)
      const ratios = times.map((round) => (round[i] ?? Number.NaN) / (round[0] ?? Number.NaN))
      return [`${size.toLocaleString('en')} statements`, { figure: `${median(of).toFixed(2)} ms`, ratio: ratioOf(ratios) }]
    }),
  )
}
