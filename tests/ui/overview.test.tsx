import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { readView } from '@/app/_filters/view'
import { HeadlineFigures } from '@/app/[locale]/_overview/headline-figures'
import { RankedTable } from '@/app/[locale]/_overview/ranked-table'
import type { Reading } from '@/app/[locale]/_overview/reading'
import { StatesList } from '@/app/[locale]/_overview/states-list'
import { loadTerritory } from '@/lib/regions/territory'
import type { BasisEntry, ImpactTotals, RegionImpact } from '@/lib/schema/impact'
import { services } from '@/lib/schema/vocabulary'

const territory = loadTerritory('ua')
const reading: Reading = {
  locale: 'en',
  zone: territory.zone,
  asOf: '2026-01-08T16:00:00.000Z',
  regions: new Map(territory.regions.map((region) => [region.code, region])),
  cities: new Map(territory.cities().map(({ name }) => [name.en, name])),
}
const day = { time: '2026-01-08', precision: 'day' } as const

function basis(told: Partial<BasisEntry> = {}): BasisEntry {
  return {
    rule: 'headline',
    feed: null,
    observation: 'one',
    report: 'report',
    incident: 'incident',
    publisher: 'Interfax-Ukraine',
    statedBy: 'DTEK',
    tier: 1,
    url: 'https://example.org/report',
    quote: '600,000 subscribers remain without electricity',
    asOf: day,
    place: null,
    regions: ['UA-12'],
    measure: 'without',
    unit: 'customers',
    state: 'out',
    quantityText: null,
    note: null,
    low: 600_000,
    best: 600_000,
    high: 600_000,
    ...told,
  }
}

function row(region: string, told: Partial<RegionImpact> = {}): RegionImpact {
  const name = reading.regions.get(region)?.name ?? { en: region, uk: region }
  const nothing = { low: null, best: null, high: null, measure: null, unit: null, state: null, tier: null, share: null, denominator: null }
  const empty = { asOf: null, ageHours: null, last: null, beside: [], incidents: [], basis: [] }
  return { region, name, service: 'electricity', standing: 'notReported', ...nothing, ...empty, ...told }
}

const out = (region: string, best: number, told: Partial<RegionImpact> = {}) =>
  row(region, {
    standing: 'reported',
    measure: 'without',
    unit: 'customers',
    state: 'out',
    low: best,
    best,
    high: best,
    asOf: day,
    ageHours: 0,
    ...told,
  })

const stale = (region: string, best: number | null) =>
  row(region, {
    standing: 'stale',
    asOf: day,
    ageHours: 288,
    last: { low: best, best, high: best, unit: best === null ? null : 'customers', state: 'out', asOf: day },
  })

function sum(told: Partial<ImpactTotals>): ImpactTotals {
  const nothing = { low: null, best: null, high: null, reported: 0, stale: 0, restored: 0, notReported: 0, withoutFigure: 0, units: {} }
  return { service: 'electricity', ...nothing, ...told }
}

const text = (markup: string) =>
  markup
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ')

describe('the ranked table', () => {
  const data = [
    row('UA-63'),
    stale('UA-74', null),
    stale('UA-51', 120_000),
    row('UA-23', { standing: 'restored', state: 'restored', asOf: day, ageHours: 13 }),
    out('UA-53', 5_000),
    out('UA-12', 600_000, {
      high: 800_000,
      share: { low: 0.5, best: 0.5, high: 0.67, over: false },
      basis: [basis(), basis({ observation: 'two', rule: 'alternative', high: 800_000, quote: null })],
    }),
    row('UA-43'),
  ]
  const days = [8, 9].map((date) => `2026-01-0${date}T00:00:00.000Z`)
  const [from = '', to = ''] = days
  const series = { from, to, buckets: [] }
  const viewOf = (query: string) => {
    const view = readView(new URLSearchParams(query))
    if ('problems' in view) throw new Error(JSON.stringify(view.problems))
    return view.query
  }
  const lacks = (service: RegionImpact['service'], told: Partial<RegionImpact>) => out('UA-12', 1, { service, ...told })
  const all = {
    data: [
      ...data,
      lacks('heating', { measure: 'without' }),
      lacks('health', { measure: 'on_backup' }),
      lacks('water', { standing: 'stale' }),
      lacks('gas', { standing: 'restored' }),
    ],
  }
  const draw = (query: string) =>
    renderToStaticMarkup(
      <RankedTable impact={{ data }} all={all} series={series} service="electricity" query={viewOf(query)} reading={reading} />,
    )
  const markup = draw('asOf=2026-01-08&service=electricity&tier=1')
  const rowsOf = (html: string) => [...html.matchAll(/id="row-([^"]+)"[^>]*?(hidden="")?>/g)].map(([, code, hidden]) => [code, !hidden])
  const order = (html: string) => rowsOf(html).map(([code]) => code)

  test('ranks inside each standing: reported, restored, stale, then the rest in one sentence', () => {
    expect([...markup.matchAll(/id="row-([^"]+)"/g)].map(([, code]) => code)).toEqual([
      'UA-12',
      'UA-53',
      'UA-23',
      'UA-51',
      'UA-74',
      'UA-43',
      'UA-63',
    ])
    expect(text(markup)).toContain('2 regions not reported which is not zero: Crimea Kharkiv')
  })

  test('prints the unit, the range and the share of what is reported', () => {
    expect(text(markup)).toContain('Dnipropetrovsk 600,000 customers 600,000–\u2060800,000 50–\u206067 % today')
  })

  test('keeps the last figure of a stale region without a share, and says where there is none', () => {
    expect(text(markup)).toContain('Odesa 120,000 customers – – 12 d')
    expect(text(markup)).toContain('Chernihiv no figure')
  })

  test('leads from every region to its page, with the moment and the service of the view', () => {
    const links = [...markup.matchAll(/href="\/en\/regions\/([^"?]+)\?([^"]*)"/g)]
    expect(links.map(([, code]) => code)).toEqual(['UA-12', 'UA-53', 'UA-23', 'UA-51', 'UA-74', 'UA-43', 'UA-63'])
    expect(new Set(links.map(([, , kept]) => kept))).toEqual(new Set(['service=electricity&amp;asOf=2026-01-08']))
  })

  test('says which other services a region lacks by a report that holds', () => {
    expect(text(markup)).toContain('also affected: heating, hospitals ')
    expect(text(markup).match(/also affected/g)).toHaveLength(1)
  })

  test.each([
    ['amount', ['UA-12', 'UA-51', 'UA-53', 'UA-23', 'UA-74'], 'descending'],
    ['name', ['UA-74', 'UA-12', 'UA-51', 'UA-53', 'UA-23'], 'ascending'],
    ['share', ['UA-12', 'UA-51', 'UA-53', 'UA-23', 'UA-74'], 'descending'],
    ['age', ['UA-12', 'UA-53', 'UA-23', 'UA-51', 'UA-74'], 'ascending'],
  ])('in the order of %s: one list, with the standing of each in words, and the way back', (sort, codes, direction) => {
    const sorted = draw(`sort=${sort}`)
    expect(order(sorted).slice(0, 5)).toEqual(codes)
    expect(sorted.match(/aria-sort="[a-z]+"/g)).toEqual([`aria-sort="${direction}"`])
    expect(sorted).not.toContain('scope="rowgroup"')
    expect(text(sorted)).toContain('customers · stale')
    expect(sorted).toContain(`href="/en#regions" data-view="${sort}"`)
  })

  test.each([
    ['find=dnipro', ['UA-12']],
    ['find=%D0%BE%D0%B4%D0%B5%D1%81', ['UA-51']],
    ['find=UA-7', ['UA-74']],
    ['find=crimea', ['UA-43']],
    ['find=nowhere', []],
  ])('%s shows these rows alone, and keeps the others for who goes on typing', (query, codes) => {
    const rows = rowsOf(draw(query))
    expect(rows).toHaveLength(7)
    expect(rows.filter(([, shown]) => shown).map(([code]) => code)).toEqual(codes)
  })

  test('has a mark, a value, a range, a share and an age to be set anew in every row', () => {
    const cells = [...markup.matchAll(/data-cell="([a-z]+)"/g)].map(([, cell]) => cell)
    expect(cells).toEqual(Array.from({ length: 5 }, () => ['mark', 'value', 'range', 'share', 'age']).flat())
  })

  test('opens without script to every observation, its source and the rule that used it', () => {
    const details = /<details[\s\S]*?<\/details>/.exec(markup)?.[0] ?? ''
    // Two things said by one source in one place: its link is given once.
    expect(details.match(/<b>/g)).toHaveLength(2)
    expect(details.match(/href="https:\/\/example.org\/report"/g)).toHaveLength(1)
    expect(text(details)).toContain('Used as the figure: the latest word, from the best source, about the furthest state.')
    expect(text(details)).toContain('Said of the same time: widens the range.')
  })
})

describe('the headline figures', () => {
  const figures = (data: RegionImpact[], totals: ImpactTotals) =>
    text(renderToStaticMarkup(<HeadlineFigures all={{ data, totalsByService: [totals] }} service="electricity" reading={reading} />))

  test('sum regions counted in one unit', () => {
    const told = figures(
      [out('UA-12', 600_000), out('UA-51', 20_000)],
      sum({ low: 620_000, best: 620_000, high: 620_000, units: { customers: 2 } }),
    )
    expect(told).toContain('Without electricity 620,000 customers in 2 regions')
  })

  test('never sum two units: the largest region stands alone, with its name', () => {
    const data = [out('UA-12', 600_000), out('UA-51', 20_000, { unit: 'households' })]
    const told = figures(data, sum({ low: 620_000, best: 620_000, high: 620_000, units: { customers: 1, households: 1 } }))
    expect(told).toContain('Without electricity 600,000 customers in Dnipropetrovsk region')
    expect(told).not.toContain('620,000')
  })

  test('an open end is told, and a service nobody speaks of has no zero', () => {
    const told = figures([out('UA-12', 18_000, { high: null })], sum({}))
    expect(told).toContain('≥ 18,000')
    expect(told).toContain('Without water No current figure Nobody has said anything in the last 30 days.')
  })

  test('a stale word is kept as the last word', () => {
    expect(figures([stale('UA-51', 120_000)], sum({}))).toContain(
      'No current figure last word: about 120,000 customers in Odesa region, 8 Jan',
    )
  })
})

describe('states in words', () => {
  test('say what runs on what, where, with the quote and who says so', () => {
    const entry = basis({
      measure: 'on_backup',
      place: 'Dnipro city',
      unit: 'facilities',
      low: null,
      best: null,
      high: null,
      quote: 'all city hospitals',
    })
    const data = [row('UA-12', { service: 'health', standing: 'reported', basis: [entry] })]
    const markup = renderToStaticMarkup(<StatesList all={{ data }} reading={reading} />)
    expect(text(markup)).toContain(
      'Hospitals Dnipropetrovsk, Dnipro: on backup power. all city hospitals 1 Source tier 1: official DTEK , 8 Jan',
    )
    expect(text(markup)).toContain('Transport no current report')
  })

  test('of every service that is told in homes, none is a state', () => {
    const data = services.map((service) => row('UA-12', { service, standing: 'reported', basis: [basis({ quote: service })] }))
    expect(text(renderToStaticMarkup(<StatesList all={{ data }} reading={reading} />))).not.toMatch(/Electricity|Heating|Water/)
  })
})
