import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, inject, it } from 'vitest'
import type { BaseUrls } from './server'

export type BrowserTools = {
  /** Address of the running product, no slash at the end. */
  baseUrl: string
  /** A page in a context of its own, closed after the test. Relative addresses are the product's; no service worker unless asked for. */
  newPage: (options?: BrowserContextOptions) => Promise<Page>
}

// Chromium's sandbox refuses to run for root, which is who runs tests in most containers.
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/**
 * Whether the page answers to the hand: it has no script of the framework, or that has come (after the first paint), taken the page over and
 * laid out what was left for later, so that nothing moves any more.
 */
function isAlive(): boolean {
  const waits = [...document.scripts].some(({ src, text }) => `${src}${text}`.includes('/_next/'))
  const choices = document.querySelector('[data-choices]')
  if (!waits) return true
  if (document.querySelector('[data-later]')) return false
  if (choices) return choices.hasAttribute('data-live')
  // React marks the elements it has taken over; the framework's own page of an error has no main part.
  const part = document.querySelector('main') ?? document.body
  return Object.keys(part).some((key) => key.startsWith('__react'))
}

/** Lets `goto` end when a reader's hand would be answered. */
function waitingForScript(page: Page): Page {
  const goto = page.goto.bind(page)
  page.goto = async (...asked) => {
    const answer = await goto(...asked)
    await page.waitForFunction(isAlive)
    return answer
  }
  return page
}

/** A `describe` with a real Chromium on the running product, for tests that only read its records or that write too; skipped where the machine has none, red where the product did not start. */
export function browserSuite(name: string, kind: keyof BaseUrls, tests: (tools: BrowserTools) => void): void {
  const ground = inject('ground')
  if (ground.state === 'failed') {
    it(`${name}: the product starts`, () => {
      throw new Error(ground.reason)
    })
    return
  }
  const { reads, writes } = inject('baseUrls')
  const baseUrl = kind === 'reads' ? reads : (writes[Number(process.env.VITEST_POOL_ID) % writes.length] ?? '')
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
        const page = await context.newPage()
        return options?.javaScriptEnabled === false ? page : waitingForScript(page)
      },
    })
  })
}
