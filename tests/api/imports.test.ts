import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { exampleIncident } from '@/lib/http/operations'
import { ObservationPage } from '@/lib/schema/answers'
import { ImportAnswer } from '@/lib/schema/import'
import type { ImportMapping } from '@/lib/schema/import-mapping'
import { context } from '@/lib/service/context'
import { getSources } from '@/lib/service/get-sources'
import { asEditor, closeWorld, get, openWorld, post } from './world'

beforeAll(() => openWorld({ seed: 'none' }))
afterAll(closeWorld)

const csv = { ...asEditor, 'Content-Type': 'text/csv' }
const jsonl = { ...asEditor, 'Content-Type': 'application/x-ndjson' }
const line = (changes: object = {}) => `${JSON.stringify({ ...exampleIncident, ...changes })}\n`
const answered = async (response: Response) => {
  expect(response.status).toBe(200)
  return ImportAnswer.parse(await response.json())
}
const observations = async () => ObservationPage.parse(await (await get('/api/v1/observations?limit=1000')).json())

/** What somebody's own spreadsheet looks like, as Excel writes it in Ukraine. */
const spreadsheet =
  '\uFEFFПодія;Область;Знеструмлено;Станом на;Видання;Посилання\r\n' +
  '"Негода, Львівщина";Львівська область;12 400;08.01.2026 09:30;ДТЕК;https://example.org/lviv\r\n' +
  '"Негода, Львівщина";Львівська область;"багато";08.01.2026 10:00;ДТЕК;https://example.org/lviv\r\n'
const mapping = {
  decimal: ',',
  columns: {
    incidentTitle: { column: 'Подія' },
    kind: { value: 'weather' },
    regions: { column: 'Область' },
    service: { value: 'electricity' },
    measure: { value: 'without' },
    unit: { value: 'customers' },
    value: { column: 'Знеструмлено' },
    state: { value: 'out' },
    asOf: { column: 'Станом на', format: 'dd.MM.yyyy HH:mm' },
    publisher: { column: 'Видання' },
    tier: { column: 'Видання', words: { ДТЕК: 1 } },
    url: { column: 'Посилання' },
  },
} satisfies ImportMapping
const timesAs = (format: string) =>
  `mapping=${encodeURIComponent(JSON.stringify({ ...mapping, columns: { ...mapping.columns, asOf: { column: 'Станом на', format } } }))}`
const mapped = `mapping=${encodeURIComponent(JSON.stringify(mapping))}`

describe('a file that is sent', () => {
  it('is told in a dry run as it is then taken, and the dry run writes nothing', async () => {
    const body = line({ title: 'Sent as a line' }) + line({ title: 'With a region of nowhere', reports: [] })
    const preview = await answered(await post('/api/v1/imports?dryRun=true', body, jsonl))
    expect(preview).toMatchObject({ dryRun: true, layout: 'incidents', accepted: 2, incidents: 1, quarantinedTotal: 1 })
    expect((await observations()).total).toBe(0)
    expect((await getSources(await context())).intakes).toEqual([])
    const taken = await answered(await post('/api/v1/imports', body, jsonl))
    expect(taken).toEqual({ ...preview, dryRun: false })
    expect(taken.quarantined).toEqual([{ line: 2, field: 'reports', reason: expect.any(String) }])
    expect((await observations()).total).toBe(2)
    const again = await answered(await post('/api/v1/imports', body, jsonl))
    expect(again).toMatchObject({ accepted: 0, duplicates: 2, resumedAfter: null })
  })

  it('may be anybody’s table, by a mapping', async () => {
    const taken = await answered(await post(`/api/v1/imports?name=lviv.csv&${mapped}`, spreadsheet, csv))
    expect(taken).toMatchObject({ rows: 2, accepted: 1, incidents: 1, layout: 'table', quarantined: [{ line: 3, field: 'value' }] })
    const row = (await observations()).data.find(({ regions }) => regions[0] === 'UA-46')
    expect(row).toMatchObject({
      incidentTitle: 'Негода, Львівщина',
      kind: 'weather',
      value: 12_400,
      asOf: { time: '2026-01-08T07:30:00.000Z', precision: 'minute' },
      source: { publisher: 'ДТЕК', tier: 1 },
    })
    const intake = (await getSources(await context())).intakes.find(({ name }) => name === 'lviv.csv')
    expect(intake).toMatchObject({
      rows: 2,
      finished: true,
      quarantined: [{ field: 'value', reason: 'is not a number', rows: 1, first: 3 }],
    })
    expect(JSON.stringify(intake)).not.toContain('багато')
  })

  it('waits for an editor where the guard says so, and the answer says how much and why', async () => {
    const title = 'Coordinates 48.4647, 35.0462 in a title'
    const [report] = exampleIncident.reports
    const source = { ...report?.source, url: 'https://example.org/waits' }
    const taken = await answered(await post('/api/v1/imports', line({ title, reports: [{ ...report, source }] }), jsonl))
    expect(taken.waiting).toEqual({ incidents: 1, reports: 0, reasons: { coordinates: 1 } })
    expect(await (await get('/api/v1/incidents')).text()).not.toContain('48.4647')
  })
})

describe('what is refused', () => {
  it.each<[string, number, string, string, Record<string, string>]>([
    ['nobody', 401, '/api/v1/imports', line(), { 'Content-Type': 'text/csv' }],
    ['a token that is not known', 401, '/api/v1/imports', line(), { 'Content-Type': 'text/csv', Authorization: 'Bearer of-bad-news' }],
    ['JSON', 415, '/api/v1/imports', line(), { ...asEditor, 'Content-Type': 'application/json' }],
    ['another charset', 415, '/api/v1/imports', line(), { ...asEditor, 'Content-Type': 'text/csv; charset=windows-1251' }],
    ['a table without its needed columns', 422, '/api/v1/imports', 'a,b\r\n1,2\r\n', csv],
    [
      'a table with a column nobody knows',
      422,
      '/api/v1/imports?dryRun=true',
      'incidentTitle,regions,service,measure,state,asOf,publisher,tier,url,colour\r\n',
      csv,
    ],
    ['a mapping to a column that is not there', 422, `/api/v1/imports?${mapped}`, 'a;b\r\n', csv],
    ['a mapping with the tokens of another calendar', 422, `/api/v1/imports?${timesAs('DD.MM.YYYY')}`, spreadsheet, csv],
    ['a mapping with letters that mean nothing', 422, `/api/v1/imports?${timesAs('dd.MM.yyyy nnn')}`, spreadsheet, csv],
    ['a mapping to times without a year', 422, `/api/v1/imports?${timesAs('dd.MM HH:mm')}`, spreadsheet, csv],
    ['nothing', 422, '/api/v1/imports', '', csv],
    ['no lines of JSON', 422, '/api/v1/imports', 'a,b', jsonl],
    ['a mapping that is not JSON', 400, '/api/v1/imports?mapping=no', 'a,b', csv],
    ['a mapping that leaves out what is needed', 400, `/api/v1/imports?mapping=${encodeURIComponent('{"columns":{}}')}`, 'a,b', csv],
    ['an unknown parameter', 400, '/api/v1/imports?colour=red', line(), jsonl],
  ])('%s: %i', async (_, status, path, body, headers) => {
    const response = await post(path, body, headers)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })
})

describe('a file that is too large', () => {
  beforeAll(async () => {
    await closeWorld()
    vi.stubEnv('IMPORT_LIMIT_BYTES', '2048')
    await openWorld({ seed: 'none' })
  })

  it('is refused by a limit of its own: 413', async () => {
    expect((await post('/api/v1/imports', 'x'.repeat(3000), csv)).status).toBe(413)
    expect((await post('/api/v1/imports', line(), jsonl)).status).toBe(200)
  })
})
