import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { numbersIn } from '@/lib/form/quantity'
import { find } from './find-in-ukraine'
import { numbersOf } from './observed'

const Row = z.object({
  quote: z.string(),
  observed_at: z.string(),
  value: z.number().nullable(),
  value_min: z.number().nullable(),
  value_max: z.number().nullable(),
  region_iso: z.string(),
  service: z.string(),
})

const rows = readFileSync('data/records/ua-observations.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => Row.parse(JSON.parse(line)))
const quotes = new Map<string, z.infer<typeof Row>[]>()
for (const row of rows) quotes.set(row.quote, [...(quotes.get(row.quote) ?? []), row])
const read = [...quotes].map(([quote, of]) => ({ quote, of, found: find(quote, of[0]?.observed_at.slice(0, 10) ?? null) }))

const inWords = new Map(Object.entries({ one: 1, two: 2, six: 6, seven: 7, eight: 8, million: 1_000_000, 'half a million': 500_000 }))
/** A number of the quote as a person would read it off: digits with their thousands, a word for a number, a gigawatt in megawatts. */
function stands(number: number, quote: string): boolean {
  const plain = quote.toLowerCase()
  const digits = numbersIn(quote)
  const scales = /\bgw\b|gigawatt/.test(plain) ? [1, 1000] : [1]
  const words = [...inWords].filter(([word]) => plain.includes(word)).map(([, value]) => value)
  return scales.some((scale) => [...digits, ...words].some((said) => said * scale === number))
}

describe('the quotes of the shipped records', () => {
  test('every number found stands in its quote', () => {
    const invented = read.flatMap(({ quote, found }) =>
      found
        .flatMap(numbersOf)
        .filter((number) => !stands(number, quote))
        .map((number) => ({ quote, number })),
    )
    expect(read.length).toBeGreaterThan(450)
    expect(invented).toEqual([])
  })

  test('most of the numbers, regions and services that the records hold are found', () => {
    const recordNumbers = read.flatMap(({ quote, of, found }) => {
      const held = [
        ...new Set(of.flatMap(({ value, value_min, value_max }) => [value, value_min, value_max]).filter((number) => number !== null)),
      ]
      return held
        .filter((number) => stands(number, quote))
        .map((number) => ({ number, quote, has: found.flatMap(numbersOf).includes(number) }))
    })
    const withFigures = read.filter(({ found }) => found.flatMap(numbersOf).length > 0)
    const agreeing = withFigures.filter(({ of, found }) => {
      const held = of.flatMap(({ value, value_min, value_max }) => [value, value_min, value_max])
      return found.flatMap(numbersOf).some((number) => held.includes(number)) || held.every((number) => number === null)
    })
    const regionsSaid = read.flatMap(({ of, found }) =>
      found.flatMap(({ found: { regions } }) =>
        regions.map((region) => of.some(({ region_iso }) => region_iso.split(';').includes(region))),
      ),
    )
    const services = read.flatMap(({ of, found }) =>
      found.flatMap(({ found: { service } }) => (service === null ? [] : [of.some((row) => row.service === service)])),
    )
    const share = (list: readonly boolean[]) => list.filter(Boolean).length / list.length
    const recall = share(recordNumbers.map(({ has }) => has))
    const told = [
      `numbers of the records that stand in their quotes: ${recordNumbers.length}, found ${(recall * 100).toFixed(1)} %`,
      `quotes with figures found: ${withFigures.length}, of which ${agreeing.length} agree with a record`,
      `regions found that the records name: ${(share(regionsSaid) * 100).toFixed(1)} % of ${regionsSaid.length}`,
      `services found that the records name: ${(share(services) * 100).toFixed(1)} % of ${services.length}`,
    ]
    process.stdout.write(`${told.join('\n')}\n`)
    expect(recall).toBeGreaterThan(0.7)
    expect(agreeing.length / withFigures.length).toBeGreaterThan(0.95)
    expect(share(regionsSaid)).toBeGreaterThan(0.85)
    expect(share(services)).toBeGreaterThan(0.9)
  })
})
