import { beforeAll, describe, expect, it } from 'vitest'
import { IncidentDetail } from '@/lib/schema/incident'
import { ask } from '../server/client'
import { barriers, openAll } from './barriers'
import { anIncidentPath, locales } from './pages'
import { browserSuite } from './suite'
import { settle, watch } from './watched-page'

browserSuite('incidents and their reports', 'reads', ({ baseUrl, newPage }) => {
  let incident = ''
  let report = ''
  beforeAll(async () => {
    incident = await anIncidentPath(baseUrl)
    const { reports } = await ask(IncidentDetail, `${baseUrl}/api/v1${incident}`)
    report = `/reports/${reports.find(({ quote }) => quote !== null)?.id}`
  })
  const pages = [
    ['an incident with everything open', () => incident],
    ['a report', () => report],
    ['the list, filtered', () => '/incidents?service=heating&kind=strike'],
    ['the list, filtered to nothing', () => '/incidents?q=zzzz'],
  ] as const

  describe.each(locales)('in %s', (locale) => {
    it.each(pages)('%s has no grave barrier in light or dark, and says nothing to the console', async (_name, path) => {
      const page = await newPage()
      const watched = watch(page, baseUrl)
      await page.goto(`/${locale}${path()}`)
      await settle(page)
      await openAll(page)
      expect(await barriers(page)).toEqual([])
      expect(watched.complaints).toEqual([])
    })

    it.each(pages)('%s is whole without script and does not scroll sideways at 320 px', async (_name, path) => {
      const page = await newPage({ javaScriptEnabled: false, viewport: { width: 320, height: 800 } })
      await page.goto(`/${locale}${path()}`)
      expect(await page.locator('h1').count()).toBe(1)
      const box = await page.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
      expect(box).toBeLessThanOrEqual(0)
    })
  })

  it('a report is reached from its incident and leads back to it', async () => {
    const page = await newPage()
    await page.goto(`/en${incident}`)
    await page.locator('#statements ~ ol a[rel=bookmark]').first().click()
    await page.waitForURL(/\/en\/reports\/[0-9A-Z]{26}$/)
    await page.getByRole('navigation').or(page.locator('main')).getByRole('link', { name: 'Incidents' }).first().waitFor()
    expect(await page.locator(`main a[href="/en${incident}"]`).count()).toBeGreaterThan(0)
  })

  it('the form of the list narrows it without script, and the address keeps what was asked alone', async () => {
    const page = await newPage({ javaScriptEnabled: false })
    await page.goto('/en/incidents')
    await page.locator('main select[name=service]').selectOption('water')
    await page.locator('main form button').click()
    await page.waitForURL(/\/en\/incidents\?service=water$/)
    expect(await page.locator('main ol > li').count()).toBeGreaterThan(0)
  })

  it('an incident is added to those compared, without script, and taken out again', async () => {
    const page = await newPage({ javaScriptEnabled: false })
    await page.goto('/en?asOf=2026-01-12')
    const rows = page.locator('[data-chart=restoration] h3')
    const before = await rows.count()
    const compared = (count: number) => (url: URL) => url.searchParams.getAll('compare').length === count
    await page.locator('#restoration form button').click()
    await page.waitForURL(compared(before + 1), { waitUntil: 'load' })
    expect(await rows.count()).toBe(before + 1)
    await page
      .locator('[data-chart=restoration]')
      .getByRole('link', { name: /^Take out/ })
      .first()
      .click()
    await page.waitForURL(compared(before), { waitUntil: 'load' })
    expect(await rows.count()).toBe(before)
  })
})
