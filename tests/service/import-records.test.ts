import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import { loadTerritory } from '@/lib/regions/territory'
import { IncidentQuery } from '@/lib/schema/query'
import type { Context } from '@/lib/service/context'
import { importRecords, previewImport } from '@/lib/service/import-records'
import { listIncidents } from '@/lib/service/list-incidents'
import { listObservations } from '@/lib/service/list-observations'
import { localFile } from '@/lib/service/local-file'
import { seedRecords, shippedRecords } from '@/lib/service/seed-records'
import { openStore } from '@/lib/store/open'

const all = IncidentQuery.parse({})
let dataDir: string
let ctx: Context

async function open(): Promise<Context> {
  const settings = readSettings({ DATA_DIR: dataDir })
  const store = await openStore(settings)
  return { store, clock: () => '2026-11-22T12:00:00.000Z', actor: { role: 'system', key: null }, territory: loadTerritory('ua'), settings }
}

/** A text as a file of the test's folder. */
async function fileOf(text: string | Uint8Array) {
  const path = join(dataDir, 'records.jsonl')
  await writeFile(path, text)
  return localFile(path)
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'outage-ledger-import-'))
  ctx = await open()
})
afterEach(async () => {
  await ctx.store.close()
  await rm(dataDir, { recursive: true, force: true })
})

describe('the shipped records', () => {
  it('are taken in whole: every row is an observation, and those that wait for an editor are named', async () => {
    const result = await importRecords(ctx, await localFile(shippedRecords))
    expect(result).toMatchObject({ rows: 558, accepted: 558, duplicates: 0, quarantined: [] })
    expect({ incidents: result.incidents, waiting: result.waiting }).toMatchInlineSnapshot(`
      {
        "incidents": 104,
        "waiting": {
          "incidents": 3,
          "reasons": {
            "facility": 2,
            "tier": 1,
          },
          "reports": 2,
        },
      }
    `)
    const observations = await listObservations(ctx, all)
    const incidents = await listIncidents(ctx, all)
    expect({ observations: observations.total, incidents: incidents.total }).toMatchInlineSnapshot(`
      {
        "incidents": 101,
        "observations": 552,
      }
    `)
    expect(await ctx.store.verify()).toMatchObject({ ok: true })
  })

  it('are taken in once: a second start adds nothing, nor does a second import', async () => {
    expect(await seedRecords(ctx)).toMatchObject({ accepted: 558 })
    const head = await ctx.store.head()
    expect(await seedRecords(ctx)).toBeNull()
    expect(await importRecords(ctx, await localFile(shippedRecords))).toMatchObject({ accepted: 0, duplicates: 558 })
    expect(await ctx.store.head()).toEqual(head)
  })

  it('are told in a preview as the import then takes them, and the preview writes nothing', async () => {
    const bytes = await readFile(shippedRecords)
    const half = `${bytes.toString('utf8').split('\n').slice(0, 200).join('\n')}\nnot a record\n`
    await importRecords(ctx, await fileOf(half))
    const head = await ctx.store.head()
    const preview = await previewImport(ctx, await fileOf(bytes))
    expect(await ctx.store.head()).toEqual(head)
    expect(preview.accepted + preview.duplicates).toBe(558)
    expect(preview.duplicates).toBeGreaterThan(150)
    expect(await importRecords(ctx, await fileOf(bytes))).toEqual({ ...preview, dryRun: false })
  })

  it('tell what cannot be read by line and field', async () => {
    const [first = ''] = (await readFile(shippedRecords, 'utf8')).split('\n')
    const unknownRegion = first.replace('"region_iso": "UA"', '"region_iso": "UA-99"')
    const result = await importRecords(ctx, await fileOf(`${unknownRegion}\n{"event": \n${first}\n`))
    expect(result).toMatchObject({
      rows: 3,
      accepted: 1,
      quarantined: [
        { line: 1, field: 'region_iso' },
        { line: 2, field: 'line' },
      ],
    })
  })
})
