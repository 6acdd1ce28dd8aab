import AxeBuilder from '@axe-core/playwright'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { anIncidentPath, evening, everyPath, locales } from './pages'
import { browserSuite } from './suite'
import { settle, watch } from './watched-page'

const schemes = ['light', 'dark'] as const

/** What axe finds that keeps people out: the rule, and where. */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return grave.flatMap(({ id, nodes }) => nodes.slice(0, 5).map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary ?? ''}`))
}

browserSuite('every page', 'reads', ({ baseUrl, newPage }) => {
  let paths: string[] = []
  let incident = ''
  beforeAll(async () => {
    paths = await everyPath(baseUrl)
    incident = await anIncidentPath(baseUrl)
  })

  describe.each(locales)('in %s', (locale) => {
    describe.each(schemes)('%s', (colorScheme) => {
      const open = async (path: string, options: BrowserContextOptions = {}) => {
        const page = await newPage({ colorScheme, ...options })
        await page.goto(`/${locale}${path}`)
        await settle(page)
        return page
      }

      it.each([
        ['the dashboard', () => `?${evening}`],
        ['the form', () => '/report'],
        ['the list of incidents', () => '/incidents'],
        ['an incident', () => incident],
      ])('%s has no grave barrier', async (_name, path) => {
        expect(await barriers(await open(path()))).toEqual([])
      })

      it('the dashboard on a phone, and with everything open, has no grave barrier', async () => {
        const page = await open(`?${evening}`, { viewport: { width: 390, height: 844 } })
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true
        })
        expect(await barriers(page)).toEqual([])
      })

      it('the form with errors has no grave barrier', async () => {
        const page = await open('/report')
        await page.locator('form button.button-primary[type=submit]').click()
        await page
          .getByRole('alert')
          .filter({ has: page.getByRole('link') })
          .waitFor()
        expect(await barriers(page)).toEqual([])
      })
    })

    it('does not scroll sideways on a phone of 390 px, nor on one of 320 px, nor on a desk at 200 %', async () => {
      const wider: string[] = []
      for (const width of [390, 320, 640]) {
        // Zoom is what a browser makes of it: half as many pixels of the page, each twice as large.
        const page = await newPage({ viewport: { width, height: 844 }, deviceScaleFactor: width === 640 ? 2 : 1 })
        for (const path of paths) {
          await page.goto(`/${locale}${path}`)
          await settle(page)
          const scrolls = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          if (scrolls > 0) wider.push(`${path} at ${width}: ${scrolls} px`)
        }
      }
      expect(wider).toEqual([])
    }, 120_000)

    it('asks no other host, and says nothing to the console but a missing page', async () => {
      const page = await newPage()
      const watched = watch(page, baseUrl)
      for (const path of paths) {
        await page.goto(`/${locale}${path}`)
        await settle(page)
      }
      expect(watched.foreignRequests).toEqual([])
      const missing = /status of 404 .*\/(nothing|incidents\/01ARZ3NDEKTSV4RRFFQ69G5FAV)$/
      expect(watched.complaints.filter((complaint) => !missing.test(complaint))).toEqual([])
    }, 120_000)

    it('is in its language when scripts have run, titled, with one main heading', async () => {
      const page = await newPage()
      for (const path of paths) {
        await page.goto(`/${locale}${path}`)
        await settle(page)
        expect(await page.locator('html').getAttribute('lang'), path).toBe(locale)
        expect(await page.title(), path).not.toBe('')
        expect(await page.getByRole('heading', { level: 1 }).count(), path).toBe(1)
      }
    }, 120_000)
  })
})
