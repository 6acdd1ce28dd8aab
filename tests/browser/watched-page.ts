import type { Page } from 'playwright-core'

/** What a page did that nobody should have to see: errors and warnings it told the console, and hosts it asked that are not ours. */
export interface Watched {
  complaints: string[]
  foreignRequests: string[]
}

/** Watches a page from now on. A failed hydration is among the complaints: the framework throws it. */
export function watch(page: Page, baseUrl: string): Watched {
  const watched: Watched = { complaints: [], foreignRequests: [] }
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') watched.complaints.push(`${message.text()} ${message.location().url}`)
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
