import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { loadTerritory } from '@/lib/regions/territory'
import { type RunningServer, startServer } from '../support/server'
import { runCommand } from './command'
import { serverSuite } from './suite'

/** What a reader on a slow line waits for before the first figures, and before the page can be used; kilobytes of 1024 bytes, gzip. */
const documentBudget = 60
const scriptBudget = 180

const kilobytes = (bytes: Buffer | string) => gzipSync(bytes).length / 1024
const views = ['', '?asOf=2026-01-08T16:00:00Z', '?asOf=2025-12-28', '?asOf=2026-01-08T16:00:00Z&service=heating']

serverSuite('the budgets', () => {
  let server: RunningServer
  let incident = ''
  beforeAll(async () => {
    server = await startServer()
    const Page = z.object({ data: z.array(z.object({ id: z.string(), reportCount: z.number() })) })
    const { data } = Page.parse(await (await fetch(`${server.baseUrl}/api/v1/incidents?limit=1000`)).json())
    incident = data.reduce((most, one) => (one.reportCount > most.reportCount ? one : most)).id
  })
  afterAll(() => server.stop())
  const load = async (path: string) => {
    const answer = await fetch(`${server.baseUrl}${path}`)
    expect(answer.status, path).toBe(200)
    return answer.text()
  }

  /** The scripts a document asks for, at once or after its first paint; those for browsers without modules are not loaded by any that has them. */
  const scriptsOf = (html: string) =>
    [...html.replaceAll(/<script[^>]* nomodule[^>]*>/gi, '').matchAll(/"(\/_next\/[^"\\]+\.js)"/g)].flatMap(([, source]) => source ?? [])

  const pages = () => [
    ...['en', 'uk'].flatMap((locale) => views.map((view) => `/${locale}${view}`)),
    ...['/incidents', `/incidents/${incident}`, '/report', '/data'].map((path) => `/uk${path}`),
  ]

  it(`no first document weighs more than ${documentBudget} KB`, async () => {
    for (const page of pages()) {
      const weight = kilobytes(await load(page))
      process.stdout.write(`${page.replace(/[0-9A-Z]{26}/, '…')}: ${weight.toFixed(1)} KB\n`)
      expect(weight, page).toBeLessThanOrEqual(documentBudget)
    }
  })

  it(`no page needs more than ${scriptBudget} KB of script before it can be used`, async () => {
    for (const page of pages()) {
      const files = [...new Set(scriptsOf(await load(page)))]
      expect(files.length).toBeGreaterThan(2)
      const weights = await Promise.all(files.map(async (file) => kilobytes(await load(file))))
      const weight = weights.reduce((sum, one) => sum + one, 0)
      process.stdout.write(`${page.replace(/[0-9A-Z]{26}/, '…')}: ${weight.toFixed(1)} KB of script in ${files.length} files\n`)
      expect(weight, page).toBeLessThanOrEqual(scriptBudget)
    }
  })

  it('the heaviest scripts are marked to be compiled while they come', async () => {
    const files = await Promise.all([...new Set(scriptsOf(await load('/en')))].map(load))
    const heaviest = files.sort((a, b) => b.length - a.length).slice(0, 2)
    for (const script of heaviest) expect(script.slice(0, 40)).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/)
  })
})

/** Thirty days of a county feed, in the layout of EAGLE-I: four times a day, and of nine counties in ten that have somebody out then. */
function monthOfReadings(): string {
  const counties = loadTerritory('us').regions.filter(({ level }) => level === 2)
  const rows = ['fips_code,county,state,customers_out,run_start_time']
  const first = Date.parse('2026-01-01T00:00:00Z')
  for (let at = 0; at < 30 * 4; at++) {
    const time = new Date(first + at * 21_600_000).toISOString().replace('T', ' ').slice(0, 19)
    counties.forEach(({ code, shortName }, i) => {
      const out = ((i * 7919 + at * 104_729) % 4093) + 1
      if ((i + at) % 10 > 0) rows.push(`${Number(code.slice(2))},${shortName.en},,${out},${time}`)
    })
  }
  return `${rows.join('\n')}\n`
}

serverSuite('the budgets of a territory with thousands of counties', () => {
  let server: RunningServer
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'outage-ledger-counties-'))
    const file = join(dataDir, 'month.csv')
    await writeFile(file, monthOfReadings())
    const taken = await runCommand('import', ['--feed', 'eagle-i', file], { DATA_DIR: dataDir, TERRITORY: 'us' })
    expect(taken.code, taken.stderr).toBe(0)
    server = await startServer({ dataDir, env: { TERRITORY: 'us', OTHER_TERRITORIES: 'ua=https://ua.outages.example' } })
  }, 240_000)
  afterAll(async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  // The fullest moment: the end of the month, while its readings hold.
  const then = 'asOf=2026-01-30T18:00:00Z'
  const moments = [`?${then}`, `?level=2&${then}`, `?shade=share&${then}`, `/regions?${then}`, `/regions/US-TX?${then}`]
  const views = [
    ...moments,
    '',
    '?level=2',
    '?shade=share',
    '/regions',
    '/regions/US-TX',
    '/regions/US48201',
    '/report',
    '/data',
    '/sources',
    '/method',
  ]

  it(`no first document weighs more than ${documentBudget} KB`, async () => {
    for (const page of ['en', 'uk'].flatMap((locale) => views.map((view) => `/${locale}${view}`))) {
      const answer = await fetch(`${server.baseUrl}${page}`)
      expect(answer.status, page).toBe(200)
      const weight = kilobytes(await answer.text())
      process.stdout.write(`${page}: ${weight.toFixed(1)} KB\n`)
      expect.soft(weight, page).toBeLessThanOrEqual(documentBudget)
    }
  }, 120_000)

  it('leads to the ledger of the other country, from the list of regions and the foot of every page', async () => {
    const leading = async (path: string) => {
      const html = await (await fetch(`${server.baseUrl}${path}`)).text()
      return [...html.matchAll(/<a href="https:\/\/ua\.outages\.example\/uk">Україна</g)].length
    }
    expect([await leading('/uk/regions'), await leading('/uk/data')]).toEqual([2, 1])
  })

  it('a county is found by its name and its state, as the report form asks for it', async () => {
    const form = await (await fetch(`${server.baseUrl}/en/report`)).text()
    expect(form).toContain('value="Texas"')
    expect(form).not.toContain('Harris, Texas"')
    const named = await (await fetch(`${server.baseUrl}/en/report/regions?find=${encodeURIComponent('Harris County, TX')}`)).json()
    expect(named).toMatchObject([{ code: 'US48201', name: { en: 'Harris, Texas' } }])
  })

  it('every county stands on the page of regions without script', async () => {
    const html = await (await fetch(`${server.baseUrl}/en/regions`)).text()
    expect([...html.matchAll(/href="\/en\/regions\/US\d{5}"/g)].length).toBeGreaterThanOrEqual(3200)
  })
})
