import { describe, expect, test } from 'vitest'
import type { Reading } from '@/app/[locale]/_overview/reading'
import { sentence, type Told } from '@/app/[locale]/_overview/sentence'
import { loadTerritory } from '@/lib/regions/territory'
import type { ImpactTotals, RegionImpact } from '@/lib/schema/impact'
import type { Service } from '@/lib/schema/observation'

const territory = loadTerritory('ua')
const regions = new Map(territory.regions.map((region) => [region.code, region]))
const reading = (locale: 'en' | 'uk'): Reading => ({
  locale,
  zone: territory.zone,
  asOf: '2026-01-08T16:00:00.000Z',
  regions,
  cities: new Map(),
})

function row(region: string, told: Partial<RegionImpact> = {}): RegionImpact {
  return {
    region,
    name: regions.get(region)?.name ?? { en: region, uk: region },
    service: 'electricity',
    standing: 'reported',
    low: null,
    best: null,
    high: null,
    measure: 'without',
    unit: null,
    state: 'out',
    tier: 1,
    share: null,
    denominator: null,
    asOf: null,
    ageHours: null,
    last: null,
    beside: [],
    incidents: [],
    basis: [],
    ...told,
  }
}

const counted = (region: string, best: number, unit: RegionImpact['unit'] = 'customers', told: Partial<RegionImpact> = {}) =>
  row(region, { low: best, best, high: best, unit, ...told })

function totals(told: Partial<ImpactTotals> = {}): ImpactTotals {
  const nothing = { low: null, best: null, high: null, reported: 0, stale: 0, restored: 0, notReported: 0, withoutFigure: 0, units: {} }
  return { service: 'electricity', ...nothing, ...told }
}

function say(
  told: Partial<Omit<Told, 'impact'>> & { data?: RegionImpact[]; totals?: ImpactTotals; others?: RegionImpact[] },
  locale: 'en' | 'uk' = 'en',
) {
  const { data = [], others = [], service = 'electricity' as Service, isDay = false } = told
  const view: Told = { service, isDay, impact: { data, totals: told.totals ?? totals() }, all: { data: [...data, ...others] } }
  const { opening, main, detail, rest } = sentence(view, reading(locale))
  return `${opening}, ${main}${detail ? ` (${detail})` : ''}${rest.map((clause) => `; ${clause}`).join('')}.`
    .replaceAll('\u00a0', ' ')
    .replaceAll('\u202f', ' ')
}

const eighth = {
  data: [
    row('UA-12', { low: 600_000, best: 600_000, high: 800_000, unit: 'customers' }),
    row('UA-23', { standing: 'restored', state: 'restored' }),
  ],
  others: [counted('UA-12', 250_000, 'people', { service: 'heating' }), counted('UA-12', 20_000, 'people', { service: 'water' })],
  totals: totals({
    low: 600_000,
    best: 600_000,
    high: 800_000,
    reported: 1,
    restored: 1,
    stale: 9,
    notReported: 16,
    units: { customers: 1 },
  }),
}

describe('the sentence', () => {
  test('of the evening of 8 January 2026, in English', () => {
    expect(say(eighth)).toBe(
      'As of 8 January 2026, 18:00 Kyiv time (16:00 UTC), about 600,000 customers in Dnipropetrovsk region are without power (sources: 600,000–\u2060800,000); ' +
        'there are also about 250,000 people without heating and about 20,000 people without water there; in Zaporizhzhia region power is back; ' +
        '9 regions have only stale reports; 16 have none.',
    )
  })

  test('and in Ukrainian', () => {
    expect(say(eighth, 'uk')).toBe(
      'Станом на 8 січня 2026 року, 18:00 за Києвом (16:00 UTC), у Дніпропетровській області без світла близько 600 тис. споживачів (за різними джерелами 600–\u2060800 тис.); ' +
        'там само без опалення близько 250 тис. людей і без води близько 20 тис. людей; у Запорізькій області світло знову є; ' +
        'щодо 9 областей дані застаріли, щодо 16 їх немає.',
    )
  })

  test('tells a sum only in one unit, with its open end and the largest regions', () => {
    const data = [counted('UA-12', 18_000), counted('UA-51', 120_000, 'customers', { high: null }), counted('UA-63', 5_000)]
    const sum = totals({ low: 143_000, best: 143_000, high: null, reported: 3, units: { customers: 3 } })
    expect(say({ data, totals: sum })).toContain(
      'at least 143,000 customers without power in 3 regions (most of them in Odesa region and in Dnipropetrovsk region)',
    )
  })

  test('never adds two units: it names each region with its own', () => {
    const data = [counted('UA-12', 600_000), counted('UA-51', 430_000, 'households')]
    const said = say({
      data,
      totals: totals({ low: 1_030_000, best: 1_030_000, high: 1_030_000, reported: 2, units: { customers: 1, households: 1 } }),
    })
    expect(said).toContain('about 600,000 customers in Dnipropetrovsk region and about 430,000 households in Odesa region without power')
    expect(said).not.toMatch(/1,030,000|1 million/)
  })

  test('an outage without a number is an outage, and an exact number is not "about"', () => {
    expect(say({ data: [row('UA-74')] })).toContain('in Chernihiv region power is out, but nobody gave a number')
    expect(say({ data: [counted('UA-12', 38_983)] })).toContain(', 38,983 customers in Dnipropetrovsk region are without power')
  })

  test('no report is never "no outage"', () => {
    const said = say({ totals: totals({ notReported: 27 }) })
    expect(said).toContain('there is no current report of anyone without power')
    expect(said).toContain('27 regions have no report, which does not mean they have power')
  })

  test('only stale reports are no figure', () => {
    const data = [
      row('UA-12', {
        standing: 'stale',
        last: {
          low: 600_000,
          best: 600_000,
          high: 800_000,
          unit: 'customers',
          state: 'out',
          asOf: { time: '2026-01-08', precision: 'day' },
        },
      }),
    ]
    const said = say({ data, totals: totals({ stale: 1, notReported: 26 }) })
    expect(said).toContain('there is no current report of anyone without power; 1 region has only stale reports; 26 have none')
    expect(said).not.toContain('600')
  })

  test('the end of a day says so, with the hour in UTC', () => {
    const { opening } = sentence(
      { service: 'electricity', isDay: true, impact: { data: [], totals: totals() }, all: { data: [] } },
      { ...reading('uk'), asOf: '2026-01-08T21:59:59.999Z' },
    )
    expect(opening).toBe('Станом на кінець 8 січня 2026 року за Києвом (22:00 UTC)')
  })
})
