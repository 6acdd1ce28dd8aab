import type { Page } from 'playwright-core'

/** What a page did that nobody should have to see: errors and warnings it told the console, and hosts it asked that are not ours. */
export interface Watched {
  complaints: string[]
  foreignRequests: string[]
}

/** What Playwright itself tells the console where a test keeps the service worker out. */
const blocked = 'Service Worker registration blocked by Playwright'

/** Watches a page from now on. A failed hydration is among the complaints: the framework throws it. */
export function watch(page: Page, baseUrl: string): Watched {
  const watched: Watched = { complaints: [], foreignRequests: [] }
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning'
    if (isComplaint && message.text() !== blocked) watched.complaints.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => watched.complaints.push(String(error)))
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (/^https?:|^wss?:/.test(protocol) && origin !== baseUrl) watched.foreignRequests.push(request.url())
  })
  return watched
}

/** Scrolls to the end and back, so that whatever loads late has loaded, and waits until nothing is on its way. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.waitForLoadState('networkidle')
}
