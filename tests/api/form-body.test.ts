import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyReport, type ReportFormValues, readValues, writeValues } from '@/lib/form/report-form-values'
import { context } from '@/lib/service/context'
import { getReviewRecord } from '@/lib/service/get-review-record'
import { reviewIncident } from '@/lib/service/review-incident'
import { editor } from '../store/factories'
import { closeWorld, editorToken, get, openWorld, send } from './world'

const values: ReportFormValues = {
  ...emptyReport(),
  title: 'Storm over Lviv region',
  kind: 'weather',
  startDate: '2026-01-07',
  sourceUrl: 'https://example.org/storm',
  publisher: 'UNN',
  tier: '1',
  heldDate: '2026-01-08',
  figures: [
    {
      service: 'electricity',
      what: 'out',
      quantity: '12 тис.',
      unit: 'customers',
      region: 'Lviv',
      place: '',
      words: 'без світла 12 тисяч',
    },
  ],
}

/** Sends the form as a browser without script does. */
async function sendForm(change: Partial<ReportFormValues>, extra: Record<string, string> = {}): Promise<URL> {
  const form = writeValues({ ...values, ...change })
  for (const [name, value] of Object.entries({ locale: 'uk', ...extra })) form.set(name, value)
  const response = await send('/api/v1/incidents', {
    method: 'POST',
    body: form.toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  })
  expect(response.status).toBe(303)
  return new URL(response.headers.get('location') ?? '', 'http://example.org')
}

beforeAll(() => openWorld({ seed: 'none' }))
afterAll(closeWorld)

describe('a form sent to the API', () => {
  it('leads an editor to the incident, which is public at once', async () => {
    const to = await sendForm({}, { token: editorToken })
    expect(to.pathname).toMatch(/^\/uk\/incidents\/[0-9A-Z]{26}$/)
    expect((await get(`/api/v1/incidents/${to.pathname.split('/').at(-1)}`)).status).toBe(200)
  })

  it('leads anybody else to a word of thanks, and nothing is public', async () => {
    const to = await sendForm({ sourceUrl: 'https://example.org/other' })
    expect(to.pathname).toBe('/uk/report')
    expect((await get(`/api/v1/incidents/${to.searchParams.get('sent')}`)).status).toBe(404)
  })

  it('keeps a contact for the editors alone, until they have decided, and puts it into no address', async () => {
    const contact = 'olena@example.org'
    const to = await sendForm({ sourceUrl: 'https://example.org/ask', contact })
    expect(to.href).not.toContain('olena')
    const id = to.searchParams.get('sent') ?? ''
    const ctx = await context()
    const seen = async () => (await getReviewRecord({ ...ctx, actor: editor }, id)).reports.map((report) => report.contact)
    expect(await seen()).toEqual([contact])
    await expect(getReviewRecord(ctx, id)).rejects.toThrow()
    await reviewIncident({ ...ctx, actor: editor }, { id, request: { decision: 'publish', reason: 'checked' } })
    expect(await seen()).toEqual([null])
    expect(await (await get(`/api/v1/incidents/${id}`)).text()).not.toContain('olena')
    expect((await sendForm({ heldDate: '', contact })).href).not.toContain('olena')
    expect((await sendForm({ contact: 'x'.repeat(201) })).searchParams.get('again')).toBe('1')
  })

  it.each<[string, Partial<ReportFormValues>, Record<string, string>, [string, string][]]>([
    ['cannot be read', { heldDate: '' }, {}, []],
    ['carries a wrong key', {}, { token: 'nobody-gave-this-out' }, [['fault', 'token']]],
    ['speaks of the day after tomorrow', { heldDate: '2199-01-01' }, {}, [['fault', 'future']]],
  ])('leads back with every value and without the key when it %s', async (_what, change, extra, also) => {
    const to = await sendForm(change, extra)
    expect(to.pathname).toBe('/uk/report')
    expect(readValues(to.searchParams)).toEqual({ ...values, ...change })
    expect(to.searchParams.get('again')).toBe('1')
    for (const [name, value] of also) expect(to.searchParams.getAll(name)).toContain(value)
    expect(to.href).not.toContain('nobody-gave-this-out')
  })

  it('leads back with the incident that holds the address already', async () => {
    const { pathname } = await sendForm({ sourceUrl: 'https://example.org/twice' }, { token: editorToken })
    const to = await sendForm({ sourceUrl: 'https://example.org/twice' }, { token: editorToken })
    expect(to.searchParams.getAll('candidate')).toEqual([pathname.split('/').at(-1)])
  })

  it('is refused by field where it is too long to be led back with', async () => {
    const form = writeValues({ ...values, title: 'x'.repeat(20_000) })
    const response = await send('/api/v1/incidents', {
      method: 'POST',
      body: form.toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    expect(response.status).toBe(422)
    expect(response.headers.get('location')).toBeNull()
    expect(await response.json()).toMatchObject({ errors: [{ path: 'title', message: 'tooLong' }] })
  })

  it('is not taken where only a record is', async () => {
    const response = await send('/api/v1/incidents/01KESQ3VJ8Z0T8JX2M6W4RB7NC/reports', {
      method: 'POST',
      body: 'title=x',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    expect(response.status).toBe(415)
  })
})
