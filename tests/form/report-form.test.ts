import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { regionChoices, regionFinder } from '@/lib/form/region-names'
import { readReportForm } from '@/lib/form/report-form'
import { checkReportForm } from '@/lib/form/report-form-errors'
import {
  emptyFigure,
  emptyReport,
  figureFields,
  happenings,
  isHappening,
  type ReportFormValues,
  readValues,
  reportFields,
  withFigure,
  withoutFigure,
  writeValues,
} from '@/lib/form/report-form-values'
import { loadTerritory } from '@/lib/regions/territory'
import { NewIncident } from '@/lib/schema/incident'

const named = (code: string, level: 0 | 1 | 2, en: string, uk: string) => ({
  code,
  level,
  parent: null,
  name: { en, uk },
  names: [code, en, uk].map((name) => name.toLowerCase()),
})
const choices = [
  named('UA', 0, 'Ukraine', 'Україна'),
  named('UA-12', 1, 'Dnipropetrovsk', 'Дніпропетровська область'),
  named('UA-23', 1, 'Zaporizhzhia', 'Запорізька область'),
  named('UA2304', 2, 'Zaporizhzhia', 'Запорізький район'),
  named('UA-30', 1, 'Kyiv city', 'місто Київ'),
  named('UA0701', 2, 'Twin', 'Перший'),
  named('UA0702', 2, 'Twin', 'Другий'),
]
const context = { findRegion: regionFinder(choices), zone: 'Europe/Kyiv' }

const full: ReportFormValues = {
  title: 'Strike on the energy system, Dnipropetrovsk',
  kind: 'strike',
  startDate: '2026-01-07',
  startTime: '22:00',
  startPrecision: 'hour',
  endDate: '2026-01-10',
  endTime: '',
  endPrecision: 'day',
  sourceUrl: 'https://unn.ua/en/news/600-000',
  publisher: 'UNN',
  statedBy: 'DTEK',
  tier: '1',
  publishedDate: '2026-01-08',
  publishedTime: '14:30',
  lang: 'en',
  archiveUrl: 'https://web.archive.org/web/2026/https://unn.ua/en/news/600-000',
  heldDate: '2026-01-08',
  heldTime: '',
  heldPrecision: 'day',
  contact: 'olena@example.org',
  figures: [
    {
      service: 'electricity',
      what: 'partlyBack',
      quantity: 'about 600 тис.',
      unit: 'households',
      region: 'Дніпропетровська область',
      place: '',
      words: 'about 600,000 families remain without electricity',
    },
    {
      service: 'health',
      what: 'onBackup',
      quantity: '',
      unit: 'facilities',
      region: 'UA-12',
      place: 'Dnipro city',
      words: 'all city hospitals',
    },
  ],
}

const read = (values: ReportFormValues) => readReportForm(writeValues(values), context)
const check = (values: ReportFormValues) => checkReportForm(read(values))
function errorsOf(values: ReportFormValues) {
  const answer = check(values)
  return 'errors' in answer ? answer.errors.map(({ field, fault }) => `${field} ${fault}`) : []
}
const withFirst = (change: Partial<ReportFormValues['figures'][number]>): ReportFormValues => ({
  ...full,
  figures: [{ ...emptyFigure(), ...full.figures[0], ...change }],
})

describe('the report form as a record', () => {
  test('a full form is the incident it says', () => {
    const answer = check(full)
    expect(answer).toEqual({
      incident: {
        title: 'Strike on the energy system, Dnipropetrovsk',
        kind: 'strike',
        start: { time: '2026-01-07T20:00:00.000Z', precision: 'hour' },
        end: { time: '2026-01-10', precision: 'day' },
        reports: [
          {
            source: {
              publisher: 'UNN',
              statedBy: 'DTEK',
              tier: 1,
              url: 'https://unn.ua/en/news/600-000',
              archiveUrl: 'https://web.archive.org/web/2026/https://unn.ua/en/news/600-000',
              lang: 'en',
            },
            publishedAt: '2026-01-08T12:30:00.000Z',
            asOf: { time: '2026-01-08', precision: 'day' },
            quote: 'about 600,000 families remain without electricity',
            observations: [
              {
                regions: ['UA-12'],
                place: null,
                service: 'electricity',
                measure: 'without',
                state: 'partly_restored',
                unit: 'households',
                value: 600_000,
                min: null,
                max: null,
                qualifier: 'about',
                quantityText: null,
              },
              {
                regions: ['UA-12'],
                place: 'Dnipro city',
                service: 'health',
                measure: 'on_backup',
                state: 'on_backup',
                unit: 'facilities',
                value: null,
                min: null,
                max: null,
                qualifier: 'vague',
                quantityText: null,
                quote: 'all city hospitals',
              },
            ],
          },
        ],
      },
    })
  })

  test.each(Object.entries(happenings))('"%s" is its measure and its state', (what, expected) => {
    const counted = { quantity: what === 'back' ? '' : '600,000', unit: what === 'capacityLost' ? 'megawatts' : 'customers' }
    const answer = check(withFirst({ what, ...counted, words: 'as printed' }))
    expect('incident' in answer && answer.incident.reports[0]?.observations[0]).toMatchObject(expected)
  })

  test('a state alone is exact, a thing without a count is vague', () => {
    const qualifier = (unit: string) => {
      const answer = check(withFirst({ quantity: '', unit }))
      return 'incident' in answer && answer.incident.reports[0]?.observations[0]?.qualifier
    }
    expect(qualifier('')).toBe('exact')
    expect(qualifier('facilities')).toBe('vague')
  })

  test('several regions share one figure', () => {
    const answer = check(withFirst({ region: 'Dnipropetrovsk; Запорізька' }))
    expect('incident' in answer && answer.incident.reports[0]?.observations[0]?.regions).toEqual(['UA-12', 'UA-23'])
  })

  test('figures nobody has begun are left out, and errors still land on the row as numbered on the page', () => {
    const blank = { ...emptyFigure(), region: 'UA-12' }
    const figures = [...full.figures.slice(0, 1), blank, { ...emptyFigure(), ...full.figures[1], service: '' }]
    expect(errorsOf({ ...full, figures })).toEqual(['o2.service choose'])
    expect(errorsOf({ ...full, figures: [blank, ...full.figures] })).toEqual([])
  })

  test('an empty form names every field that is needed, in the order of the page', () => {
    expect(errorsOf(emptyReport())).toEqual([
      'title required',
      'kind choose',
      'startDate required',
      'sourceUrl required',
      'publisher required',
      'tier choose',
      'heldDate required',
      'o0.service choose',
      'o0.what choose',
      'o0.region required',
      'o0.words required',
    ])
  })

  test.each<[string, Partial<ReportFormValues>, string]>([
    ['a title too short', { title: 'ab' }, 'title tooShort'],
    ['a title too long', { title: 'x'.repeat(201) }, 'title tooLong'],
    ['a kind we do not know', { kind: 'meteor' }, 'kind choose'],
    ['no web address', { sourceUrl: 'unn dot ua' }, 'sourceUrl webAddress'],
    ['a scheme that runs script', { sourceUrl: 'javascript:alert(1)' }, 'sourceUrl webAddress'],
    ['a tier we do not know', { tier: '7' }, 'tier choose'],
    ['a day that is none', { startDate: '2026-02-30', startTime: '', startPrecision: 'day' }, 'startDate dateForm'],
    ['a year of two digits, as a hurried hand fills the field', { heldDate: '0026-01-08' }, 'heldDate dateForm'],
    ['an address that holds a password', { sourceUrl: 'https://desk:key@dtek.com/' }, 'sourceUrl webAddress'],
    ['words for a day', { heldDate: 'yesterday' }, 'heldDate dateForm'],
    ['an hour that the precision would drop', { heldTime: '14:00' }, 'heldTime hourUnused'],
    ['a precision that lacks its hour', { heldPrecision: 'hour' }, 'heldTime hourNeeded'],
    ['an hour that is none', { startTime: '25:00' }, 'startTime timeForm'],
    ['an hour the clocks skipped', { startDate: '2026-03-29', startTime: '03:30' }, 'startTime noSuchTime'],
    ['a precision we do not know', { heldPrecision: 'week' }, 'heldPrecision choose'],
    ['an hour of publication without its day', { publishedDate: '' }, 'publishedDate required'],
    ['an end that is no day', { endDate: 'soon' }, 'endDate dateForm'],
    ['an hour of the end without its day', { endDate: '', endTime: '10:00' }, 'endDate required'],
    ['a copy that is kept nowhere', { archiveUrl: 'my drawer' }, 'archiveUrl webAddress'],
    ['a language that has no code', { lang: 'Klingon' }, 'lang choose'],
    ['a month without precision month', { heldDate: '2026-01' }, 'heldDate dateForm'],
  ])('%s is told at its field', (_, change, expected) => expect(errorsOf({ ...full, ...change })).toEqual([expected]))

  test.each<[string, Partial<ReportFormValues['figures'][number]>, string]>([
    ['a quantity we cannot read', { quantity: 'quite a lot' }, 'o0.quantity notUnderstood'],
    ['a separator with two readings', { quantity: '600.000' }, 'o0.quantity ambiguousSeparator'],
    ['a number below zero', { quantity: '-5' }, 'o0.quantity negative'],
    ['a number of nothing', { unit: '' }, 'o0.unit unitNeeded'],
    ['a unit we do not know', { unit: 'souls' }, 'o0.unit choose'],
    ['a fraction of a household', { quantity: '0.5' }, 'o0.quantity wholeNumber'],
    ['a percent sign on households', { quantity: '50 %' }, 'o0.quantity percentSign'],
    ['more than all of it', { quantity: '150', unit: 'percent' }, 'o0.quantity percentOver'],
    ['megawatts of people without power', { quantity: '600', unit: 'megawatts', words: 'as printed' }, 'o0.what megawattsOnly'],
    ['households of lost capacity', { what: 'capacityLost' }, 'o0.unit megawattsOnly'],
    ['a number of those for whom all is back', { what: 'back' }, 'o0.quantity backTakesNoNumber'],
    ['nobody counted among the reconnected', { what: 'reconnected', quantity: '' }, 'o0.quantity countNeeded'],
    ['a thousand lost from the quoted words', { quantity: '600' }, 'o0.quantity wordsSayMore'],
    ['a region nobody knows', { region: 'Atlantis' }, 'o0.region unknownRegion'],
    ['a name two districts carry', { region: 'Twin' }, 'o0.region unknownRegion'],
    ['a region named twice', { region: 'UA-12, Dnipropetrovsk' }, 'o0.region regionTwice'],
    ['words longer than a short quote', { words: 'x'.repeat(401) }, 'o0.words tooLong'],
    ['a place longer than a name', { place: 'x'.repeat(121) }, 'o0.place tooLong'],
  ])('%s is told at its field', (_, change, expected) => expect(errorsOf(withFirst(change))).toEqual([expected]))

  test('a month and a dotted day are read too', () => {
    const start = (change: Partial<ReportFormValues>) => {
      const answer = check({ ...full, startTime: '', ...change })
      return 'incident' in answer && answer.incident.start
    }
    expect(start({ startDate: '2026-01', startPrecision: 'month' })).toEqual({ time: '2026-01', precision: 'month' })
    expect(start({ startDate: '2026-01-07', startPrecision: 'month' })).toEqual({ time: '2026-01', precision: 'month' })
    expect(start({ startDate: '7.1.2026', startPrecision: 'day' })).toEqual({ time: '2026-01-07', precision: 'day' })
  })

  test('a path of the record leads back to its field, in the schema’s form and in the problem’s', () => {
    const { fieldOf } = read(full)
    expect(fieldOf(['reports', 0, 'observations', 1, 'value'])).toBe('o1.quantity')
    expect(fieldOf('reports[0].observations[1].regions[0]')).toBe('o1.region')
    expect(fieldOf('reports[0].asOf.time')).toBe('heldDate')
    expect(fieldOf('start.time')).toBe('startDate')
    expect(fieldOf('reports[0].source.url')).toBe('sourceUrl')
    expect(fieldOf('somethingElse')).toBe('')
  })
})

describe('regions by name', () => {
  test.each([
    ['UA-12', 'UA-12'],
    ['ua-12', 'UA-12'],
    ['dnipropetrovsk oblast', 'UA-12'],
    ['Дніпропетровська', 'UA-12'],
    ['Дніпропетровська обл.', 'UA-12'],
    ['Zaporizhzhia', 'UA-23'],
    ['Запорізький район', 'UA2304'],
    ['Ukraine', 'UA'],
    ['', undefined],
    ['oblast', undefined],
    ['Twin', undefined],
  ])('%s', (text, code) => expect(context.findRegion(text)).toBe(code))

  const { regions } = loadTerritory('ua')
  const find = regionFinder(regionChoices(regions))

  test.each([
    ['м.Київ', 'UA-30'],
    ['Kiev', 'UA-30'],
    ['Київщина', 'UA-32'],
    ['на Київщині', 'UA-32'],
    ['Вінниччини', 'UA-05'],
    ['у Львівській області', 'UA-46'],
    ['Сумської обл.', 'UA-59'],
    ['in Lviv region', 'UA-46'],
    ['Dnipro region', 'UA-12'],
    ['АР Крим', 'UA-43'],
    ['Odessa', 'UA-51'],
    ['Криворізькому районі', undefined],
    ['Криворізький р-н', 'UA1206'],
    ['Буковина', 'UA-77'],
  ])('of the territory: %s', (text, code) => expect(find(text)).toBe(code))

  test('every region of the first level is found by each of its names, in both languages and as in a sentence', () => {
    for (const { code, name, shortName, aliases } of regions.filter(({ level }) => level === 1))
      for (const said of [code, name.en, name.uk, shortName.en, shortName.uk, ...aliases, `in ${name.en}`])
        expect(find(said), said).toBe(code)
  })
})

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '600 тис.', '2026-01-08', '14:00', 'day', 'hour', 'UA-12', 'strike', 'https://a.example/'),
)
const figure = fc.record(
  Object.fromEntries(figureFields.map((field) => [field, text])) as Record<(typeof figureFields)[number], typeof text>,
)
const report = fc.record(
  Object.fromEntries(reportFields.map((field) => [field, text])) as Record<(typeof reportFields)[number], typeof text>,
)
const anyValues: fc.Arbitrary<ReportFormValues> = fc
  .tuple(report, fc.array(figure, { minLength: 1, maxLength: 12 }))
  .map(([fields, figures]) => ({ ...fields, figures }))
/** Mostly right, one field wrong: where errors are subtle. */
const nearlyRight: fc.Arbitrary<ReportFormValues> = fc
  .tuple(fc.constantFrom(...reportFields), fc.constantFrom(...figureFields), text, text, fc.boolean())
  .map(([field, figureField, a, b, first]) => (first ? { ...full, [field]: a } : withFirst({ [figureField]: b })))

describe('whatever is typed', () => {
  test('is shown again as it was typed', () => {
    fc.assert(fc.property(anyValues, (values) => void expect(read(values).values).toEqual(values)))
  })

  test('is either a record by the schema or has errors, each at a field of the form', () => {
    const names = (values: ReportFormValues) => new Set([...writeValues(values).keys()])
    fc.assert(
      fc.property(fc.oneof(anyValues, nearlyRight), (values) => {
        const reading = read(values)
        const answer = checkReportForm(reading)
        expect(NewIncident.safeParse(reading.incident).success).toBe('incident' in answer)
        if ('incident' in answer) return
        expect(answer.errors.length).toBeGreaterThan(0)
        for (const { field } of answer.errors) expect(names(values)).toContain(field)
      }),
      { numRuns: 500 },
    )
  })

  test('figures are added and removed without touching the others', () => {
    fc.assert(
      fc.property(anyValues, fc.nat(11), (values, index) => {
        const more = withFigure(values)
        expect(more.figures.slice(0, -1)).toEqual(values.figures)
        expect(more.figures.at(-1)).toEqual({ ...emptyFigure(), region: values.figures.at(-1)?.region })
        expect(withoutFigure(more, values.figures.length)).toEqual(values)
        expect(withoutFigure(values, index).figures.length).toBeGreaterThan(0)
      }),
    )
  })

  test('foreign fields and gaps in the numbering change nothing', () => {
    const form = new URLSearchParams({ 'o3.quantity': 'b', 'o1.quantity': 'a', 'o1.__proto__': 'x', 'oX.quantity': 'x', token: 'secret' })
    const { figures, ...fields } = readValues(form)
    expect(figures.map(({ quantity }) => quantity)).toEqual(['a', 'b'])
    expect(JSON.stringify(fields)).not.toContain('secret')
  })

  test('an inherited name is no happening', () => expect(isHappening('toString')).toBe(false))
})
