import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { NewIncident } from '@/lib/schema/incident'
import { anonymous } from '@/lib/service/anonymous'
import { type Context, closeProcessStore, context } from '@/lib/service/context'
import { createIncident } from '@/lib/service/create-incident'
import { previewReport } from '@/lib/service/preview-report'
import { type Sketch, similarIncidents } from '@/lib/service/similar-incidents'

const editor = { role: 'editor', key: 'of-the-test' } as const
const folder = mkdtempSync(join(tmpdir(), 'ledger-preview-'))
beforeAll(() => {
  vi.stubEnv('DATA_DIR', folder)
  vi.stubEnv('DATABASE_URL', '')
  vi.stubEnv('SEED', 'none')
})
afterAll(async () => {
  await closeProcessStore()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const day = { time: '2026-01-08', precision: 'day' } as const
type Said = NewIncident['reports'][number]['observations'][number]

function record(change: Partial<Said>, rest: Partial<NewIncident> = {}, url = 'https://example.org/a'): NewIncident {
  const observation: Said = {
    regions: ['UA-12'],
    service: 'electricity',
    measure: 'without',
    unit: 'households',
    value: 600_000,
    qualifier: 'about',
    state: 'out',
    ...change,
  }
  const source = { publisher: 'UNN', statedBy: 'DTEK', tier: 1, url, archiveUrl: null, lang: null } as const
  const reports: NewIncident['reports'] = [{ source, asOf: day, quote: 'as printed', observations: [observation] }]
  return { title: 'Strike on the energy system', kind: 'strike', start: day, reports, ...rest }
}
const asWho = async (actor: Context['actor'], now = '2026-01-20T10:00:00.000Z'): Promise<Context> => ({
  ...(await context(actor)),
  clock: () => now,
})
const like: Sketch['figures'][number] = {
  ...{ regions: ['UA-12'], service: 'electricity', measure: 'without', unit: 'households' },
  ...{ value: 610_000, min: null, max: null },
}
const lookFor = (url: string | null, change: Partial<typeof like> = {}): Sketch => ({ url, asOf: day, figures: [{ ...like, ...change }] })

describe('what a report would change', () => {
  test('first the region has no word, then the figure; nothing is written', async () => {
    const ctx = await asWho(anonymous)
    const preview = await previewReport(ctx, record({}))
    expect(preview).toMatchObject({ asOf: '2026-01-08T21:59:59.999Z', nationWide: false, reasons: ['contributor'], heldUntil: null })
    expect(preview?.rows).toMatchObject([
      {
        region: 'UA-12',
        service: 'electricity',
        before: { standing: 'notReported', best: null },
        after: { standing: 'reported', best: 600_000 },
      },
    ])
    expect(await ctx.store.head()).toBeNull()
  })

  test('beside a public figure the range widens; of an editor nothing stands in its way', async () => {
    const ctx = await asWho(editor)
    await createIncident(ctx, { incident: record({}) })
    const preview = await previewReport(ctx, record({ value: 800_000 }, {}, 'https://example.org/b'))
    expect(preview?.reasons).toEqual([])
    const [row] = preview?.rows ?? []
    expect(row?.before).toMatchObject({ low: 600_000, best: 600_000 })
    expect(row?.after.high ?? 0).toBeGreaterThan(row?.before.high ?? 0)
  })

  test('a district changes the row of the region around it; a figure of the whole country none', async () => {
    const ctx = await asWho(editor)
    expect((await previewReport(ctx, record({ regions: ['UA1206'] })))?.rows.map(({ region }) => region)).toEqual(['UA-12'])
    expect(await previewReport(ctx, record({ regions: ['UA'] }))).toMatchObject({ rows: [], nationWide: true })
  })

  test('the hold and the words that the lint found are told', async () => {
    const ctx = await asWho(editor, '2026-01-08T10:00:00.000Z')
    const start = { time: '2026-01-08T09:00:00.000Z', precision: 'minute' } as const
    const preview = await previewReport(ctx, record({ note: 'near 48.46471, 35.04618' }, { start }))
    expect(preview).toMatchObject({ heldUntil: '2026-01-08T12:01:00.000Z', reasons: ['coordinates'] })
    expect(preview?.found[0]).toMatchObject({ reason: 'coordinates', words: expect.stringContaining('48.46471') })
  })
})

describe('incidents that a report may belong to', () => {
  test('a like figure, then the same address before it; each with why', async () => {
    const ctx = await asWho(editor)
    const [byFigure] = await similarIncidents(ctx, lookFor(null))
    expect(byFigure).toMatchObject({ sameAddress: false, shared: [{ region: 'UA-12', service: 'electricity' }] })
    const [byAddress] = await similarIncidents(ctx, lookFor('https://example.org/a', { regions: ['UA-63'] }))
    expect(byAddress).toMatchObject({ id: byFigure?.id, sameAddress: true, shared: [] })
    expect(await similarIncidents(ctx, lookFor(null, { value: 20_000 }))).toEqual([])
  })

  test('nothing that is not public: in review, or under hold', async () => {
    const reader = await asWho(anonymous)
    await createIncident(reader, { incident: record({ regions: ['UA-46'] }, {}, 'https://example.org/in-review') })
    expect(await similarIncidents(reader, lookFor('https://example.org/in-review', { regions: ['UA-46'] }))).toEqual([])
    const early = await asWho(editor, '2026-01-08T10:00:00.000Z')
    const start = { time: '2026-01-08T09:00:00.000Z', precision: 'minute' } as const
    await createIncident(early, { incident: record({ regions: ['UA-63'] }, { start }, 'https://example.org/held') })
    const sketch = lookFor('https://example.org/held', { regions: ['UA-63'] })
    expect(await similarIncidents(early, sketch)).toEqual([])
    expect(await similarIncidents(await asWho(editor, '2026-01-08T12:01:00.000Z'), sketch)).toHaveLength(1)
  })
})
