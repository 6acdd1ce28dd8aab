import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { eventually } from './eventually'
import { evening, locales } from './pages'
import { browserSuite } from './suite'
import { settle, watch } from './watched-page'

const schemes = ['light', 'dark'] as const
const paths = [`/regions/UA-12?${evening}`, `/regions/UA-40?${evening}`, '/regions/UA1204', `/regions?${evening}`] as const

/** What axe finds that keeps people out: the rule, and where. */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return grave.flatMap(({ id, nodes }) => nodes.slice(0, 5).map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary ?? ''}`))
}

const openAll = (page: Page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })

const shownRows = (page: Page) => page.locator('tr[data-words]:visible > th > a').allTextContents()

browserSuite('the pages of regions', 'reads', ({ baseUrl, newPage }) => {
  describe.each(locales)('in %s', (locale) => {
    it.each(schemes)(
      'have no grave barrier in %s, everything open, on a desk and on a phone',
      async (colorScheme) => {
        const found: string[] = []
        for (const width of [1280, 390]) {
          const page = await newPage({ colorScheme, viewport: { width, height: 844 } })
          for (const path of paths) {
            await page.goto(`/${locale}${path}`)
            await settle(page)
            await openAll(page)
            found.push(...(await barriers(page)).map((barrier) => `${path} at ${width}: ${barrier}`))
          }
        }
        expect(found).toEqual([])
      },
      180_000,
    )

    it('do not scroll sideways at 320 px, open or not, and say nothing to the console', async () => {
      const page = await newPage({ viewport: { width: 320, height: 700 } })
      const watched = watch(page, baseUrl)
      const wider: string[] = []
      for (const path of paths) {
        await page.goto(`/${locale}${path}`)
        await settle(page)
        await openAll(page)
        const scrolls = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        if (scrolls > 0) wider.push(`${path}: ${scrolls} px`)
      }
      expect(wider).toEqual([])
      expect(watched.complaints).toEqual([])
      expect(watched.foreignRequests).toEqual([])
    }, 120_000)
  })

  it('a region is found while it is typed, by its city too; the address keeps it and the page leads there', async () => {
    const page = await newPage()
    await page.goto(`/uk/regions?${evening}`)
    await page.getByRole('searchbox').pressSequentially('кривий')
    await eventually(() => shownRows(page)).toHaveLength(1)
    await eventually(() => new URL(page.url()).searchParams.get('find')).toBe('кривий')
    expect(new URL(page.url()).searchParams.get('asOf')).not.toBeNull()
    await page.reload()
    expect(await shownRows(page)).toHaveLength(1)
    await page.getByRole('searchbox').fill('')
    await eventually(async () => (await shownRows(page)).length).toBe(27)
    await page.getByRole('searchbox').fill('одес')
    await page.locator('tr[data-words]:visible > th > a').click()
    await page.waitForURL(/\/uk\/regions\/UA-51/)
    await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Одеська область')
  })

  it('without script the form finds, and another day is asked for', async () => {
    const page = await newPage({ javaScriptEnabled: false })
    await page.goto(`/en/regions?${evening}`)
    await page.getByRole('searchbox').fill('kryvyi')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.waitForURL(/find=kryvyi/)
    expect(await shownRows(page)).toEqual(['Dnipropetrovsk'])
    await page.getByRole('link', { name: 'Dnipropetrovsk' }).click()
    await page.waitForURL(/regions\/UA-12/)
    await page.getByLabel('Day', { exact: true }).fill('2026-01-07')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.waitForURL(/asOf=2026-01-07/)
    expect(new URL(page.url()).pathname).toBe('/en/regions/UA-12')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Dnipropetrovsk region')
  })
})
