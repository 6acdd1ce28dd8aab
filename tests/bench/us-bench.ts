import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium, type Page } from 'playwright-core'
import { readSettings } from '@/lib/config/settings'
import { eagleI } from '@/lib/ingest/eagle-i'
import { loadTerritory } from '@/lib/regions/territory'
import type { Context } from '@/lib/service/context'
import { takeSnapshots } from '@/lib/service/take-snapshots'
import { openStore } from '@/lib/store/open'
import { ensureBuild } from '../support/build'
import { findChromium } from '../support/chromium'
import { startServer } from '../support/server'
import { countyReadings } from './county-readings'
import { type Figure, median, timed } from './part'

const end = Date.parse('2026-01-30T18:00:00Z')
const days = 30
const asOf = `asOf=${new Date(end).toISOString()}`
const quarter = `from=2025-11-02&to=2026-01-30`

/** A month of readings of every county, in a folder of its own. */
async function monthOfCounties(): Promise<string> {
  const dataDir = process.env.BENCH_US_DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'outage-ledger-bench-us-')))
  const settings = readSettings({ DATA_DIR: dataDir, TERRITORY: 'us' })
  const territory = loadTerritory('us')
  const now = new Date(end).toISOString()
  const store = await openStore(settings)
  const ctx: Context = { store, clock: () => now, actor: { role: 'system', key: null }, territory, settings }
  if ((await store.publicView(now).feeds()).length === 0)
    await takeSnapshots(ctx, eagleI, countyReadings(territory, days, end), 'the bench')
  await store.close()
  return dataDir
}

/** What is asked of the server, each anew. */
const asked: Record<string, string> = {
  'the page of Texas': `/en/regions/US-TX?${asOf}`,
  'impact of 3,231 counties': `/api/v1/impact?level=2&${asOf}`,
  'series of 3,231 counties by day over 30 days': `/api/v1/series?level=2&step=day&${asOf}`,
}

/** First documents whose weight is looked at, in both languages. */
const documents = ['', '&level=2', '&shade=share', `&${quarter}`, `&level=2&${quarter}`]

/** Milliseconds in which the page's own thread was busy, all tasks taken together. */
async function busy(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
  }
}

/** What each step of the slider on the page of the counties takes of the page's thread: from the key to the frame after it. */
async function steps(page: Page, address: string): Promise<number[]> {
  await page.goto(address)
  const slider = page.getByRole('slider', { name: 'Moment shown' })
  await slider.focus()
  await page.waitForLoadState('networkidle')
  const spent = await busy(page)
  const times: number[] = []
  for (let step = 0; step < 2 * (days - 2); step++) {
    const before = await spent()
    await page.keyboard.press(step < days - 2 ? 'ArrowLeft' : 'ArrowRight')
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    times.push((await spent()) - before)
  }
  return times
}

/** The pages and answers of a territory of 3,231 counties with a month of readings, and a step of time on its dashboard. */
export async function benchUs(): Promise<Record<string, Figure>> {
  const executablePath = findChromium()
  ensureBuild()
  const dataDir = await monthOfCounties()
  const server = await startServer({ dataDir, env: { TERRITORY: 'us', ANSWERS_BYTES: '0' } })
  const figures: Record<string, Figure> = {}
  try {
    const read = async (path: string) => Buffer.from(await (await fetch(server.baseUrl + path)).arrayBuffer())
    const weights: number[] = []
    for (const locale of ['en', 'uk'])
      for (const more of documents) weights.push(gzipSync(await read(`/${locale}?${asOf}${more}`)).length / 1024)
    figures['the heaviest first document'] = { figure: `${Math.max(...weights).toFixed(1)} KB gzip` }
    for (const [name, path] of Object.entries(asked)) {
      await read(path)
      const times: number[] = []
      for (let round = 0; round < 5; round++) times.push(await timed(() => read(path)))
      figures[name] = { figure: `${median(times).toFixed(0)} ms` }
    }
    if (executablePath === null) return figures
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      for (const [name, more] of Object.entries({ states: '', counties: '&level=2' })) {
        const times = await steps(page, `${server.baseUrl}/en?${asOf}${more}`)
        figures[`a step, ${name} in view`] = { figure: `${median(times).toFixed(1)} ms, at most ${Math.max(...times).toFixed(1)} ms` }
      }
    } finally {
      await browser.close()
    }
    return figures
  } finally {
    await server.stop()
    if (process.env.BENCH_US_DATA_DIR === undefined) await rm(dataDir, { recursive: true, force: true })
  }
}
