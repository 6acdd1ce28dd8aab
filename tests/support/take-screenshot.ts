import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core'
import { z } from 'zod'
import { findChromium } from './chromium'
import { root } from './root'
import { startServer } from './server'

interface Picture {
  file: string
  address: string
  view: BrowserContextOptions
  /** What is pictured; the window as it opens where none is named. */
  part?: string
}

const evening = 'asOf=2026-01-08T16%3A00%3A00.000Z'
const desk = { width: 1280, height: 1500 }

/** The pictures in the README: the built product with its own records, on the evening of 8 January 2026. */
const pictures = (incident: string): Picture[] => [
  { file: 'dashboard', address: `/en?${evening}`, view: { viewport: desk, deviceScaleFactor: 0.67, colorScheme: 'light' } },
  {
    file: 'charts',
    address: `/en?${evening}`,
    view: { viewport: desk, deviceScaleFactor: 0.67, colorScheme: 'dark' },
    part: '#series',
  },
  {
    file: 'incident',
    address: `/en/incidents/${incident}`,
    view: { viewport: { width: 1280, height: 1000 }, deviceScaleFactor: 0.67, colorScheme: 'light' },
  },
  { file: 'phone', address: `/uk?${evening}`, view: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, colorScheme: 'dark' } },
]

async function take(browser: Browser, baseUrl: string, { file, address, view, part }: Picture): Promise<void> {
  const context = await browser.newContext(view)
  const page = await context.newPage()
  await page.goto(baseUrl + address, { waitUntil: 'networkidle' })
  const path = join(root, 'docs', `${file}.png`)
  if (part === undefined) await page.screenshot({ path })
  else await page.locator(part).screenshot({ path })
  await context.close()
}

/** The incident that most is said of. */
async function mostReported(baseUrl: string): Promise<string> {
  const Page = z.object({ data: z.array(z.object({ id: z.string(), reportCount: z.number() })) })
  const { data } = Page.parse(await (await fetch(`${baseUrl}/api/v1/incidents?limit=1000`)).json())
  return data.reduce((most, one) => (one.reportCount > most.reportCount ? one : most)).id
}

const executablePath = findChromium()
if (executablePath === null) throw new Error('no Chromium found: set CHROMIUM_PATH')
const server = await startServer()
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
try {
  for (const picture of pictures(await mostReported(server.baseUrl))) await take(browser, server.baseUrl, picture)
} finally {
  await browser.close()
  await server.stop()
}
