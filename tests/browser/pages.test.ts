import type { BrowserContextOptions } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { barriers, openAll } from './barriers'
import { anIncidentPath, evening, everyPath, locales } from './pages'
import { browserSuite } from './suite'
import { settle, type Watched, watch } from './watched-page'

/** How a page was found by one who opened it on a phone and then turned the phone, took a smaller one, and zoomed in on a desk. */
interface Visit {
  path: string
  lang: string | null
  title: string
  mainHeadings: number
  /** Where it runs over the edge, and by how much. */
  wider: string[]
}

browserSuite('every page', 'reads', ({ baseUrl, newPage }) => {
  let paths: string[] = []
  let incident = ''
  beforeAll(async () => {
    paths = await everyPath(baseUrl)
    incident = await anIncidentPath(baseUrl)
  })

  describe.each(locales)('in %s', (locale) => {
    const open = async (path: string, options?: BrowserContextOptions) => {
      const page = await newPage(options)
      await page.goto(`/${locale}${path}`)
      await settle(page)
      return page
    }

    it.each([
      ['the dashboard', () => `?${evening}`],
      ['the form', () => '/report'],
      ['the list of incidents', () => '/incidents'],
      ['an incident', () => incident],
    ])('%s has no grave barrier in light or dark', async (_name, path) => {
      expect(await barriers(await open(path()))).toEqual([])
    })

    it('the dashboard on a phone, and with everything open, has no grave barrier in light or dark', async () => {
      const page = await open(`?${evening}`, { viewport: { width: 390, height: 844 } })
      await openAll(page)
      expect(await barriers(page)).toEqual([])
    })

    it('the form with errors has no grave barrier in light or dark', async () => {
      const page = await open('/report')
      await page.locator('form button.button-primary[type=submit]').click()
      await page
        .getByRole('alert')
        .filter({ has: page.getByRole('link') })
        .waitFor()
      expect(await barriers(page)).toEqual([])
    })

    describe('one after another', () => {
      const visits: Visit[] = []
      let watched: Watched
      beforeAll(async () => {
        const page = await newPage({ viewport: { width: 390, height: 844 } })
        watched = watch(page, baseUrl)
        for (const path of paths) {
          await page.setViewportSize({ width: 390, height: 844 })
          await page.goto(`/${locale}${path}`)
          await settle(page)
          const wider: string[] = []
          // The last is a desk of 1280 px at 200 %: zoom is what a browser makes of half as many pixels.
          for (const width of [390, 320, 640]) {
            await page.setViewportSize({ width, height: 844 })
            const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
            if (over > 0) wider.push(`${path} at ${width}: ${over} px`)
          }
          const [lang, title, mainHeadings] = await Promise.all([
            page.locator('html').getAttribute('lang'),
            page.title(),
            page.getByRole('heading', { level: 1 }).count(),
          ])
          visits.push({ path, lang, title, mainHeadings, wider })
        }
      }, 120_000)

      it('none scrolls sideways on a phone of 390 px, nor on one of 320 px, nor on a desk at 200 %', () => {
        expect(visits.length).toBe(paths.length)
        expect(visits.flatMap(({ wider }) => wider)).toEqual([])
      })

      it('none asks another host, or says anything to the console but that a page is missing', () => {
        const missing = /status of 404 .*\/(nothing|incidents\/01ARZ3NDEKTSV4RRFFQ69G5FAV)$/
        expect(watched.foreignRequests).toEqual([])
        expect(watched.complaints.filter((complaint) => !missing.test(complaint))).toEqual([])
        // Those that are missing did say so: the page was listened to.
        expect(watched.complaints.filter((complaint) => missing.test(complaint)).length).toBeGreaterThan(0)
      })

      it('each is in its language when scripts have run, titled, with one main heading', () => {
        for (const { path, lang, title, mainHeadings } of visits) {
          expect({ lang, mainHeadings }, path).toEqual({ lang: locale, mainHeadings: 1 })
          expect(title, path).not.toBe('')
        }
      })
    })
  })
})
