import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { anIncident, asEditor, postIncident } from '../server/client'
import { eventually } from '../support/eventually'
import { startServer } from '../support/server'
import { evening, locales } from './pages'
import { browserSuite } from './suite'

const words = {
  en: {
    offline: /No network\. This page shows the state of .*\d\d:\d\d/,
    back: /The ledger can be read again\. This page shows the state of/,
    kept: /A kept copy\. The ledger could not be reached\. This page shows its state of .*\d\d:\d\d Kyiv time, not what holds now/,
    noCopy: 'No network, and no copy of this page',
  },
  uk: {
    offline: /Немає мережі\. Сторінка показує стан на .*\d\d:\d\d/,
    back: /Реєстр знову доступний\. Сторінка показує стан на/,
    kept: /Збережена копія\. Реєстр недоступний\. Сторінка показує його стан на .*\d\d:\d\d за Києвом, а не те, що є зараз/,
    noCopy: 'Немає мережі й немає копії цієї сторінки',
  },
}

const live = (page: Page) => page.getByText(/^(Live|Наживо) · /)
const keptAt = (page: Page) => page.evaluate(() => document.documentElement.dataset.keptAt ?? null)
const headingOf = async (page: Page) => (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('focus')))

/** The addresses the worker has kept, without host. */
const keptAddresses = (page: Page) =>
  page.evaluate(async () => {
    const found = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
    return found.flat().map(({ url }) => url.slice(location.origin.length))
  })

/** Makes the network go as at the switch of a cable, for the pages and for the worker. */
const goOffline = (context: BrowserContext) => context.setOffline(true)
const goOnline = (context: BrowserContext) => context.setOffline(false)

browserSuite('without a network', 'writes', ({ baseUrl, newPage }) => {
  /** A page whose worker is there and has kept it. */
  const open = async (path: string, options: Parameters<typeof newPage>[0] = {}) => {
    const page = await newPage({ serviceWorkers: 'allow', viewport: { width: 1280, height: 800 }, ...options })
    await page.goto(path)
    await live(page).waitFor()
    await eventually(() => keptAddresses(page)).toContain(path)
    return page
  }

  describe.each(locales)('in %s', (locale) => {
    const w = words[locale]
    const path = `/${locale}?${evening}`

    it('keeps the view that is open, says of when it is, and follows when the network is back', async () => {
      const page = await newPage()
      await page.goto(path)
      await live(page).waitFor()
      const heading = await headingOf(page)
      await goOffline(page.context())
      await page.locator('p', { hasText: w.offline }).filter({ visible: true }).first().waitFor()
      await eventually(async () => (await page.locator('[role=status]').allTextContents()).some((text) => w.offline.test(text))).toBe(true)
      expect(await headingOf(page)).toBe(heading)

      const made = anIncident()
      expect((await postIncident(baseUrl, made, asEditor)).status).toBe(201)
      await goOnline(page.context())
      await eventually(async () => {
        await comeBack(page)
        return page.locator('main').textContent()
      }).toContain(made.publisher)
      await live(page).waitFor()
      await eventually(() => page.locator('p', { hasText: w.offline }).filter({ visible: true }).count()).toBe(0)
    })

    it('opens what was read before as a kept copy that says so before any script, then makes it new', async () => {
      const page = await open(path)
      const heading = await headingOf(page)
      await goOffline(page.context())
      await page.goto(path, { waitUntil: 'commit' })
      const bar = page.getByText(w.kept).filter({ visible: true })
      await bar.waitFor()
      expect(await headingOf(page)).toBe(heading)
      expect(await keptAt(page)).toMatch(/^\d{4}-\d\d-\d\dT/)
      expect(await live(page).filter({ visible: true }).count()).toBe(0)

      const made = anIncident()
      expect((await postIncident(baseUrl, made, asEditor)).status).toBe(201)
      await goOnline(page.context())
      await eventually(async () => {
        await comeBack(page)
        return keptAt(page)
      }).toBeNull()
      await eventually(() => page.locator('main').textContent()).toContain(made.publisher)
      await eventually(() => bar.count()).toBe(0)
      await live(page).filter({ visible: true }).waitFor()
    })

    it('lists what was kept where a page was never read, and opens it by itself later', async () => {
      const page = await open(path)
      await goOffline(page.context())
      const unread = `/${locale}/incidents?q=never`
      await page.goto(unread, { waitUntil: 'commit' })
      await page.getByRole('heading', { level: 1, name: w.noCopy }).waitFor()
      const listed = await page.locator('#kept-pages a').evaluateAll((all) => all.map((link) => link.getAttribute('href')))
      expect(listed.map((href) => href?.slice(baseUrl.length))).toContain(path)
      expect(await page.locator('#kept-pages li').first().textContent()).toMatch(/\d{4}, \d\d:\d\d/)
      await page.locator(`#kept-pages a[href$="${path}"]`).click()
      await page.getByText(w.kept).filter({ visible: true }).waitFor()
      await page.goBack()
      await page.getByRole('heading', { level: 1, name: w.noCopy }).waitFor()
      await goOnline(page.context())
      await page.getByRole('heading', { level: 1, name: w.noCopy }).waitFor({ state: 'detached' })
      expect(new URL(page.url()).pathname).toBe(`/${locale}/incidents`)
    })
  })

  it('tells a kept copy to a reader without script', async () => {
    const page = await open(`/uk?${evening}`)
    await goOffline(page.context())
    const answer = await page.evaluate(async () => {
      const frame = document.createElement('iframe')
      frame.src = location.href
      document.body.append(frame)
      await new Promise((resolve) => frame.addEventListener('load', resolve))
      return frame.contentDocument?.documentElement.outerHTML.slice(0, 200)
    })
    expect(answer).toMatch(/<html[^>]* data-kept-at="\d{4}/)
  })

  it('keeps neither the API nor the health check, nor takes a page for the data of one', async () => {
    const page = await open(`/en?${evening}`)
    const ask = (path: string, headers: Record<string, string> = {}) =>
      page.evaluate(
        ([to, sent]) =>
          fetch(to, { headers: sent, cache: 'no-store' }).then(
            ({ status }) => status,
            () => 'failed',
          ),
        [path, headers] as const,
      )
    expect(await ask(`/api/v1/impact?${evening}`)).toBe(200)
    expect(await ask('/api/health')).toBe(200)
    await goOffline(page.context())
    expect(await ask(`/api/v1/impact?${evening}`)).toBe('failed')
    expect(await ask('/api/health')).toBe('failed')
    expect(await ask(`/en?${evening}`, { RSC: '1' })).toBe('failed')
    expect(await ask(`/en?${evening}`)).toBe('failed')
    const kept = await keptAddresses(page)
    expect(kept.filter((path) => path.startsWith('/api/') && !path.startsWith('/api/v1/regions/geometry'))).toEqual([])
    expect(kept.filter((path) => path.includes('_rsc'))).toEqual([])
  })

  it('keeps a view that was reached by a link, and the form of a report', async () => {
    const page = await open(`/en?${evening}`)
    await page.getByRole('link', { name: 'Day before', exact: true }).click()
    await page.waitForURL('**asOf=2026-01-07**')
    const before = page.url().slice(baseUrl.length)
    await eventually(() => keptAddresses(page)).toContain(before)
    await eventually(() => keptAddresses(page)).toContain('/en/report')
    await goOffline(page.context())
    await page.goto('/en/report')
    await page.getByText(words.en.kept).filter({ visible: true }).waitFor()
    await page.getByLabel('Title', { exact: true }).fill('Written in the dark')
    await page.reload()
    await page.getByText('Your draft is back').waitFor()
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Written in the dark')
  })

  it('opens the installed front door on the overview that was read last', async () => {
    const page = await newPage({ serviceWorkers: 'allow', locale: 'uk-UA' })
    await page.goto('/')
    await live(page).waitFor()
    await eventually(() => keptAddresses(page)).toContain('/uk')
    await goOffline(page.context())
    await page.goto('/', { waitUntil: 'commit' })
    await page.getByText(words.uk.kept).filter({ visible: true }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/uk')
  })

  it.each(locales)('can be installed in %s', async (locale) => {
    const page = await open(`/${locale}?${evening}`)
    const session = await page.context().newCDPSession(page)
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
    const { url, errors } = await session.send('Page.getAppManifest')
    expect(errors).toEqual([])
    expect(url).toBe(`${baseUrl}/${locale}/manifest.webmanifest`)
    const manifest: unknown = await (await fetch(url)).json()
    expect(manifest).toMatchObject({ name: locale === 'uk' ? 'Реєстр знеструмлень' : 'Outage Ledger', lang: locale, start_url: '/' })
  })

  it('shows the last good view, labelled, where the page cannot be drawn, and the page when it can', async () => {
    const server = await startServer()
    const store = new Database(join(server.dataDir, 'outage-ledger.sqlite'))
    const rename = (from: string, to: string) => {
      store.pragma('legacy_alter_table = on')
      store.exec(`alter table ${from} rename to ${to}`)
    }
    try {
      const page = await newPage({ serviceWorkers: 'allow', baseURL: server.baseUrl })
      const list = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Incidents' })
      await page.goto('/en')
      await list.click()
      await page.waitForURL('**/en/incidents')
      await eventually(() => keptAddresses(page)).toContain('/en/incidents')
      await page.locator('main a[href*="/incidents/"]').first().waitFor()
      const count = await page.locator('main a[href*="/incidents/"]').count()
      await page.goBack()
      await page.waitForURL('**/en')

      rename('incidents', 'incidents_away')
      await list.click()
      await page.getByRole('heading', { name: 'The ledger cannot be read at the moment' }).waitFor()
      expect(await page.getByText(/It failed at this Kyiv time: \d\d:\d\d/).isVisible()).toBe(true)
      await page.getByText(/^The last good view of this page, kept on this device, not what holds now: .*\d{4}, \d\d:\d\d$/).waitFor()
      expect(await page.locator('main a[href*="/incidents/"]').count()).toBe(count)

      rename('incidents_away', 'incidents')
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('heading', { name: 'The ledger cannot be read at the moment' }).waitFor({ state: 'detached' })
      expect(await page.locator('main a[href*="/incidents/"]').count()).toBe(count)
    } finally {
      store.close()
      await server.stop()
    }
  }, 120_000)
})
