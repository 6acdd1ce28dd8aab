import { describe, expect, it } from 'vitest'
import { heldAgainst } from '@/app/_ui/legend'
import { type MapTelling, mapRegions, regionAt, toldThemselves } from '@/app/_ui/map-regions'
import { figureWords } from '@/app/_ui/map-words'
import { type Counted, markFill, shareMark, standingMark } from '@/app/_ui/standing-mark'
import type { Locale } from '@/lib/i18n/locale'
import { loadTerritory } from '@/lib/regions/territory'
import type { RegionImpact } from '@/lib/schema/impact'
import type { Unit } from '@/lib/schema/observation'

const { regions } = loadTerritory('ua')
const none = { low: null, best: null, high: null }
const counted = { ...none, unit: 'customers' } as const
const day = { time: '2026-01-08', precision: 'day' } as const

function told(region: string, change: Partial<RegionImpact>): RegionImpact {
  const unsaid = {
    measure: null,
    unit: null,
    state: null,
    tier: null,
    share: null,
    denominator: null,
    asOf: null,
    ageHours: null,
    last: null,
  }
  const empty = { beside: [], incidents: [], basis: [] }
  const name = { en: region, uk: region }
  return { region, name, service: 'electricity', standing: 'notReported', ...none, ...unsaid, ...empty, ...change }
}

const tellingIn = (locale: Locale): MapTelling => ({
  locale,
  zone: 'Europe/Kyiv',
  shade: 'amount',
  words: figureWords(locale, 'electricity'),
})

const answer = [
  told('UA-05', {}),
  told('UA-30', {
    standing: 'stale',
    asOf: day,
    last: { low: 500_000, best: 750_000, high: null, unit: 'customers', state: 'out', asOf: day },
  }),
  told('UA-14', { standing: 'stale', asOf: day, last: { ...none, unit: null, state: 'out', asOf: day } }),
  told('UA-23', { standing: 'restored', low: 0, best: 0, high: 0, asOf: day }),
  told('UA-63', { standing: 'reported', asOf: day }),
  told('UA-12', { standing: 'reported', low: 600_000, best: 600_000, high: 800_000, unit: 'customers', asOf: day }),
  told('MD', { standing: 'reported', best: 5, low: 5, high: 5, unit: 'households', asOf: day }),
]

describe('what the maps show', () => {
  it.each([
    { range: { standing: 'reported', ...counted, best: 9999 }, mark: { kind: 'reported', step: 0 }, fill: 'var(--a1)' },
    { range: { standing: 'reported', ...counted, low: 500_000 }, mark: { kind: 'reported', step: 5 }, fill: 'var(--a6)' },
    { range: { standing: 'reported', ...counted, unit: 'percent', best: 40 }, mark: { kind: 'noFigure' }, fill: 'url(#d-f)' },
    { range: { standing: 'reported', ...counted }, mark: { kind: 'noFigure' }, fill: 'url(#d-f)' },
    { range: { standing: 'restored', ...counted, best: 0 }, mark: { kind: 'restored' }, fill: 'var(--plane)' },
    { range: { standing: 'notReported', ...counted }, mark: { kind: 'notReported' }, fill: 'url(#d-n)' },
  ] as const)('draws $range.standing of $range.best $range.unit as $mark.kind', ({ range, mark, fill }) => {
    expect(standingMark({ ...range, last: null })).toEqual(mark)
    expect(markFill(mark, 'd')).toBe(fill)
  })

  it('keeps the shade of the last figure while stale, and a grey where there was none', () => {
    const stale = standingMark({ standing: 'stale', ...counted, last: { ...counted, best: 60_000 } })
    expect(markFill(stale, 'd')).toBe('url(#d-s3)')
    expect(markFill(standingMark({ standing: 'stale', ...counted, last: null }), 'd')).toBe('url(#d-s0)')
  })

  it('goes by standing, then by amount, and leaves out what lies on no map of ours', () => {
    const rows = mapRegions(answer, regions, tellingIn('en'))
    expect(rows.map(({ code }) => code)).toEqual(['UA-12', 'UA-63', 'UA-23', 'UA-30', 'UA-14', 'UA-05'])
  })

  it.each([
    {
      locale: 'en',
      sentences: [
        'Dnipropetrovsk: reported, 600,000–\u2060800,000 customers, 8 Jan',
        'Kharkiv: reported, no figure given, 8 Jan',
        'Zaporizhzhia: restored, 8 Jan',
        'Kyiv city: stale, last figure at least 500,000 customers, 8 Jan',
        'Donetsk: stale, no figure given, 8 Jan',
        'Vinnytsia: not reported',
      ],
      figures: ['600k', null, 'power back', '≥\u00a0750k', null, null],
    },
    {
      locale: 'uk',
      sentences: [
        'Дніпропетровська: повідомлено, 600–\u2060800\u00a0тис. споживачів, 8 січ.',
        'Харківська: повідомлено, без цифри, 8 січ.',
        'Запорізька: відновлено, 8 січ.',
        'Київ: застаріло, остання цифра щонайменше 500\u00a0тис. споживачів, 8 січ.',
        'Донецька: застаріло, без цифри, 8 січ.',
        'Вінницька: немає даних',
      ],
      figures: ['600\u00a0тис.', null, 'світло є', '≥\u00a0750\u00a0тис.', null, null],
    },
  ] as const)('says it whole in $locale', ({ locale, sentences, figures }) => {
    const rows = mapRegions(answer, regions, tellingIn(locale))
    expect(rows.map(({ sentence }) => sentence)).toEqual(sentences)
    expect(rows.map(({ figure }) => figure)).toEqual(figures)
  })
})

describe('shaded by share', () => {
  const served = { households: { of: 'households', value: 1000 }, customers: { of: 'households', value: 1000 } } as const
  const figure = (best: number | null, unit: Unit | null) => ({ low: best, best, high: best, unit })

  it.each([
    { told: figure(49, 'households'), step: 0 },
    { told: figure(50, 'households'), step: 1 },
    { told: figure(249, 'customers'), step: 2 },
    { told: figure(500, 'customers'), step: 4 },
    { told: figure(1500, 'customers'), step: 5 },
    { told: figure(40, 'percent'), step: 3 },
  ] as const)('$told.best $told.unit of 1,000 is step $step', ({ told, step }) => {
    expect(shareMark({ standing: 'reported', last: null, ...told }, served)).toEqual({ kind: 'reported', step })
  })

  it.each([
    { told: figure(400, 'people'), of: served },
    { told: figure(400, null), of: served },
    { told: figure(null, 'households'), of: served },
    { told: figure(400, 'households'), of: null },
  ] as const)('$told.best $told.unit has no share and is not zero', ({ told, of }) => {
    expect(shareMark({ standing: 'reported', last: null, ...told }, of)).toEqual({ kind: 'noFigure' })
  })

  it('counts no share of what is stale, and keeps one that was said', () => {
    const stale = (last: Counted) => shareMark({ standing: 'stale', ...counted, last }, served)
    expect(stale(figure(400, 'households'))).toEqual({ kind: 'stale', step: null })
    expect(stale(figure(60, 'percent'))).toEqual({ kind: 'stale', step: 4 })
  })

  it.each([
    { locale: 'en', share: '60–\u206080\u00a0% of 1,000,000 households', figures: ['60\u00a0%', '40\u00a0%', null] },
    { locale: 'uk', share: '60–\u206080\u00a0% від 1\u00a0млн домогосподарств', figures: ['60\u00a0%', '40\u00a0%', null] },
  ] as const)('says in $locale what it is a share of', ({ locale, share, figures }) => {
    const impacts = [
      told('UA-12', { standing: 'reported', measure: 'without', low: 600_000, best: 600_000, high: 800_000, unit: 'customers', asOf: day }),
      told('UA-30', { standing: 'reported', measure: 'without', ...figure(40, 'percent'), asOf: day }),
      told('UA-63', { standing: 'stale', asOf: day, last: { ...figure(9000, 'customers'), state: 'out', asOf: day } }),
    ]
    const whole = new Map(impacts.map(({ region }) => [region, { customers: { of: 'households', value: 1_000_000 } } as const]))
    const rows = mapRegions(impacts, regions, { ...tellingIn(locale), shade: 'share' }, whole)
    expect(rows.map((row) => row.figure)).toEqual(figures)
    expect(rows.map(({ card }) => card.share)).toEqual([share, null, null])
    expect(rows[1]?.card.figure).toBe('40\u00a0%')
  })
})

it('a figure in per cent is told as a share where the shade is the amount too', () => {
  const heating = told('UA-30', { standing: 'reported', low: 40, best: 40, high: null, unit: 'percent', asOf: day })
  const [row] = mapRegions([heating], regions, tellingIn('en'))
  expect(row).toMatchObject({ mark: { kind: 'noFigure' }, figure: '≥\u00a040\u00a0%', card: { figure: '≥\u00a040\u00a0%' } })
})

it('names what shares are held against, the most used first, each with its regions', () => {
  const estimate = { of: 'households', value: 9, kind: 'estimated', formula: 'f', source: 'survey', year: 2022, note: null } as const
  const count = { ...estimate, kind: 'sourced', year: 2001 } as const
  const share = { low: 0.1, best: 0.1, high: 0.1, over: false }
  const rows = [
    told('UA-59', { share, denominator: count }),
    told('UA-12', { share, denominator: estimate }),
    told('UA-63', { share, denominator: { ...estimate, value: 7 } }),
    told('UA-14', { share: null, denominator: estimate }),
  ]
  expect(heldAgainst(rows).map(({ denominator, regions: of }) => [denominator.kind, of])).toEqual([
    ['estimated', ['UA-12', 'UA-63']],
    ['sourced', ['UA-59']],
  ])
})

describe('a step of time', () => {
  const [region] = mapRegions(
    [told('UA-12', { standing: 'reported', ...counted, best: 5, low: 5, high: 5, asOf: day })],
    regions,
    tellingIn('en'),
  )

  it('takes the place of the figure and the mark, and tells no source', () => {
    const frame = { standing: 'stale', ...counted, last: { ...counted, low: 120_000, best: 120_000, high: null } } as const
    expect(region && regionAt(region, frame, tellingIn('en'))).toMatchObject({
      code: 'UA-12',
      mark: { kind: 'stale', step: 3 },
      figure: '≥\u00a0120k',
      sentence: 'Dnipropetrovsk: stale, last figure at least 120,000 customers',
      card: { asOf: null, sources: null },
    })
  })

  it('leaves a region that it does not tell of not reported', () => {
    expect(region && regionAt(region, undefined, tellingIn('en'))).toMatchObject({ mark: { kind: 'notReported' }, figure: null })
  })
})

it('only raions that somebody told of themselves are drawn over their oblast', () => {
  const said = (regions: string[]) => told('x', { basis: [{ regions } as RegionImpact['basis'][number]] }).basis
  const rows = [
    told('UA1204', { standing: 'reported', basis: said(['UA1204']) }),
    told('UA1206', { standing: 'restored', basis: said(['UA-12']) }),
    told('UA1208', { standing: 'notReported', basis: said(['UA1208']) }),
  ]
  expect(toldThemselves(rows).map((row) => row.region)).toEqual(['UA1204'])
})
