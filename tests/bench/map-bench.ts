import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { mapRegions } from '@/app/_ui/map-regions'
import { figureWords, mapWords } from '@/app/_ui/map-words'
import { impactAt } from '@/lib/impact/impact'
import { seriesOf } from '@/lib/impact/series'
import { loadTerritory } from '@/lib/regions/territory'
import { Topology } from '@/lib/schema/geometry'
import type { Series } from '@/lib/schema/impact'
import type { Region } from '@/lib/schema/region'
import { findChromium } from '../support/chromium'
import { root } from '../support/root'
import { type Figure, median } from './part'
import { manyStatements } from './statements'

const observations = 200_000
const steps = 120
const service = 'electricity' as const
const period = { from: '2025-10-01T00:00:00.000Z', to: '2026-01-08T00:00:00.000Z' }
const zone = 'Europe/Kyiv'

interface Ground {
  regions: readonly Region[]
  topology: Topology
}

/** The counties of the United States as regions of level 1: the largest real set of areas at hand. */
function counties(): Ground {
  const topology = Topology.parse(JSON.parse(readFileSync(join(root, 'tests/bench/data/us-counties.topojson'), 'utf8')))
  const none = { parent: 'US', iso: null, pcode: null, katottg: null, inPack: true, zone } as const
  const named = (text: string) => ({ en: text, uk: text })
  const country: Region = {
    ...none,
    aliases: [],
    denominators: [],
    code: 'US',
    level: 0,
    parent: null,
    name: named('US'),
    shortName: named('US'),
    labelPoint: [-98, 39],
  }
  const areas = Object.values(topology.objects).flatMap(({ geometries }) => geometries.map(({ properties }) => properties))
  const regions = areas.map(({ code, nameEn }): Region => {
    const name = named(String(nameEn))
    return { ...none, aliases: [], denominators: [], code: String(code), level: 1, name, shortName: name, labelPoint: [-98, 39] }
  })
  return { regions: [country, ...regions], topology }
}

function oblasts(): Ground {
  const { regions, geometry } = loadTerritory('ua')
  return { regions, topology: Topology.parse(geometry(1, 'web')) }
}

/** The page's data: the map at the last moment and every step of the series, worked out by the product's own rules. */
function measuredOf({ regions }: Ground) {
  const codes = regions.filter(({ level }) => level === 1).map(({ code }) => code)
  const history = manyStatements(observations, codes)
  const ask = { services: [service], measures: [], level: 1, regions: [] } as const
  const { buckets } = seriesOf(history, regions, { ...ask, ...period, step: 'day', zone }, {})
  const { data } = impactAt(history, regions, ask, { asOf: period.to })
  const telling = { locale: 'en', zone, shade: 'amount', words: figureWords('en', service) } as const
  const map = {
    ...{
      regions: mapRegions(data, regions, telling),
      inside: null,
      marks: [],
      telling,
      words: mapWords('en'),
      territory: 'ua',
      version: '1',
      raions: '',
      raionRows: '',
      raionsAtOnce: false,
    },
    tiles: null,
  }
  return { map, codes, steps: stepsOf(buckets, codes) }
}

function stepsOf(buckets: Series['buckets'], codes: readonly string[]) {
  const last = new Map<string, number | null>()
  return buckets.map(({ regions }) =>
    codes.map((code) => {
      const point = regions[code]
      if (point?.standing === 'reported') last.set(code, point.best)
      return [point?.standing ?? 'notReported', last.get(code) ?? null] as const
    }),
  )
}

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

function serve(folder: string, ground: Ground, measured: unknown): Promise<Server> {
  const answers = new Map([
    ['/measured.json', JSON.stringify(measured)],
    ['/api/v1/regions/geometry', JSON.stringify(ground.topology)],
  ])
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost')
    const file = pathname === '/' ? '/map-page.html' : pathname
    const body = answers.get(pathname) ?? (await readFile(join(folder, file)).catch(() => null))
    response.writeHead(body === null ? 404 : 200, { 'Content-Type': types[extname(file)] ?? 'application/json' })
    response.end(body)
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

/** What 95 of a hundred stay within. */
const slow = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN

interface Bench {
  measureSteps: (rounds: number) => Promise<{ fps: number; work: number[] }>
  startCounting: () => Promise<void>
  stopCounting: () => number[]
}
type Benched = Window & { bench: Bench }

async function measurePanning(page: Page): Promise<number[]> {
  for (let i = 0; i < 3; i++) await page.getByRole('button', { name: 'Zoom in' }).click()
  await page.mouse.move(500, 300)
  await page.mouse.down()
  await page.evaluate(() => (window as unknown as Benched).bench.startCounting())
  for (let i = 0; i <= steps; i++) await page.mouse.move(500 + 160 * Math.sin(i / 12), 300 + 90 * Math.cos(i / 9))
  const gaps = await page.evaluate(() => (window as unknown as Benched).bench.stopCounting())
  await page.mouse.up()
  return gaps
}

interface MapFigures {
  /** Milliseconds a step, in which states and their painting are asked for. */
  step: number
  fps: { stepping: number; panning: number }
  slowest: { step: number; gap: number }
}

async function measureGround(page: Page, folder: string, ground: Ground): Promise<MapFigures> {
  const server = await serve(folder, ground, measuredOf(ground))
  try {
    const address = server.address()
    if (typeof address !== 'object' || address === null) throw new Error('no port for the measured page')
    await page.goto(`http://127.0.0.1:${address.port}/`)
    await page.locator('[data-state="ready"]').waitFor({ timeout: 120_000 })
    const stepping = await page.evaluate((rounds) => (window as unknown as Benched).bench.measureSteps(rounds), steps)
    const gaps = await measurePanning(page)
    const panning = (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0)
    return {
      step: median(stepping.work),
      fps: { stepping: stepping.fps, panning },
      slowest: { step: slow(stepping.work), gap: slow(gaps) },
    }
  } finally {
    server.close()
  }
}

async function bundle(folder: string): Promise<void> {
  const page = join(root, 'tests/bench/map-page.html')
  await build({
    root: join(root, 'tests/bench'),
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': root } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2022', rollupOptions: { input: page } },
  })
}

/** The live map under load in a real browser: panning and stepping with 27 regions and with thousands of areas. Needs Chromium. */
export async function benchMap(): Promise<Record<string, Figure>> {
  const executablePath = findChromium()
  if (executablePath === null) {
    console.log('map: SKIPPED, no Chromium (CHROMIUM_PATH)')
    return {}
  }
  const folder = await mkdtemp(join(tmpdir(), 'outage-ledger-map-bench-'))
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    await bundle(folder)
    const page = await browser.newPage({ viewport: { width: 1000, height: 700 } })
    page.on('pageerror', (error) => console.error(error))
    const few = await measureGround(page, folder, oblasts())
    const many = await measureGround(page, folder, counties())
    const told = ({ step, fps, slowest }: MapFigures) => ({
      step: `${step.toFixed(1)} ms, 95 % within ${slowest.step.toFixed(1)} ms, ${fps.stepping.toFixed(0)} frames/s`,
      panning: `${fps.panning.toFixed(0)} frames/s, 95 % within ${slowest.gap.toFixed(0)} ms of each other`,
    })
    return {
      'a step, 27 regions': { figure: told(few).step },
      'a step, 3,200 areas': { figure: told(many).step, ratio: `${(many.step / few.step).toFixed(1)} ×` },
      'panning, 27 regions': { figure: told(few).panning },
      'panning, 3,200 areas': { figure: told(many).panning, ratio: `${(many.fps.panning / few.fps.panning).toFixed(2)} ×` },
    }
  } finally {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  }
}
