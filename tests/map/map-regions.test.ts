import { describe, expect, it } from 'vitest'
import { mapRegions } from '@/app/_ui/map-regions'
import { markFill, standingMark } from '@/app/_ui/standing-mark'
import { loadTerritory } from '@/lib/regions/territory'
import type { RegionImpact } from '@/lib/schema/impact'

const { regions } = loadTerritory('ua')
const none = { low: null, best: null, high: null }
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
    { range: { standing: 'reported', ...none, best: 9999 }, mark: { kind: 'reported', step: 0 }, fill: 'var(--a1)' },
    { range: { standing: 'reported', ...none, low: 500_000 }, mark: { kind: 'reported', step: 5 }, fill: 'var(--a6)' },
    { range: { standing: 'reported', ...none }, mark: { kind: 'noFigure' }, fill: 'url(#d-f)' },
    { range: { standing: 'restored', ...none, best: 0 }, mark: { kind: 'restored' }, fill: 'var(--plane)' },
    { range: { standing: 'notReported', ...none }, mark: { kind: 'notReported' }, fill: 'url(#d-n)' },
  ] as const)('draws $range.standing of $range.best as $mark.kind', ({ range, mark, fill }) => {
    expect(standingMark({ ...range, last: null })).toEqual(mark)
    expect(markFill(mark, 'd')).toBe(fill)
  })

  it('keeps the shade of the last figure while stale, and a grey where there was none', () => {
    const stale = standingMark({ standing: 'stale', ...none, last: { ...none, best: 60_000 } })
    expect(markFill(stale, 'd')).toBe('url(#d-s3)')
    expect(markFill(standingMark({ standing: 'stale', ...none, last: null }), 'd')).toBe('url(#d-s0)')
  })

  it('goes by standing, then by amount, and leaves out what lies on no map of ours', () => {
    const rows = mapRegions(answer, regions, { locale: 'en', zone: 'Europe/Kyiv' })
    expect(rows.map(({ code }) => code)).toEqual(['UA-12', 'UA-63', 'UA-23', 'UA-30', 'UA-14', 'UA-05'])
  })

  it.each([
    {
      locale: 'en',
      sentences: [
        'Dnipropetrovsk: reported, 600,000–800,000 customers, 8 Jan',
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
        'Дніпропетровська: повідомлено, 600–800\u00a0тис. споживачів, 8 січ.',
        'Харківська: повідомлено, без цифри, 8 січ.',
        'Запорізька: відновлено, 8 січ.',
        'Київ: застаріло, остання цифра щонайменше 500\u00a0тис. споживачів, 8 січ.',
        'Донецька: застаріло, без цифри, 8 січ.',
        'Вінницька: немає даних',
      ],
      figures: ['600\u00a0тис.', null, 'світло є', '≥\u00a0750\u00a0тис.', null, null],
    },
  ] as const)('says it whole in $locale', ({ locale, sentences, figures }) => {
    const rows = mapRegions(answer, regions, { locale, zone: 'Europe/Kyiv' })
    expect(rows.map(({ sentence }) => sentence)).toEqual(sentences)
    expect(rows.map(({ figure }) => figure)).toEqual(figures)
  })
})
