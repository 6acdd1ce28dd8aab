import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium } from './chromium'
import { root } from './root'
import { startServer } from './server'

/** The picture in the README: the built dashboard on the evening of 8 January 2026, as a reader of English in daylight sees it. */
const address = '/en?asOf=2026-01-08T16%3A00%3A00.000Z'

const executablePath = findChromium()
if (executablePath === null) throw new Error('no Chromium found: set CHROMIUM_PATH')
const server = await startServer()
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1500 }, deviceScaleFactor: 0.67, colorScheme: 'light' })
  await page.goto(server.baseUrl + address, { waitUntil: 'networkidle' })
  await page.locator('.leaflet-container').waitFor()
  await page.screenshot({ path: join(root, 'docs', 'dashboard.png') })
} finally {
  await browser.close()
  await server.stop()
}
