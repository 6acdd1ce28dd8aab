import { describe, expect, it } from 'vitest'
import { basisRules } from '@/lib/schema/impact'
import { barriers, openAll } from './barriers'
import { evening, locales } from './pages'
import { browserSuite } from './suite'
import { settle } from './watched-page'

browserSuite('the pages that explain the figures', 'reads', ({ newPage }) => {
  describe.each(locales)('in %s', (locale) => {
    it.each(['/method', '/sources', '/data'])('%s has no grave barrier in light or dark, everything open', async (path) => {
      const page = await newPage()
      await page.goto(`/${locale}${path}`)
      await settle(page)
      await openAll(page)
      expect(await barriers(page)).toEqual([])
    })

    it('fit a phone of 320 px', async () => {
      const page = await newPage({ viewport: { width: 320, height: 700 } })
      for (const path of ['/method', '/sources', '/data']) {
        await page.goto(`/${locale}${path}`)
        await settle(page)
        const scrolls = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        expect(scrolls, path).toBe(0)
      }
    })
  })

  it('lead from a statement of the dashboard to its rule', async () => {
    const page = await newPage()
    await page.goto(`/en?${evening}`)
    await settle(page)
    await page.locator('details summary').filter({ hasText: 'How was this made?' }).first().click()
    const rule = page.locator('a[href*="/method#"]:visible').first()
    const anchor = (await rule.getAttribute('href'))?.split('#')[1] ?? ''
    await rule.click()
    await page.waitForURL(`**/en/method#${anchor}`)
    expect(await page.locator(`#${anchor}`).evaluate((section) => section.getBoundingClientRect().top < innerHeight)).toBe(true)
  })

  it('are whole without script, every link inside them leading somewhere', async () => {
    const page = await newPage({ javaScriptEnabled: false })
    await page.goto('/en/method')
    expect(await page.locator('math').count()).toBeGreaterThan(15)
    for (const rule of basisRules) expect(await page.locator('code', { hasText: new RegExp(`^${rule}$`) }).count(), rule).toBe(1)
    const targets = await page.locator('a[href^="#"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    for (const target of new Set(targets)) expect(await page.locator(target).count(), target).toBe(1)
    await page.goto('/en/sources')
    expect(await page.locator('table').count()).toBeGreaterThan(5)
  })
})
