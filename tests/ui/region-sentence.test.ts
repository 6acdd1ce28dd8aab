import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Reading } from '@/app/[locale]/_overview/reading'
import { regionSentence } from '@/app/[locale]/regions/[code]/region-sentence'
import { loadTerritory } from '@/lib/regions/territory'
import type { RegionImpact } from '@/lib/schema/impact'
import type { Region } from '@/lib/schema/region'
import { services, standings } from '@/lib/schema/vocabulary'

const territory = loadTerritory('ua')

function regionOf(code: string): Region {
  const region = territory.find(code)
  if (region === undefined) throw new Error(`${code} is not in the pack`)
  return region
}

const reading = (locale: 'en' | 'uk'): Reading => ({
  locale,
  zone: territory.zone,
  asOf: '2026-01-08T16:00:00.000Z',
  regions: new Map(territory.regions.map((region) => [region.code, region])),
})

function row(service: RegionImpact['service'], told: Partial<RegionImpact> = {}): RegionImpact {
  const nothing = { low: null, best: null, high: null, measure: null, unit: null, state: null, tier: null, share: null, denominator: null }
  const empty = { asOf: null, ageHours: null, last: null, beside: [], incidents: [], basis: [] }
  return { region: 'UA-12', name: regionOf('UA-12').name, service, standing: 'notReported', ...nothing, ...empty, ...told }
}

const out = (service: RegionImpact['service'], best: number | null, unit: RegionImpact['unit'], told: Partial<RegionImpact> = {}) =>
  row(service, { standing: 'reported', measure: 'without', state: 'out', unit, low: best, best, high: best, ...told })

function say(rows: RegionImpact[], { code = 'UA-12', wasTold = true, locale = 'en' as 'en' | 'uk' } = {}) {
  const { opening, main, detail, rest } = regionSentence({ region: regionOf(code), rows, isDay: false, wasTold }, reading(locale))
  return `${opening}, ${main}${detail ? ` (${detail})` : ''}${rest.map((clause) => `; ${clause}`).join('')}.`
    .replaceAll('\u00a0', ' ')
    .replaceAll('\u202f', ' ')
}

const evening = [
  out('electricity', 600_000, 'customers', { high: 800_000 }),
  out('heating', 250_000, 'people', { high: null }),
  out('water', 20_000, 'people'),
  row('gas'),
  row('telecom', { standing: 'stale' }),
  out('health', null, null, { measure: 'on_backup', state: 'on_backup' }),
]

describe('the sentence about one region', () => {
  test('tells every service: how many, what is out without a number, what is too old, what is not known', () => {
    expect(say(evening)).toBe(
      'As of 8 January 2026, 18:00 Kyiv time (16:00 UTC), about 600,000 customers in Dnipropetrovsk region are without power (sources: 600,000–\u2060800,000); ' +
        'there are also at least 250,000 people without heating and about 20,000 people without water there; hospitals are affected, with no number given; ' +
        'the last word on communications is too old to hold; nobody has said anything about gas, which does not mean that all is well.',
    )
  })

  test('and in Ukrainian', () => {
    expect(say(evening, { locale: 'uk' })).toBe(
      'Станом на 8 січня 2026 року, 18:00 за Києвом (16:00 UTC), у Дніпропетровській області без світла близько 600 тис. споживачів (за різними джерелами 600–\u2060800 тис.); ' +
        'там само без опалення щонайменше 250 тис. людей і без води близько 20 тис. людей; перебої в роботі лікарень, але кількості не названо; ' +
        'дані щодо зв’язку застаріли; щодо газу даних немає, і це не означає, що все гаразд.',
    )
  })

  test.each([
    [
      'an outage without a number',
      [out('electricity', null, 'customers'), out('water', null, null)],
      'power is out and water is out, but nobody gave a number',
    ],
    ['what is back', [row('electricity', { standing: 'restored' })], 'in Dnipropetrovsk region power is back'],
    [
      'only old words',
      [row('electricity', { standing: 'stale' }), row('gas')],
      'nothing current is reported: the last word is too old to hold',
    ],
    [
      'nothing in 30 days',
      [row('electricity'), row('gas')],
      'nobody has said anything about services in the last 30 days; that does not mean that they work',
    ],
  ])('%s is the main thing where there is nothing more', (_name, rows, words) => {
    expect(say(rows)).toContain(words)
  })

  test('a region of which nothing was ever said is told as that', () => {
    expect(say([row('electricity')], { code: 'UA-43', wasTold: false })).toContain(
      'nothing has ever been recorded here about services in Crimea',
    )
    expect(say([row('electricity')], { code: 'UA-43', wasTold: false, locale: 'uk' })).toContain(
      'про послуги у Криму тут іще нічого не записано',
    )
  })

  test('never says zero of what nobody reported, and names every service that is asked about', () => {
    const anyRow = fc
      .constantFrom(...services)
      .chain((service) =>
        fc
          .constantFrom(...standings)
          .map((standing) => (standing === 'reported' ? out(service, 5000, 'customers') : row(service, { standing }))),
      )
    const anyRows = fc.uniqueArray(anyRow, { selector: ({ service }) => service, minLength: 1 })
    fc.assert(
      fc.property(anyRows, (rows) => {
        const said = say(rows)
        expect(said).not.toMatch(/\b0 /)
        const current = rows.filter(({ standing }) => standing === 'reported' || standing === 'restored').length
        const clauses = said.split(/; | and |, /).length
        expect(clauses).toBeGreaterThanOrEqual(Math.min(current, 1))
        if (current === 0) expect(said).toMatch(/nothing current|nobody has said anything/)
      }),
    )
  })
})
