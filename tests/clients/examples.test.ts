import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeExamples, exampleText } from '@/app/[locale]/data/read-examples'
import { IncidentPage } from '@/lib/schema/answers'
import { impactAt, observationCount, rowOf } from '../server/client'
import { root } from '../support/root'
import { type RunningServer, startServer } from '../support/server'
import { type Client, clientSuite, python } from './suite'

const evening = 'asOf=2026-01-08T18:00:00Z&service=electricity&unit=connections'
let server: RunningServer
let folder: string

/** Runs an example against the server in a folder of its own; all it printed. */
function run(file: string, command: string, ...args: string[]): string {
  const copy = join(folder, file)
  writeFileSync(copy, exampleText(file, new URL(server.baseUrl)))
  const { status, stdout, stderr } = spawnSync(command, [...args, copy], { cwd: folder, encoding: 'utf8' })
  expect(status, `${file}: ${stdout}${stderr}`).toBe(0)
  return stdout
}

/** One example, checked by what it printed, where the machine has what runs it. */
function example(file: string, clients: readonly Client[], check: () => Promise<void>): void {
  clientSuite(`the example ${file}`, clients, () => it('does what the page says', check))
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outage-ledger-examples-'))
  server = await startServer()
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

example('without-power.sh', [{ command: 'curl' }], async () => {
  const [heading = '', first = ''] = run('without-power.sh', 'sh').split('\r\n')
  expect(heading).toContain('region')
  const { data } = await impactAt(server.baseUrl, `${evening}&standing=reported`)
  expect(data.map(({ region }) => region)).toContain(/UA-\d\d/.exec(first)?.[0])
})

example('every-statement.mjs', [], async () => {
  const printed = run('every-statement.mjs', process.execPath)
  const answer = await fetch(`${server.baseUrl}/api/v1/observations?region=UA-12&limit=1`)
  const { total } = (await answer.json()) as { total: number }
  expect(printed).toMatch(new RegExp(`^${total} statements by \\d+ publishers`))
})

example('totals.py', [{ command: python }], async () => {
  const printed = run('totals.py', python)
  const impact = await impactAt(server.baseUrl, evening)
  expect(printed).toContain(`at least ${impact.totals.low?.toLocaleString('en')} connections in ${impact.totals.reported} regions`)
  expect(printed).toContain(rowOf(impact, 'UA-12').name.en)
})

example('statements.R', [{ command: 'Rscript' }], async () => {
  const printed = run('statements.R', 'Rscript')
  const answer = await fetch(`${server.baseUrl}/api/v1/observations?service=electricity&from=2026-01-01&to=2026-01-31&limit=1`)
  const { total } = (await answer.json()) as { total: number }
  expect(total).toBeGreaterThan(20)
  expect(printed).toContain(`${total} statements`)
})

example('map-layer.sh', [{ command: 'ogr2ogr' }], async () => {
  const printed = run('map-layer.sh', 'sh')
  const { data } = await impactAt(server.baseUrl, 'asOf=2026-01-08T18:00:00Z&service=electricity')
  expect(printed).toContain(`Feature Count: ${data.length}`)
  expect(printed).toMatch(/Geometry: .*Polygon/)
})

example('incidents-layer.sh', [{ command: 'ogr2ogr' }], async () => {
  const printed = run('incidents-layer.sh', 'sh')
  const answer = await fetch(`${server.baseUrl}/api/v1/incidents?limit=1`)
  const { total } = IncidentPage.parse(await answer.json())
  expect(printed).toContain(`Feature Count: ${total}`)
})

/** Runs an example on the file that it says is to be fetched before; its rows, and how many the file has. */
async function runOnFile(file: string): Promise<{ rows: Record<string, unknown>[]; all: number }> {
  const text = exampleText(file, new URL(server.baseUrl))
  const [, name = '', address = ''] = /curl -o (\S+) '(http[^']+)'/.exec(text) ?? []
  const table = join(folder, name)
  writeFileSync(table, Buffer.from(await (await fetch(address)).arrayBuffer()))
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const database = await (await DuckDBInstance.create()).connect()
  const asked = async (query: string) => (await database.runAndReadAll(query)).getRowObjects()
  const [count] = await asked(`SELECT count(*) AS n FROM '${table}'`)
  return { rows: await asked(text.replace(`'${name}'`, `'${table}'`)), all: Number(count?.n) }
}

example('sums.sql', [{ npm: '@duckdb/node-api' }], async () => {
  const { rows, all } = await runOnFile('sums.sql')
  expect(rows).toHaveLength(5)
  expect(all).toBe(await observationCount(server.baseUrl))
})

example('by-region.sql', [{ npm: '@duckdb/node-api' }], async () => {
  const { rows, all } = await runOnFile('by-region.sql')
  expect(all).toBe(await observationCount(server.baseUrl))
  const answer = await fetch(`${server.baseUrl}/api/v1/observations?region=${rows[0]?.region}&limit=1`)
  expect(rows).toHaveLength(5)
  expect(answer.status).toBe(200)
})

it('every example is shown on the page, and none is shown that is not there', () => {
  expect(codeExamples.map(({ file }) => file).sort()).toEqual(readdirSync(join(root, 'examples')).sort())
  for (const { file } of codeExamples) expect(readFileSync(join(root, 'examples', file), 'utf8')).toContain('http://localhost:3000/')
})
