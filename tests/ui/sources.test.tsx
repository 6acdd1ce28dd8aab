import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { monthBars } from '@/app/[locale]/sources/month-bars'
import { Intakes, Withheld } from '@/app/[locale]/sources/provenance'
import type { Read } from '@/app/[locale]/sources/read'
import { exampleIncident } from '@/lib/http/operations'
import { ObservationPage } from '@/lib/schema/answers'
import { context } from '@/lib/service/context'
import { monthsBetween } from '@/lib/service/coverage'
import { getSources } from '@/lib/service/get-sources'
import { overlap } from '@/lib/service/reconciliation'
import { closeWorld, get, openWorld, post } from '../api/world'

async function read(): Promise<Read> {
  const ctx = await context()
  const sources = await getSources(ctx)
  const regions = new Map(ctx.territory.regions.map((region) => [region.code, region]))
  return { sources, counts: ctx.territory.counts, reading: { locale: 'en', regions, zone: ctx.territory.zone, asOf: sources.now } }
}

describe('what the shipped records cover', () => {
  beforeAll(() => openWorld({ seed: 'records' }))
  afterAll(closeWorld)

  test('is what the API lists, counted', async () => {
    const { coverage } = (await read()).sources
    const { data, total } = ObservationPage.parse(await (await get('/api/v1/observations?limit=1000')).json())
    expect(coverage.all).toMatchObject({ observations: total, reports: new Set(data.map(({ report }) => report)).size })
    expect(coverage.publishers).toHaveLength(new Set(data.map(({ source }) => source.publisher)).size)
    for (const { tier, observations } of coverage.tiers) {
      expect(observations).toBe(data.filter(({ source }) => source.tier === tier).length)
    }
    for (const { region, told } of coverage.regions) {
      const own = data.filter(({ regions }) => regions.includes(region))
      expect(told?.reports ?? 0, region).toBe(new Set(own.map(({ report }) => report)).size)
    }
  })

  test('has each report of a region in its month', async () => {
    const { months, regions, services } = (await read()).sources.coverage
    expect(months[0]).toBe('2022-10')
    expect(months.at(-1)).toBe('2026-03')
    for (const row of [...regions, ...services]) {
      expect(row.months).toHaveLength(months.length)
      expect(row.months.reduce((sum, count) => sum + count, 0)).toBe(row.told?.reports ?? 0)
    }
  })

  test('was read to the last line, none set aside', async () => {
    const told = await read()
    expect(told.sources.intakes).toMatchObject([{ rows: 558, quarantined: [] }])
    expect(renderToStaticMarkup(<Intakes read={told} />)).toContain('558 lines of ua-observations.jsonl read, none set aside')
  })

  test('holds statements about the country against the sums of that moment', async () => {
    const { reconciled } = (await read()).sources
    const exact = reconciled.find(({ statement }) => statement.best === 1_451_603)
    expect(exact).toMatchObject({ gap: 0, agree: true, sum: { best: 1_451_603, reported: 7 } })
    expect(reconciled.length).toBeGreaterThan(2)
    for (const { statement, sum, gap, agree } of reconciled) {
      const alike = Object.keys(sum.units).every((unit) => unit === statement.unit)
      expect(gap).toBe(alike ? (statement.best ?? 0) - (sum.best ?? 0) : null)
      expect(agree === null).toBe(!alike)
    }
  })
})

describe('what is withheld', () => {
  beforeAll(() => openWorld({ seed: 'none' }))
  afterAll(closeWorld)

  test('is counted, and nothing of it is told', async () => {
    const before = (await read()).sources.withheld.waiting
    const secret = 'qzsecretqz'
    const [report] = exampleIncident.reports
    const response = await post('/api/v1/incidents', {
      ...exampleIncident,
      title: `Title ${secret}`,
      reports: [{ ...report, source: { ...report?.source, publisher: `Publisher ${secret}`, statedBy: secret }, quote: secret }],
    })
    expect(response.status).toBe(202)
    const told = await read()
    expect(told.sources.withheld.waiting).toBe(before + 1)
    expect(JSON.stringify(told.sources)).not.toContain(secret)
    expect(told.sources.coverage.all).toBeNull()
    expect(renderToStaticMarkup(<Withheld read={told} />)).toContain('<dd>1</dd>')
  })
})

describe('a file that was taken in', () => {
  const time = '2026-01-08T12:00:00.000Z'
  const aside = [
    { field: 'value', reason: 'is not a number', rows: 3, first: 12 },
    { field: 'url', reason: 'is empty', rows: 1, first: 9 },
  ]
  const intakes: Read['sources']['intakes'] = [
    { sha256: 'a', time, rows: 1201, name: 'lviv.csv', finished: true, quarantined: aside },
    { sha256: 'b', time, rows: 1, name: null, finished: false, quarantined: [] },
    { sha256: 'c', time, rows: 5, name: null, finished: true, quarantined: null },
  ]
  const lines = (locale: 'en' | 'uk') => {
    const told = { sources: { intakes }, reading: { locale, zone: 'Europe/Kyiv' } } as unknown as Read
    return renderToStaticMarkup(<Intakes read={told} />).replace(/<[^>]*>/g, '\n')
  }

  test('is told with how much was set aside, and why', () => {
    expect(lines('en')).toContain('1,201 lines of lviv.csv read, 4 set aside.')
    expect(lines('en')).toContain('Line 12 and 2 more, value: is not a number')
    expect(lines('en')).toContain('Line 9, url: is empty')
    expect(lines('en')).toContain('1 line of a file without a name read so far')
    expect(lines('en')).toContain('this ledger is a copy')
    expect(lines('uk')).toContain('рядок (lviv.csv), відкладено 4.')
    expect(lines('uk')).toContain('Рядок 12 і ще 2, value: is not a number')
  })
})

describe('the parts', () => {
  test('count months over the end of a year', () => {
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
    expect(monthsBetween('2026-01', '2026-01')).toEqual(['2026-01'])
  })

  test('draw a bar for each month that has reports and none for silence', () => {
    expect(monthBars([0, 4, 0, 1], 4)).toEqual({ width: 24, height: 20, path: 'M7 20v-20h4v20zM19 20v-10h4v10z' })
    expect(monthBars([0, 0], 1).path).toBe('')
  })

  const range = (low: number | null, high: number | null) => ({ low, best: low ?? high, high })
  test.each([
    [range(1, 2), range(2, 3), true],
    [range(1, 2), range(3, 4), false],
    [range(3, 4), range(1, 2), false],
    [range(1, null), range(5, 6), true],
    [range(7, null), range(5, 6), false],
    [range(null, 4), range(5, 6), false],
  ])('%j and %j share a number: %s', (a, b, expected) => {
    expect(overlap(a, b)).toBe(expected)
    expect(overlap(b, a)).toBe(expected)
  })
})
