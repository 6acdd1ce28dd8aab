import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { type RunningServer, startServer } from '../support/server'
import { clientSuite } from './suite'

const Sums = z.object({ rows: z.coerce.number(), value: z.coerce.number(), tier: z.coerce.number(), latest: z.string().nullable() })
type Sums = z.infer<typeof Sums>

const Page = z.object({
  data: z.array(
    z.object({
      value: z.number().nullable(),
      regions: z.array(z.string()),
      recordedAt: z.string(),
      asOf: z.object({ time: z.string() }),
      source: z.object({ tier: z.number() }),
    }),
  ),
  next: z.string().nullable(),
})
type Row = z.infer<typeof Page>['data'][number]

const filters = [
  '',
  'region=UA-12&service=electricity',
  'kind=strike&tier=1&tier=2',
  'from=2026-01-01&to=2026-01-31&unit=connections',
  'q=DTEK',
  'knownAt=2020-01-01',
]

clientSuite('DuckDB', [{ npm: '@duckdb/node-api' }], () => {
  let server: RunningServer
  let folder: string
  let duck: DuckDBConnection
  beforeAll(async () => {
    server = await startServer()
    folder = mkdtempSync(join(tmpdir(), 'outage-ledger-duckdb-'))
    const { DuckDBInstance } = await import('@duckdb/node-api')
    duck = await (await DuckDBInstance.create(':memory:')).connect()
  })
  afterAll(async () => {
    duck?.closeSync()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** An export as a file on the disk, as somebody keeps it. */
  async function fileOf(query: string, format: 'csv' | 'parquet'): Promise<string> {
    const response = await fetch(`${server.baseUrl}/api/v1/observations?${query}&format=${format}`)
    expect(response.status).toBe(200)
    const path = join(folder, `export.${format}`)
    writeFileSync(path, new Uint8Array(await response.arrayBuffer()))
    return path
  }

  async function everyRow(query: string): Promise<Row[]> {
    const rows: Row[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = Page.parse(
        await (await fetch(`${server.baseUrl}/api/v1/observations?${query}&limit=1000${cursor && `&cursor=${cursor}`}`)).json(),
      )
      rows.push(...page.data)
      cursor = page.next
    }
    return rows
  }

  async function asked(sql: string): Promise<Record<string, unknown>[]> {
    return (await duck.runAndReadAll(sql)).getRowObjectsJson()
  }

  const sums = (from: string) =>
    `select count(*) as rows, coalesce(sum(value), 0) as value, coalesce(sum(tier), 0) as tier, max("asOf"::varchar) as latest from ${from}`
  // As a reader who takes the columns for what the documentation says they are.
  const csv = (path: string) =>
    `read_csv('${path}', header = true, all_varchar = false, types = {'asOf': 'VARCHAR', 'value': 'DOUBLE', 'tier': 'INTEGER'}, quote = '"', escape = '"')`

  it.each(filters)('has the same sums from the Parquet, the CSV and the API: %s', async (query) => {
    const rows = await everyRow(query)
    const latest = rows
      .map(({ asOf }) => asOf.time)
      .reduce<string | null>((last, time) => (last === null || time > last ? time : last), null)
    const ofApi: Sums = {
      rows: rows.length,
      value: rows.reduce((sum, { value }) => sum + (value ?? 0), 0),
      tier: rows.reduce((sum, { source }) => sum + source.tier, 0),
      latest,
    }
    const ofParquet = Sums.parse((await asked(sums(`read_parquet('${await fileOf(query, 'parquet')}')`)))[0])
    const ofCsv = Sums.parse((await asked(sums(csv(await fileOf(query, 'csv')))))[0])
    expect(ofParquet).toEqual(ofApi)
    expect(ofCsv).toEqual(ofApi)
    expect(ofApi.rows > 0).toBe(query !== 'knownAt=2020-01-01')
  })

  it('finds numbers, instants and lists in the Parquet, and counts by region what the API counts', async () => {
    const path = await fileOf('', 'parquet')
    const types = Object.fromEntries(
      (await asked(`describe select * from read_parquet('${path}')`)).map(({ column_name, column_type }) => [column_name, column_type]),
    )
    expect(types).toMatchObject({
      value: 'DOUBLE',
      tier: 'INTEGER',
      regions: 'VARCHAR[]',
      recordedAt: 'TIMESTAMP WITH TIME ZONE',
      asOf: 'VARCHAR',
    })
    const counted = await asked(
      `select region, count(*)::integer as rows from (select unnest(regions) as region from read_parquet('${path}')) group by region`,
    )
    const expected = new Map<string, number>()
    for (const { regions } of await everyRow('')) for (const region of regions) expected.set(region, (expected.get(region) ?? 0) + 1)
    expect(new Map(counted.map(({ region, rows }) => [region, rows]))).toEqual(expected)
  })
})
