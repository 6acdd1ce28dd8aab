import { describe, expect, it } from 'vitest'
import { answer, row } from './factories'
import { january } from './records-january-2026'

const evening = '2026-01-08T18:00:00Z'

describe('the records of January 2026', () => {
  it('tells UA-12 by its furthest state and keeps the contradiction as a range', () => {
    const dnipro = row(january, 'UA-12', evening)
    expect(dnipro).toMatchObject({
      standing: 'reported',
      low: 600_000,
      best: 600_000,
      high: 800_000,
      unit: 'customers',
      state: 'partly_restored',
      tier: 1,
    })
    expect(dnipro.asOf).toEqual({ time: '2026-01-08', precision: 'day' })
    expect(dnipro.share?.best).toBeCloseTo(600_000 / 1_191_000)
    expect(dnipro.basis.filter(({ rule }) => rule === 'headline').map(({ statedBy }) => statedBy)).toEqual(['DTEK'])
    expect(dnipro.basis.filter(({ rule }) => rule === 'alternative').map(({ statedBy }) => statedBy)).toEqual(['Acting Energy Minister'])
    expect(dnipro.basis.filter(({ rule }) => rule === 'partBelowWhole').map(({ place }) => place)).toEqual(['Kryvyi Rih'])
    expect(dnipro.basis.filter(({ rule }) => rule === 'notCounted').map(({ low }) => low)).toEqual([200_000])
    expect(dnipro.beside.map(({ rule, unit, best }) => [rule, unit, best])).toContainEqual(['otherUnit', 'households', 600_000])
  })

  it('tells UA-23 as restored, its older parts ended', () => {
    const zaporizhzhia = row(january, 'UA-23', evening)
    expect(zaporizhzhia).toMatchObject({ standing: 'restored', low: 0, best: 0, high: 0, state: 'restored' })
    expect(zaporizhzhia.basis.map(({ rule }) => rule)).toContain('endedByRestoration')
    expect(row(january, 'UA-23', '2026-01-08T02:59:00Z')).toMatchObject({ standing: 'reported', best: null })
  })

  it('never fills what nobody reported', () => {
    const { data, totals } = answer(january, evening)
    expect(data.filter(({ standing }) => standing === 'notReported')).toHaveLength(data.length - 2)
    expect(data.filter(({ standing, best }) => standing === 'notReported' && best !== null)).toEqual([])
    expect(totals).toMatchObject({
      low: 600_000,
      best: 600_000,
      high: 800_000,
      reported: 1,
      restored: 1,
      stale: 0,
      units: { customers: 1 },
    })
  })

  it('lets a figure go stale, never to zero', () => {
    const stale = row(january, 'UA-12', '2026-01-11T12:00:00Z')
    expect(stale).toMatchObject({ standing: 'stale', low: null, best: null, high: null, share: null })
    expect(stale.last).toMatchObject({ low: 600_000, best: 600_000, high: 800_000, unit: 'customers' })
    expect(stale.ageHours).toBe(62)
  })

  it('takes the newer count of another unit and incident, its high end open', () => {
    expect(row(january, 'UA-12', '2026-01-12T12:00:00Z')).toMatchObject({
      standing: 'reported',
      low: 18_000,
      best: 18_000,
      high: null,
      unit: 'households',
    })
  })

  it('shows what runs on generators', () => {
    expect(row(january, 'UA-23', evening, { service: 'health', unit: undefined })).toMatchObject({
      standing: 'reported',
      measure: 'on_backup',
      best: null,
    })
    const dnipro = row(january, 'UA-12', evening, { service: 'health', unit: undefined })
    expect(dnipro).toMatchObject({ standing: 'reported', measure: 'without', state: 'partly_restored' })
    expect(dnipro.beside).toMatchObject([{ rule: 'otherUnit', measure: 'on_backup', state: 'on_backup', place: 'Dnipro city' }])
    expect(row(january, 'UA-12', evening, { service: 'health', unit: undefined, measures: ['on_backup'] })).toMatchObject({
      measure: 'on_backup',
      standing: 'reported',
    })
  })

  it('tells 417,000 against 500,000 and more on one day as a range', () => {
    expect(row(january, 'UA-30', '2026-01-09T18:00:00Z')).toMatchObject({ low: 417_000, best: 500_000, high: null, unit: 'customers' })
  })

  it('keeps the figure for Kyiv and its region beside both, out of a sum in which they have their own', () => {
    const { data, totals, nationWide } = answer(january, '2026-01-09T18:00:00Z')
    for (const code of ['UA-30', 'UA-32']) {
      expect(data.find(({ region }) => region === code)?.beside).toContainEqual(
        expect.objectContaining({ rule: 'sharedAcrossRegions', best: 500_000, regions: ['UA-30', 'UA-32'] }),
      )
    }
    expect(totals).toMatchObject({ best: 500_000 + 370_000 + 600_000, units: { customers: 2, households: 1 } })
    expect(nationWide.map(({ rule }) => rule)).toEqual(['sharedAcrossRegions'])
  })

  it('knows nothing before the first record was taken in', () => {
    const { data, totals } = answer(january, evening, { knownAt: '2021-12-31T00:00:00Z' })
    expect(data.every(({ standing, basis, last }) => standing === 'notReported' && basis.length === 0 && last === null)).toBe(true)
    expect(totals).toMatchObject({ low: null, best: null, high: null, reported: 0 })
  })

  it('tells at any time only what the press had published', () => {
    const before = row(january, 'UA-30', '2026-01-09T18:00:00Z', { publishedBy: '2026-01-11T00:00:00Z' })
    expect(before).toMatchObject({ low: 500_000, best: 500_000, high: null })
  })
})
