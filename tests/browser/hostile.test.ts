import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InReview } from '@/lib/schema/answers'
import { signIn } from '../server/client'
import { eventually } from '../support/eventually'
import { hostileTexts, incidentOf, type Published, publishAll, trap } from '../support/hostile-records'
import { editorToken, type RunningServer, startServer } from '../support/server'
import { type Locale, locales } from './pages'
import { browserSuite } from './suite'
import { settle, type Watched, watch } from './watched-page'

const evening = 'asOf=2026-01-09T12:00:00Z'
const texts = Object.values(hostileTexts)
/** How many of the texts wait for an editor, too. */
const waiting = 4
/** A reader's own question, which pages show again. */
const question = encodeURIComponent(`"><img src=x onerror=${trap}()><script>${trap}()</script>`)

interface Caught extends Watched {
  /** Dialogs that opened, calls of what the texts would call, and what the policy kept from running. */
  ran: string[]
  requests: number
}

/** Has a page tell of everything that a text could bring about by being more than text. */
async function catchAll(page: Page, baseUrl: string): Promise<Caught> {
  const caught: Caught = Object.assign(watch(page, baseUrl), { ran: [], requests: 0 })
  page.on('request', () => {
    caught.requests += 1
  })
  page.on('dialog', (dialog) => {
    caught.ran.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.exposeFunction(trap, () => caught.ran.push(`a call on ${page.url()}`))
  await page.exposeFunction('tellViolation', (told: string) => caught.ran.push(`a violation: ${told}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, documentURI, sample }) => {
      const tell = (window as unknown as { tellViolation: (told: string) => void }).tellViolation
      tell([effectiveDirective, blockedURI, documentURI, sample].join(' '))
    })
  })
  return caught
}

browserSuite('records that mean to be more than text, in a browser', 'reads', ({ newPage }) => {
  let server: RunningServer
  let published: Published[] = []
  const queued: string[] = []
  let session: { name: string; value: string; url: string }

  beforeAll(async () => {
    server = await startServer({ env: { SEED: 'none', TILE_ATTRIBUTION: texts[0] ?? '' } })
    published = await publishAll(server.baseUrl, texts)
    for (const [n, text] of texts.slice(0, waiting).entries()) {
      const body = JSON.stringify(incidentOf(text, 100 + n))
      const init = { method: 'POST', body, headers: { 'Content-Type': 'application/json' } }
      const answer = await fetch(`${server.baseUrl}/api/v1/incidents?allowDuplicate=true`, init)
      queued.push(InReview.parse(await answer.json()).id)
    }
    const [name = '', value = ''] = (await signIn(server.baseUrl, editorToken)).split('=')
    session = { name, value, url: server.baseUrl }
  }, 120_000)
  afterAll(() => server?.stop())

  const open = async (signedIn: boolean) => {
    const page = await newPage({ baseURL: server.baseUrl, viewport: { width: 1280, height: 900 } })
    const context: BrowserContext = page.context()
    if (signedIn) await context.addCookies([session])
    return { page, caught: await catchAll(page, server.baseUrl) }
  }

  /** Opens pages one after another, scrolls through each, unfolds what can be, and expects them to have brought about nothing. */
  async function expectNothingFrom(paths: readonly string[], signedIn = false): Promise<void> {
    const { page, caught } = await open(signedIn)
    for (const path of paths) {
      const before = caught.requests
      const answer = await page.goto(path)
      expect(answer?.status(), path).toBe(200)
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true
      })
      await settle(page)
      expect([caught.ran, caught.foreignRequests, caught.complaints], path).toEqual([[], [], []])
      expect(caught.requests, path).toBeGreaterThan(before)
    }
  }

  it('would be caught where one ran, asked for something elsewhere or was kept from it by the policy', async () => {
    const { page, caught } = await open(false)
    const html = `<!doctype html><title>x</title><main><script>alert(1)</script>${hostileTexts['a picture out of an attribute']}<img src="https://evil.example/x"></main>`
    let policy = {}
    await page.route('**/made-here', (route) => route.fulfill({ contentType: 'text/html', body: html, headers: policy }))
    await page.route('https://evil.example/**', (route) => route.abort())
    await page.goto('/made-here')
    await eventually(() => caught.ran).toEqual(['a dialog: 1', expect.stringContaining('a call on')])
    expect(caught.foreignRequests).toEqual(['https://evil.example/x'])
    policy = { 'content-security-policy': "default-src 'none'" }
    caught.ran.length = 0
    await page.goto('/made-here')
    await eventually(() => caught.ran.map((told) => told.split(' ').slice(0, 3).join(' '))).toContain('a violation: script-src-elem')
    expect(caught.ran.filter((told) => !told.startsWith('a violation'))).toEqual([])
  })

  /** Pages in one language and in the other by turns: of a record's text each of them makes the same. */
  const byTurns = (pages: readonly ((locale: Locale) => string)[]) => pages.map((page, n) => page(locales[n % locales.length] ?? 'en'))
  const figures = `${evening}&service=electricity&unit=households`

  // Each opens some twenty pages with everything unfolded.
  describe('bring about nothing', { timeout: 400_000 }, () => {
    it('on the pages of the whole', async () => {
      await expectNothingFrom(
        byTurns([
          ...[`?${figures}`, `?${evening}&service=health`, `?q=${question}`].map((query) => (locale: Locale) => `/${locale}${query}`),
          ...['', '?kind=technical', `?q=${question}`].map((query) => (locale: Locale) => `/${locale}/incidents${query}`),
          (locale) => `/${locale}/regions?${evening}`,
          (locale) => `/${locale}/sources`,
          ...[`?${figures}`, `?${evening}&service=water`].map((query) => (locale: Locale) => `/${locale}/regions/UA-12${query}`),
          (locale) => `/${locale}/data`,
          (locale) => `/${locale}/report?again=1&title=${question}&publisher=${question}`,
          ...[`?${figures}`, `?q=${question}`].map((query) => (locale: Locale) => `/embed/${locale}${query}`),
        ]),
      )
    })

    it('on pages of their own', async () => {
      await expectNothingFrom(
        byTurns([
          ...published.map(
            ({ id }) =>
              (locale: Locale) =>
                `/${locale}/incidents/${id}`,
          ),
          ...published
            .filter((_, n) => n % 3 === 0)
            .map(
              ({ reports }) =>
                (locale: Locale) =>
                  `/${locale}/reports/${reports[1]}`,
            ),
        ]),
      )
    })

    it('on the pages of editors', async () => {
      const [corrected, , plain] = published
      const review = (locale: Locale) => `/${locale}/review`
      await expectNothingFrom(
        byTurns([
          review,
          ...[...queued, corrected?.id].map((id) => (locale: Locale) => `${review(locale)}/${id}`),
          (locale) => `${review(locale)}/${plain?.id}/correct/${plain?.reports[0]}`,
        ]),
        true,
      )
    })
  })
})
