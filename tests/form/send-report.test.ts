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

const token = 'an-editor-of-the-tests'
const opening: ReportAnswer = { values: emptyReport(), errors: [], candidates: [], idempotencyKey: 'opening-key', to: null }
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

  test('a wrong key is refused at its field and never comes back', async () => {
    const answer = await send({}, { token: 'not-an-editor-key' })
    expect(faults(answer)).toEqual(['token token'])
    expect(JSON.stringify(answer)).not.toContain('not-an-editor-key')
  })

  test('errors come back with every value as typed', async () => {
    const figures = values.figures.map((figure) => ({ ...figure, quantity: 'дванадцять' }))
    const answer = await send({ title: '', figures })
    expect(faults(answer)).toEqual(['title required', 'o0.quantity notUnderstood'])
    expect(answer.values).toEqual({ ...values, title: '', figures })
  })

  test('what only the ledger can tell stands at its field', async () => {
    expect(faults(await send({ heldDate: '2999-01-01' }))).toEqual(['heldDate future'])
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
