import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ReportAnswer } from '@/app/[locale]/report/report-answer'
import { sendReport } from '@/app/[locale]/report/send-report'
import { emptyReport, type ReportFormValues, writeValues } from '@/lib/form/report-form-values'
import { IncidentQuery } from '@/lib/schema/query'
import { closeProcessStore, context } from '@/lib/service/context'
import { getIncident } from '@/lib/service/get-incident'
import { listIncidents } from '@/lib/service/list-incidents'
import { signIn } from '@/lib/service/session'

const browser = vi.hoisted(() => ({ headers: new Headers(), cookies: new Map<string, { value: string }>() }))
vi.mock('next/headers', () => ({ headers: async () => browser.headers, cookies: async () => browser.cookies }))

const token = 'an-editor-of-the-tests'
const opening: ReportAnswer = {
  values: emptyReport(),
  errors: [],
  candidates: [],
  look: null,
  article: { text: '', day: '', found: null },
  idempotencyKey: 'opening-key',
  opened: '',
  to: null,
}
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
      region: 'Львівська',
      place: '',
      words: 'без світла 12 тисяч',
    },
  ],
}

function form(change: Partial<ReportFormValues> = {}, extra: Record<string, string> = {}): FormData {
  const body = new FormData()
  const fields = { ...Object.fromEntries(writeValues({ ...values, ...change })), locale: 'uk', script: '1', ...extra }
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  return body
}
const send = (change: Partial<ReportFormValues> = {}, extra: Record<string, string> = {}) => sendReport(opening, form(change, extra))
const stored = async () => (await listIncidents(await context(), IncidentQuery.parse({}))).total
const faults = ({ errors }: ReportAnswer) => errors.map(({ field, fault }) => `${field} ${fault}`)

const folder = mkdtempSync(join(tmpdir(), 'ledger-form-'))
beforeAll(() => {
  vi.stubEnv('DATA_DIR', folder)
  vi.stubEnv('DATABASE_URL', '')
  vi.stubEnv('SEED', 'none')
  vi.stubEnv('FORM_SECONDS', '0')
  vi.stubEnv('EDITOR_TOKENS', token)
})
afterAll(async () => {
  await closeProcessStore()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

describe('sending the report form', () => {
  test('a reader’s report waits for an editor, and the page says why', async () => {
    const { to } = await send()
    expect(to).toMatch(/^\/uk\/report\?sent=[0-9A-Z]{26}&reason=contributor$/)
    expect(await stored()).toBe(0)
  })

  test('an editor’s is public at once, in its canonical form; pressing twice stores once', async () => {
    const editors = { token, idempotencyKey: 'pressed-twice' }
    const first = await send({}, editors)
    expect(first.to).toMatch(/^\/uk\/incidents\/[0-9A-Z]{26}\?added=1$/)
    expect((await send({}, editors)).to).toBe(first.to)
    expect(await stored()).toBe(1)
    const id = /incidents\/(\w+)/.exec(first.to ?? '')?.[1] ?? ''
    const incident = await getIncident(await context(), id)
    expect(incident.reports[0]?.observations[0]).toMatchObject({ regions: ['UA-46'], value: 12_000, unit: 'customers', measure: 'without' })
  })

  test('the same key with other words is told, and nothing typed is lost', async () => {
    const answer = await send({ title: 'Another title' }, { token, idempotencyKey: 'pressed-twice' })
    expect(faults(answer)).toEqual([' sentBefore'])
    expect(answer.values.title).toBe('Another title')
    expect(answer.idempotencyKey).not.toBe('pressed-twice')
  })

  test('an address we have is offered as an incident, and sent as another event on request', async () => {
    const offered = await send({}, { token, idempotencyKey: 'second' })
    expect(offered.to).toBeNull()
    expect(offered.candidates).toEqual([{ id: expect.any(String), title: values.title }])
    const sent = await send({}, { token, idempotencyKey: offered.idempotencyKey, allowDuplicate: 'true' })
    expect(sent.to).toMatch(/^\/uk\/incidents\//)
    expect(await stored()).toBe(2)
  })

  test('added to the incident that is offered, it is one more report there; pressing twice adds it once', async () => {
    const { candidates } = await send({}, { token })
    const incident = candidates[0]?.id ?? ''
    const before = await stored()
    const figures = values.figures.map((figure) => ({ ...figure, quantity: '13 тис.' }))
    // The event's own fields are the incident's: they may be empty.
    const change = { title: '', kind: '', startDate: '', figures }
    const extra = { token, addTo: incident, idempotencyKey: 'added-twice' }
    expect((await send(change, extra)).to).toBe(`/uk/incidents/${incident}?added=1`)
    expect((await send(change, extra)).to).toBe(`/uk/incidents/${incident}?added=1`)
    expect(await stored()).toBe(before)
    const { title, reports } = await getIncident(await context(), incident)
    expect(title).toBe(values.title)
    expect(reports.map(({ observations }) => observations[0]?.value)).toEqual([12_000, 13_000])
  })

  test('a reader’s addition waits for an editor; one to an incident that is not there is told', async () => {
    const { candidates } = await send({}, { token })
    expect((await send({}, { addTo: candidates[0]?.id ?? '' })).to).toMatch(/^\/uk\/report\?sent=[0-9A-Z]{26}&reason=contributor$/)
    expect(faults(await send({}, { addTo: '01KESQ3VJ8Z0T8JX2M6W4RB7NC' }))).toEqual([' notThere'])
    expect(faults(await send({ publisher: '', title: '' }, { addTo: candidates[0]?.id ?? '' }))).toEqual(['publisher required'])
  })

  test('without script the look comes back with the form, and a suggested tier is taken by one press', async () => {
    const { look, values: shown } = await send({ sourceUrl: 'https://example.org/new', tier: '', statedBy: 'ДТЕК' }, { look: '1' })
    expect(shown.tier).toBe('')
    expect(look).toMatchObject({ suggestion: { tier: 1, rule: 'listed', words: 'ДТЕК' }, preview: null })
    expect(look?.similar).toMatchObject([{ title: values.title, sameAddress: false }, { sameAddress: false }])
    const refused = await send({ tier: '', statedBy: 'ДТЕК' })
    expect(faults(refused)).toEqual(['tier choose'])
    expect(refused.look?.suggestion?.tier).toBe(1)
    expect((await send({ tier: '' }, { takeTier: '1' })).values.tier).toBe('1')
  })

  test('a wrong key is refused at its field and never comes back', async () => {
    const answer = await send({}, { token: 'not-an-editor-key' })
    expect(faults(answer)).toEqual(['token token'])
    expect(JSON.stringify(answer)).not.toContain('not-an-editor-key')
  })

  test('who is signed in publishes without pasting the key, from a page of ours alone', async () => {
    const { cookie } = await signIn(await context(), token)
    browser.cookies.set('session', { value: cookie })
    browser.headers.set('host', 'ledger.test')
    const before = await stored()
    browser.headers.set('origin', 'https://elsewhere.test')
    const refused = await send({ title: 'From elsewhere' }, { idempotencyKey: 'signed', allowDuplicate: 'true' })
    expect([faults(refused), refused.values.title, await stored()]).toEqual([[' foreign'], 'From elsewhere', before])
    browser.headers.set('origin', 'https://ledger.test')
    expect((await send({}, { idempotencyKey: 'signed', allowDuplicate: 'true' })).to).toMatch(/^\/uk\/incidents\//)
    expect(await stored()).toBe(before + 1)
    browser.cookies.clear()
  })

  test('errors come back with every value as typed', async () => {
    const figures = values.figures.map((figure) => ({ ...figure, quantity: 'багатенько' }))
    const answer = await send({ title: '', figures })
    expect(faults(answer)).toEqual(['title required', 'o0.quantity notUnderstood'])
    expect(answer.values).toEqual({ ...values, title: '', figures })
  })

  test('what only the ledger can tell stands at its field', async () => {
    expect(faults(await send({ heldDate: '2199-01-01' }))).toEqual(['heldDate future'])
    expect(faults(await send({ publishedDate: '2199-01-01' }))).toEqual(['publishedDate future'])
    expect(faults(await send({ endDate: '2026-01-05' }))).toEqual(['endDate endBeforeStart'])
  })

  test('figures are added and removed without a check', async () => {
    const more = await send({ title: '' }, { add: '1' })
    expect([more.values.figures.length, more.errors]).toEqual([2, []])
    expect((await send({}, { remove: '0' })).values.figures).toEqual(emptyReport().figures)
  })

  test('without script the answer is a redirect', async () => {
    const body = form({ sourceUrl: 'https://example.org/plain' })
    body.delete('script')
    await expect(sendReport(opening, body)).rejects.toMatchObject({ digest: expect.stringContaining('/uk/report?sent=') })
  })
})

describe('a pasted article, without script', () => {
  const article = 'На Одещині 288 тисяч родин залишаються без світла. У Києві 471 будинок без опалення. Загинули 3 людини.'
  const script = { script: '' }

  test('comes back with what was found in it, and nothing enters the form', async () => {
    const answer = await send({}, { article, find: '1', ...script })
    expect(answer.values.figures).toEqual(values.figures)
    expect(answer.article.text).toBe(article)
    expect(answer.article.found?.map(({ readable }) => readable)).toEqual(['288 тисяч', '471'])
  })

  test('what was ticked fills figures, with the sentence as its words; the rest is offered still', async () => {
    const answer = await send({}, { article, useFound: '1', use: '0', ...script })
    expect(answer.values.figures).toHaveLength(2)
    expect(answer.values.figures[1]).toEqual({
      service: 'electricity',
      what: 'out',
      quantity: '288 тисяч',
      unit: 'households',
      region: 'Одеська область',
      place: '',
      words: 'На Одещині 288 тисяч родин залишаються без світла.',
    })
    expect(answer.article.found?.map(({ readable }) => readable)).toEqual(['471'])
  })

  test('what was found and not ticked is not sent', async () => {
    const before = await stored()
    expect((await send({}, { article, find: '1', ...script })).to).toBeNull()
    const dated = await send({}, { article: `Сьогодні вранці ${article}`, articleDay: '2026-01-08', useFound: '1', use: '0', ...script })
    expect(dated.values).toMatchObject({ publishedDate: '2026-01-08', heldDate: '2026-01-08' })
    expect(dated.article.day).toBe('2026-01-08')
    expect(await stored()).toBe(before)
  })
})
