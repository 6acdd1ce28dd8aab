import { execFile } from 'node:child_process'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import { z } from 'zod'
import { readSettings } from '@/lib/config/settings'
import { loadTerritory } from '@/lib/regions/territory'
import { ImpactQuery, SeriesQuery } from '@/lib/schema/query'
import type { MachineFeed, Snapshot } from '@/lib/schema/reading'
import type { Context } from '@/lib/service/context'
import { getImpact } from '@/lib/service/get-impact'
import { getSeries } from '@/lib/service/get-series'
import { takeSnapshots } from '@/lib/service/take-snapshots'
import { openStore } from '@/lib/store/open'
import { root } from '../support/root'
import { type Figure, median, ratioOf, rounds, timed } from './part'

const sizes = [100_000, 10_000_000]
const minute = 60_000
const cadence = 35
const end = Date.parse('2026-01-08T18:00:00Z')
const asOf = new Date(end).toISOString()
const from = new Date(end - 90 * 1440 * minute).toISOString()
const regions = loadTerritory('ua')
  .regions.filter(({ level }) => level === 1)
  .map(({ code }) => code)

const feed: MachineFeed = {
  ...{ id: 'measured', publisher: 'A utility', tier: 1, url: 'https://example.org/outages', licence: null, cadenceMinutes: cadence },
  ...{ service: 'electricity', measure: 'without', unit: 'customers' },
}

/** Every value another one than the one before it, so that nothing is saved. */
const countOf = (run: number, area: number) => 1 + ((run * 7919 + area * 104_729) % 500_000)

/** So many readings of all regions up to the end, one snapshot after the other: the small size fills the 90 days that are asked for. */
async function* snapshots(readings: number): AsyncGenerator<Snapshot> {
  const runs = Math.floor(readings / regions.length)
  for (let run = runs - 1; run >= 0; run--) {
    const time = new Date(end - run * cadence * minute).toISOString()
    yield { time, asked: regions, readings: regions.map((region, area) => ({ region, value: countOf(run, area), served: null })) }
  }
}

const asked: Record<string, (ctx: Context) => Promise<unknown>> = {
  'impact of 27 areas': (ctx) => getImpact(ctx, ImpactQuery.parse({ asOf, unit: 'connections' })),
  'series of 27 areas by day over 90 days': (ctx) => getSeries(ctx, SeriesQuery.parse({ from, to: asOf, step: 'day' })),
}

const counties = loadTerritory('us')
  .regions.filter(({ level }) => level === 2)
  .slice(0, regions.length)
  .map(({ code }) => Number(code.slice(2)))

/** A table in the layout of EAGLE-I, every value of a county another one than the one before it. */
async function writeTable(path: string, rows: number): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.write('fips_code,county,state,customers_out,run_start_time\n')
    for (let run = 0; run * counties.length < rows; run += 1000) {
      const lines: string[] = []
      for (let row = run * counties.length; row < Math.min(rows, (run + 1000) * counties.length); row++) {
        const [at, area] = [Math.floor(row / counties.length), row % counties.length]
        const time = new Date(Date.parse('2014-11-01T00:00:00Z') + at * 15 * minute).toISOString().slice(0, 19).replace('T', ' ')
        lines.push(`${counties[area]},A county,A state,${countOf(at, area)},${time}\n`)
      }
      await file.write(lines.join(''))
    }
  } finally {
    await file.close()
  }
}

const Used = z.object({ userCPUTime: z.number(), systemCPUTime: z.number(), maxRSS: z.number() })

/** Runs the import as it is run from a terminal: milliseconds of processor time, and megabytes of the whole process at most. */
async function importFile(path: string, dataDir: string): Promise<{ worked: number; megabytes: number }> {
  const tell = 'data:text/javascript,process.on("exit",()=>console.error(JSON.stringify(process.resourceUsage())))'
  const command = ['--import', tell, '--import', 'tsx', 'lib/commands/import.ts', '--feed', 'eagle-i', path]
  const env = { ...process.env, DATA_DIR: dataDir, TERRITORY: 'us', DATABASE_URL: undefined }
  const { stderr } = await promisify(execFile)(process.execPath, command, { cwd: root, env, maxBuffer: 1 << 26 })
  const { userCPUTime, systemCPUTime, maxRSS } = Used.parse(JSON.parse(stderr.trim().split('\n').at(-1) ?? ''))
  return { worked: (userCPUTime + systemCPUTime) / 1000, megabytes: maxRSS / 1000 }
}

/** A file in the layout of EAGLE-I, taken in by the command, against a bare bulk insert of as many rows before and after it. */
async function measureFile(): Promise<Record<string, Figure>> {
  const rows = sizes.at(-1) ?? 0
  const ground = await embedded()
  const path = join(ground.settings.dataDir, 'table.csv')
  try {
    await writeTable(path, rows)
    const before = await ground.bare(rows)
    const { worked, megabytes } = await importFile(path, join(ground.settings.dataDir, 'ledger'))
    const bare = (before + (await ground.bare(rows))) / 2
    const rate = `${Math.round(rows / worked)} thousand readings a second of processor time, ${Math.round(megabytes)} MB`
    return { 'a file of 10,000,000 rows, the whole command, embedded': { figure: rate, ratio: `${(bare / worked).toFixed(2)} ×` } }
  } finally {
    await ground.remove()
  }
}

interface Ground {
  settings: { dataDir: string; databaseUrl?: string }
  /** Milliseconds of a bare bulk insert of as many rows: of this process where the database is in it, else by the clock. */
  bare(rows: number): Promise<number>
  remove(): Promise<void>
}

async function embedded(): Promise<Ground> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-readings-'))
  return {
    settings: { dataDir },
    async bare(rows) {
      const file = join(dataDir, 'bare.sqlite')
      await rm(file, { force: true })
      const db = new Database(file)
      for (const pragma of ['journal_mode = WAL', 'synchronous = FULL']) db.pragma(pragma)
      db.exec(
        'create table steps (track integer not null, time integer not null, value integer, served integer, primary key (track, time)) without rowid',
      )
      const insert = db.prepare('insert into steps values (?, ?, ?, ?)')
      const begin = process.cpuUsage()
      db.exec('begin')
      for (let row = 0; row < rows; row++) insert.run(row % regions.length, Math.floor(row / regions.length), countOf(row, 1), null)
      db.exec('commit')
      const { user, system } = process.cpuUsage(begin)
      db.close()
      return (user + system) / 1000
    },
    remove: () => rm(dataDir, { recursive: true, force: true }),
  }
}

async function onServer(url: string, size: number): Promise<Ground> {
  const name = `bench_readings_${size}_${process.pid}`
  const asking = async (to: string, sql: string) => {
    const client = new Client({ connectionString: to })
    await client.connect()
    try {
      return await timed(() => client.query(sql))
    } finally {
      await client.end()
    }
  }
  await asking(url, `create database ${name} template template0`)
  const databaseUrl = Object.assign(new URL(url), { pathname: `/${name}` }).toString()
  return {
    settings: { dataDir: tmpdir(), databaseUrl },
    async bare(rows) {
      await asking(
        databaseUrl,
        'create table bare (track integer not null, time integer not null, value integer, served integer, primary key (track, time))',
      )
      const file = join(tmpdir(), `${name}.csv`)
      await asking(
        databaseUrl,
        `copy (select i % 27, i / 27, (i::bigint * 7919 % 500000)::integer, null::integer from generate_series(0, ${rows - 1}) i) to '${file}'`,
      )
      return asking(databaseUrl, `copy bare from '${file}'`)
    },
    remove: async () => {
      await asking(url, `drop database ${name} with (force)`)
    },
  }
}

async function measure(engine: string, make: (size: number) => Promise<Ground>): Promise<Record<string, Figure>> {
  const grounds: Ground[] = []
  const contexts: Context[] = []
  const figures: Record<string, Figure> = {}
  try {
    for (const size of sizes) {
      const ground = await make(size)
      grounds.push(ground)
      const store = await openStore(ground.settings)
      const ctx: Context = {
        ...{ store, clock: () => asOf, actor: { role: 'system', key: null }, territory: loadTerritory('ua') },
        settings: readSettings({ HOLD_HOURS_READINGS: '0' }),
      }
      contexts.push(ctx)
      let most = 0
      const before = process.memoryUsage().rss
      const used = process.cpuUsage()
      const took = await timed(() =>
        takeSnapshots(ctx, feed, snapshots(size), 'the bench', {
          onProgress: () => {
            most = Math.max(most, process.memoryUsage().rss)
          },
        }),
      )
      if (size !== sizes.at(-1)) continue
      const { user, system } = process.cpuUsage(used)
      const worked = ctx.store.engine === 'embedded' ? (user + system) / 1000 : took
      const bare = await ground.bare(size)
      const rate = `${Math.round(size / took)} thousand readings/s, ${Math.round((most - before) / 1e6)} MB more than before`
      figures[`import of 10,000,000 readings, ${engine}`] = { figure: rate, ratio: `${(bare / worked).toFixed(2)} ×` }
      const again = await timed(() => takeSnapshots(ctx, feed, snapshots(100_000), 'the bench'))
      figures[`the last 100,000 of them again, ${engine}`] = { figure: `${Math.round(again)} ms` }
    }
    for (const [name, ask] of Object.entries(asked)) {
      for (const ctx of contexts) await ask(ctx)
      const times: number[][] = contexts.map(() => [])
      for (let round = 0; round < rounds * 3; round++)
        for (const [i, ctx] of contexts.entries()) times[i]?.push(await timed(() => ask(ctx)))
      const ratios = times[0]?.map((least, round) => (times[1]?.[round] ?? Number.NaN) / least) ?? []
      figures[`${name}, ${engine}`] = { figure: `${median(times[1] ?? []).toFixed(1)} ms`, ratio: ratioOf(ratios) }
    }
  } finally {
    for (const { store } of contexts) await store.close()
    for (const ground of grounds) await ground.remove()
  }
  return figures
}

/** Reads on ten million readings against a hundred thousand of the same areas, and how fast they are taken in. */
export async function benchReadings(): Promise<Record<string, Figure>> {
  const url = process.env.BENCH_READINGS_DATABASE_URL
  const server = url === undefined ? {} : await measure('PostgreSQL', (size) => onServer(url, size))
  return { ...(await measureFile()), ...(await measure('embedded', embedded)), ...server }
}
