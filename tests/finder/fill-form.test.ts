import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figureOf, withFound, withHeld, withPublished } from '@/lib/finder/fill-form'
import { readReportForm } from '@/lib/form/report-form'
import { checkReportForm } from '@/lib/form/report-form-errors'
import { emptyReport, writeValues } from '@/lib/form/report-form-values'
import { loadTerritory } from '@/lib/regions/territory'
import { find } from './find-in-ukraine'
import { realSentences } from './real-sentences'

const territory = loadTerritory('ua')
const nameOf = (code: string) => territory.find(code)?.name.uk ?? code
const context = { findRegion: (text: string) => territory.find(text)?.code, zone: territory.zone }
const report = {
  ...emptyReport(),
  ...{
    title: 'What a sentence said',
    kind: 'unknown',
    startDate: '2026-01-08',
    sourceUrl: 'https://example.org/a',
    publisher: 'UNN',
    tier: '1',
  },
  heldDate: '2026-01-08',
}

describe('a candidate in the form', () => {
  const all = realSentences.flatMap(({ text, day }) => find(text, day).map((candidate) => ({ text, candidate })))

  test.each(all)('$candidate.readable of "$text" is read as it was found', ({ text, candidate }) => {
    const { values } = withFound(report, figureOf(candidate, text, nameOf))
    const reading = readReportForm(writeValues(values), context)
    const checked = checkReportForm(reading)
    // Only what the finder left open may be missing.
    const missing = 'errors' in checked ? checked.errors.map(({ field }) => field) : []
    const open = candidate.open.flatMap((field) => (field === 'place' ? [] : [field === 'regions' ? 'o0.region' : 'o0.service']))
    expect(missing.sort()).toEqual(open.sort())
    if ('errors' in checked) return
    const { value = null, min = null, max = null, unit = null, qualifier } = candidate.found
    expect(checked.incident.reports[0]?.observations[0]).toMatchObject({
      value,
      min,
      max,
      unit,
      qualifier,
      regions: candidate.found.regions,
    })
  })

  test('takes the place of the first figure nobody has begun, else comes last', () => {
    const figure = { ...figureOf(find('На Одещині 5 тис. родин без світла', null)[0] ?? expect.fail(), 'x', nameOf) }
    const first = withFound(report, figure)
    const second = withFound(first.values, figure)
    expect([first.index, first.values.figures.length, second.index, second.values.figures.length]).toEqual([0, 1, 1, 2])
  })

  test('the time it held fills an empty one alone', () => {
    const asOf = { time: '2026-01-08T06:30:00.000Z', precision: 'minute' } as const
    expect(withHeld(emptyReport(), asOf, 'Europe/Kyiv')).toMatchObject({
      heldDate: '2026-01-08',
      heldTime: '08:30',
      heldPrecision: 'minute',
    })
    expect(withHeld({ ...emptyReport(), heldDate: '2026-01-07' }, asOf, 'Europe/Kyiv').heldDate).toBe('2026-01-07')
  })

  test.each([
    ['', '2026-01-07', '2026-01-07'],
    ['2026-01-06', '2026-01-07', '2026-01-06'],
    ['2026-01-06', '', '2026-01-06'],
  ])('the day of the text fills an empty one alone: %j, %j', (publishedDate, day, filled) => {
    expect(withPublished({ ...emptyReport(), publishedDate }, day).publishedDate).toBe(filled)
  })

  test('the words are a part of the text, never longer than a quote may be, and hold the phrase', () => {
    const filler = fc.array(fc.constantFrom('слово', 'дуже', 'довге', 'речення', 'тут'), { maxLength: 150 }).map((list) => list.join(' '))
    fc.assert(
      fc.property(filler, filler, (before, after) => {
        const text = `${before} на Одещині 288 тисяч родин без світла ${after}`.trim()
        for (const candidate of find(text, null)) {
          const { words } = figureOf(candidate, text, nameOf)
          expect(words.length).toBeLessThanOrEqual(400)
          expect(text).toContain(words)
          expect(words).toContain('288 тисяч родин')
        }
      }),
    )
  })
})
