import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import { observationTable } from '@/lib/export/observation-columns'
import { exampleIncident, exampleReport } from '@/lib/http/operations'
import { loadTerritory } from '@/lib/regions/territory'
import { NewIncident } from '@/lib/schema/incident'
import { IncidentQuery } from '@/lib/schema/query'
import type { ObservationRow } from '@/lib/schema/statement'
import { saidColumns } from '@/lib/schema/table-columns'
import type { Context } from '@/lib/service/context'
import { createIncident } from '@/lib/service/create-incident'
import { ServiceError } from '@/lib/service/errors'
import { getSources } from '@/lib/service/get-sources'
import { type ImportFile, importRecords, previewImport } from '@/lib/service/import-records'
import { listObservations } from '@/lib/service/list-observations'
import { listQuarantine } from '@/lib/service/list-quarantine'
import { localFile } from '@/lib/service/local-file'
import { mendRow } from '@/lib/service/mend-row'
import { retryQuarantine } from '@/lib/service/retry-quarantine'
import { shippedRecords } from '@/lib/service/seed-records'
import { openStore } from '@/lib/store/open'
import { csvText } from '../export/csv-text'
import { embeddedGround, type Ground, type MakeGround, postgresqlAnswers, TestDatabase } from '../store/ground'

const silent = !(await postgresqlAnswers('imports on PostgreSQL'))
const territory = loadTerritory('ua')
const all = IncidentQuery.parse({ limit: '1000' })

function fileOf(text: string, changes: Partial<ImportFile> = {}): ImportFile {
  const bytes = new TextEncoder().encode(text)
  async function* read() {
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
  }
  return {
    name: 'a file',
    sha256: createHash('sha256').update(text).digest('hex'),
    type: text.startsWith('{') ? 'jsonl' : 'csv',
    mapping: null,
    read,
    ...changes,
  }
}

/** Incidents of their own address each, as lines. */
const incidentsOf = (count: number) =>
  Array.from({ length: count }, (_, i) => {
    const source = { ...exampleReport.source, url: `https://example.org/${i}` }
    return NewIncident.parse({ ...exampleIncident, title: `Incident ${i}`, reports: [{ ...exampleReport, source }] })
  })
const asLines = (incidents: readonly NewIncident[]) => incidents.map((incident) => `${JSON.stringify(incident)}\n`).join('')

/** What a row says, without what a ledger gives it, and with its incident and its report by what they hold. */
function saidBy(rows: readonly ObservationRow[]): string[] {
  const ownColumns = observationTable.columns.filter(({ name }) => !['id', 'recordedAt', 'incident', 'report', 'supersedes'].includes(name))
  const said = (row: ObservationRow) => JSON.stringify(ownColumns.map(({ of }) => of(row)))
  const together = (key: 'incident' | 'report', row: ObservationRow) =>
    rows
      .filter((other) => other[key] === row[key])
      .map(said)
      .sort()
  const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')
  return rows.map((row) => `${said(row)} ${digest(together('incident', row))} ${digest(together('report', row))}`).sort()
}

function importSuite(name: string, makeGround: MakeGround): void {
  describe(name, () => {
    let ground: Ground
    let ctx: Context
    const open = async (of: Ground): Promise<Context> => {
      const settings = readSettings({ DATA_DIR: of.settings.dataDir })
      const store = await openStore(of.settings)
      return { store, clock: () => '2026-11-22T12:00:00.000Z', actor: { role: 'editor', key: 'tests' }, territory, settings }
    }
    beforeEach(async () => {
      ground = await makeGround()
      ctx = await open(ground)
    })
    afterEach(async () => {
      await ctx.store.close()
      await ground.remove()
    })
    const exported = async (of: Context) => (await listObservations(of, all)).data

    it('goes on after a break where it was, and takes nothing twice', async () => {
      const file = fileOf(asLines(incidentsOf(25)))
      let chunks = 0
      const breaking = importRecords(ctx, file, {
        chunkRows: 10,
        onProgress: () => {
          chunks += 1
          if (chunks === 2) throw new Error('the power is gone')
        },
      })
      await expect(breaking).rejects.toThrow('the power is gone')
      expect(await exported(ctx)).toHaveLength(40)
      expect((await getSources(ctx)).intakes).toMatchObject([{ rows: 20, finished: false }])
      const taken = await importRecords(ctx, file, { chunkRows: 10 })
      expect(taken).toMatchObject({ rows: 25, accepted: 50, duplicates: 0, incidents: 25, resumedAfter: 20 })
      expect(await exported(ctx)).toHaveLength(50)
      expect((await getSources(ctx)).intakes).toMatchObject([{ rows: 25, finished: true }])
      expect(await ctx.store.verify()).toMatchObject({ ok: true })
    })

    it('undoes a chunk as a whole: neither records nor progress are half there', async () => {
      const lines = asLines(incidentsOf(20))
      let read = 0
      const failing = { ...ctx, clock: () => (read++ > 150 ? 'not a time' : '2026-11-22T12:00:00.000Z') }
      await expect(importRecords(failing, fileOf(lines), { chunkRows: 5 })).rejects.toThrow()
      const [run] = await ctx.store.imports.runs()
      expect(await exported(ctx)).toHaveLength(run?.accepted ?? 0)
      const taken = await importRecords(ctx, fileOf(lines), { chunkRows: 5 })
      expect(taken).toMatchObject({ rows: 20, accepted: 40, duplicates: 0 })
    })

    it('gives the same counts in a dry run as in an import, however the file is cut', async () => {
      const twice = [...incidentsOf(7), ...incidentsOf(9)]
      const file = fileOf(`${asLines(twice)}not a record\n`)
      const previews = []
      for (const chunkRows of [1, 3, 100]) previews.push(await previewImport(ctx, file, { chunkRows }))
      expect(await ctx.store.head()).toBeNull()
      const taken = await importRecords(ctx, file, { chunkRows: 4 })
      for (const preview of previews) expect({ ...preview, dryRun: false }).toEqual(taken)
      expect(taken).toMatchObject({ accepted: 18, duplicates: 14, incidents: 9, quarantinedTotal: 1 })
    })

    it('takes the shipped records through an export and back without loss, however the file is cut', async () => {
      await importRecords(ctx, await localFile(shippedRecords))
      const rows = await exported(ctx)
      expect(rows.length).toBeGreaterThan(500)
      const csv = csvText(observationTable.columns, rows)
      expect(await importRecords(ctx, fileOf(csv))).toMatchObject({ accepted: 0, duplicates: rows.length, quarantined: [] })
      const other = await embeddedGround()
      const empty = await open(other)
      // What may be public is the guard's to say again: an export holds no record that it would stop.
      const taken = await importRecords(empty, fileOf(csv), { chunkRows: 37 })
      expect(taken).toMatchObject({ accepted: rows.length, duplicates: 0, quarantined: [] })
      expect(saidBy(await exported(empty))).toEqual(saidBy(rows))
      await empty.store.close()
      await other.remove()
    })

    it('keeps what cannot be read, tells the public no word of it, and takes it in once it is put right', async () => {
      await createIncident(ctx, { incident: NewIncident.parse(exampleIncident) })
      const [row] = await exported(ctx)
      if (row === undefined) throw new Error('nothing to export')
      const secret = 'qzsecretqz'
      const needed = [
        'regions',
        'service',
        'measure',
        'state',
        'asOf',
        'tier',
        'url',
        'kind',
        'value',
        'qualifier',
        'incidentStart',
        'lang',
      ] as const
      const columns = observationTable.columns.filter(({ name: column }) => (saidColumns as readonly string[]).includes(column))
      const broken = needed.map((field) =>
        columns.map((column) => ({ ...column, of: (of: ObservationRow) => (column.name === field ? secret : column.of(of)) })),
      )
      const heading = columns.map(({ name: column }) => column).join(',')
      const lines = broken.map((changed) => csvText(changed, [row]).split('\r\n')[1])
      const taken = await importRecords(ctx, fileOf(`${heading}\n${lines.join('\n')}\n`))
      expect(taken).toMatchObject({ accepted: 0, quarantinedTotal: needed.length })
      expect(new Set(taken.quarantined.map(({ field }) => field))).toEqual(new Set(needed))
      expect(JSON.stringify([taken, await getSources(ctx)])).not.toContain(secret)

      const kept = await ctx.store.imports.quarantined(taken.id, { after: 0, limit: 100 })
      expect(kept.every(({ text }) => text.includes(secret))).toBe(true)
      expect(await retryQuarantine(ctx, { import: taken.id })).toMatchObject({ tried: needed.length, accepted: 0, left: needed.length })
      const good =
        csvText(columns, [{ ...row, value: 7, source: { ...row.source, url: 'https://example.org/mended' } }]).split('\r\n')[1] ?? ''
      const corrected = new Map([[kept[0]?.line ?? 0, good]])
      expect(await retryQuarantine(ctx, { import: taken.id, corrected })).toMatchObject({ accepted: 1, left: needed.length - 1 })
      expect((await exported(ctx)).some(({ value }) => value === 7)).toBe(true)
      expect((await getSources(ctx)).intakes[0]?.quarantined?.reduce((sum, { rows }) => sum + rows, 0)).toBe(needed.length - 1)
    })

    it('has an editor alone see a row that was set aside, and mend it by the column in the way', async () => {
      await createIncident(ctx, { incident: NewIncident.parse(exampleIncident) })
      const rows = (await exported(ctx)).map((row) => ({
        ...row,
        quote: 'said; "so",\nand more',
        source: { ...row.source, url: 'https://example.org/mend' },
      }))
      const columns = observationTable.columns.filter(({ name: column }) => (saidColumns as readonly string[]).includes(column))
      const broken = columns.map((column) => ({
        ...column,
        of: (of: ObservationRow) => (column.name === 'value' ? 'many' : column.of(of)),
      }))
      const taken = await importRecords(ctx, fileOf(csvText(broken, rows.slice(0, 1))))
      expect(taken).toMatchObject({ accepted: 0, quarantinedTotal: 1 })

      for (const key of [null, 'reader']) {
        const other: Context = { ...ctx, actor: { role: 'contributor', key } }
        await expect(listQuarantine(other, 10)).rejects.toMatchObject({ problem: key === null ? 'unauthorised' : 'forbidden' })
        await expect(mendRow(other, { import: taken.id, line: 2, row: [] })).rejects.toBeInstanceOf(ServiceError)
      }
      const listed = await listQuarantine(ctx, 10)
      expect(listed).toMatchObject({ total: 1, rows: [{ import: taken.id, file: 'a file', line: 2, field: 'value' }] })
      const cells = listed.rows[0]?.cells ?? []
      expect(cells.filter(({ isFaulty }) => isFaulty)).toEqual([{ name: 'value', value: 'many', isFaulty: true }])
      const withValue = (value: string) => cells.map((cell) => (cell.isFaulty ? value : cell.value))

      expect(await mendRow(ctx, { import: taken.id, line: 2, row: withValue('most') })).toBe('left')
      expect((await listQuarantine(ctx, 10)).rows[0]?.cells?.find(({ isFaulty }) => isFaulty)?.value).toBe('most')
      expect(await mendRow(ctx, { import: taken.id, line: 2, row: withValue('7') })).toBe('accepted')
      expect((await exported(ctx)).find(({ value }) => value === 7)).toMatchObject({ quote: 'said; "so",\nand more' })
      expect(await listQuarantine(ctx, 10)).toEqual({ rows: [], total: 0 })
      await expect(mendRow(ctx, { import: taken.id, line: 2, row: withValue('7') })).rejects.toMatchObject({ problem: 'not-found' })
    })

    it('joins rows of one incident that stand apart, and sets aside one that says something else of it', async () => {
      const [first] = incidentsOf(1)
      if (first === undefined) throw new Error('no incident')
      const made = await createIncident(ctx, { incident: first })
      expect(made.outcome).toBe('published')
      const rows = await exported(ctx)
      const of = (i: number, changes: Partial<ObservationRow> = {}) => {
        const [row] = rows
        if (row === undefined) throw new Error('nothing to export')
        return { ...row, incident: `event ${i % 2}`, incidentTitle: `Event ${i % 2}`, report: String(i), value: i + 1, ...changes }
      }
      const csv = csvText(observationTable.columns, [
        ...Array.from({ length: 9 }, (_, i) => of(i)),
        of(9, { incidentTitle: 'Another event' }),
      ])
      const taken = await importRecords(ctx, fileOf(csv), { chunkRows: 2 })
      expect(taken).toMatchObject({ accepted: 9, incidents: 2, quarantined: [{ line: 11, field: 'incident' }] })
      const found = (await exported(ctx)).filter(({ incidentTitle }) => incidentTitle === 'Event 0')
      expect(new Set(found.map(({ incident }) => incident)).size).toBe(1)
      expect(found).toHaveLength(5)
    })
  })
}

importSuite('imports on the embedded store', embeddedGround)
describe.skipIf(silent)('PostgreSQL', () => {
  const database = new TestDatabase()
  beforeAll(database.create)
  afterAll(database.drop)
  importSuite('imports on PostgreSQL', database.ground)
})

describe('any records', () => {
  it('come back from an export as they went in', async () => {
    const word = fc
      .array(fc.constantFrom('=', "'", '-', '+', '"', ',', ';', '|', '\n', 'ї', '🔌', 'a', 'b', ' '), { minLength: 3, maxLength: 12 })
      .map((parts) => `x${parts.join('')}x`)
    const formula = fc.oneof(
      word,
      word.map((text) => `=${text}`),
      word.map((text) => `'-${text}`),
    )
    const observation = fc.record({
      regions: fc.uniqueArray(fc.constantFrom('UA-12', 'UA-46', 'UA-30', 'UA'), { minLength: 1, maxLength: 3 }),
      service: fc.constantFrom('electricity' as const, 'heating' as const),
      measure: fc.constant('without' as const),
      unit: fc.constant('customers' as const),
      value: fc.nat(1_000_000),
      qualifier: fc.constantFrom('about' as const, 'exact' as const),
      state: fc.constant('out' as const),
      note: fc.option(formula),
      quote: fc.option(formula),
    })
    const report = fc.record({
      source: fc.record({
        publisher: formula,
        statedBy: fc.option(formula),
        tier: fc.constantFrom(1 as const, 2 as const),
        url: fc.nat(5).map((n) => `https://example.org/${n}`),
        lang: fc.option(fc.constantFrom('uk', 'en')),
      }),
      asOf: fc.constantFrom(
        { time: '2026-01-08', precision: 'day' as const },
        { time: '2026-01-08T10:00:00.000Z', precision: 'hour' as const },
      ),
      publishedAt: fc.option(fc.constantFrom('2026-01-09', '2026-01', '2026-01-09T10:11:12.000Z')),
      quote: fc.option(formula),
      observations: fc.array(observation, { minLength: 1, maxLength: 3 }),
    })
    const incident = fc.record({
      title: formula,
      kind: fc.constantFrom('weather' as const, 'strike' as const),
      start: fc.constantFrom({ time: '2026-01-07', precision: 'day' as const }, { time: '2026-01', precision: 'month' as const }),
      end: fc.option(fc.constant({ time: '2026-01-12', precision: 'day' as const })),
      wave: fc.option(fc.constant('01KESQ3VJ8Z0T8JX2M6W4RB7NC')),
      reports: fc.array(report, { minLength: 1, maxLength: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(incident, { minLength: 1, maxLength: 4 }), async (incidents) => {
        const grounds = [await embeddedGround(), await embeddedGround()]
        const [from, into] = await Promise.all(
          grounds.map(async (ground): Promise<Context> => {
            const settings = readSettings({ DATA_DIR: ground.settings.dataDir, LINT_OFF: 'coordinates,address,facility' })
            const store = await openStore(ground.settings)
            return { store, clock: () => '2026-11-22T12:00:00.000Z', actor: { role: 'editor', key: 'tests' }, territory, settings }
          }),
        )
        if (from === undefined || into === undefined) throw new Error('no stores')
        for (const one of incidents) await createIncident(from, { incident: NewIncident.parse(one), allowDuplicate: true })
        const rows = (await listObservations(from, all)).data
        const taken = await importRecords(into, fileOf(csvText(observationTable.columns, rows)), { chunkRows: 3 })
        expect(taken.quarantined).toEqual([])
        // Statements that say the same are one in an import.
        const unique = (said: string[]) => [...new Set(said)]
        expect(taken.accepted + taken.duplicates).toBe(rows.length)
        if (taken.duplicates === 0) expect(unique(saidBy((await listObservations(into, all)).data))).toEqual(unique(saidBy(rows)))
        for (const ctx of [from, into]) await ctx.store.close()
        for (const ground of grounds) await ground.remove()
      }),
      { numRuns: 25 },
    )
  })
})
