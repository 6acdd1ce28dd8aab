import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, inject, it } from 'vitest'
import { root } from '../support/root'
import type { BaseUrls } from './server'

export type BrowserTools = {
  /** Address of the running product, no slash at the end. */
  baseUrl: string
  /** A page in a context of its own, closed after the test. Relative addresses are the product's; no service worker unless asked for. */
  newPage: (options?: BrowserContextOptions) => Promise<Page>
  /** Keeps a picture of the whole page under tests/.artifacts and answers its path. */
  screenshot: (page: Page, name: string) => Promise<string>
}

const artifacts = join(root, 'tests', '.artifacts')
// Chromium's sandbox refuses to run for root, which is who runs tests in most containers.
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** A `describe` with a real Chromium on the running product, for tests that only read its records or that write too; skipped where the machine has none, red where the product did not start. */
export function browserSuite(name: string, kind: keyof BaseUrls, tests: (tools: BrowserTools) => void): void {
  const ground = inject('ground')
  if (ground.state === 'failed') {
    it(`${name}: the product starts`, () => {
      throw new Error(ground.reason)
    })
    return
  }
  const baseUrl = inject('baseUrls')[kind]
  describe.skipIf(ground.state === 'skipped')(name, () => {
    let browser: Browser
    const contexts: BrowserContext[] = []

    beforeAll(async () => {
      const executablePath = ground.state === 'ready' ? ground.chromium : undefined
      browser = await chromium.launch({ executablePath, args: asRoot })
    })
    afterEach(async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()))
    })
    afterAll(() => browser.close())

    tests({
      baseUrl,
      newPage: async (options) => {
        const context = await browser.newContext({ baseURL: baseUrl, serviceWorkers: 'block', ...options })
        contexts.push(context)
        return context.newPage()
      },
      screenshot: async (page, file) => {
        mkdirSync(artifacts, { recursive: true })
        const path = join(artifacts, `${file}.png`)
        await page.screenshot({ path, fullPage: true })
        return path
      },
    })
  })
}
