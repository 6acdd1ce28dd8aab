import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { eventually } from '../support/eventually'
import { evening, type Locale, locales } from './pages'
import { browserSuite } from './suite'
import { watch } from './watched-page'

const words: Record<
  Locale,
  Record<'service' | 'water' | 'hour' | 'day' | 'before' | 'latest' | 'nothingNewer' | 'lastDay' | 'howMade' | 'noWater', string>
> = {
  en: {
    service: 'Service',
    water: 'Water',
    hour: 'Kyiv time',
    day: 'Day',
    before: 'Day before',
    latest: 'Latest',
    nothingNewer: 'Nothing newer has been recorded',
    lastDay: 'As of the end of 21 March 2026',
    howMade: 'How was this made?',
    noWater: 'without water',
  },
  uk: {
    service: 'Послуга',
    water: 'Вода',
    hour: 'Година за Києвом',
    day: 'День',
    before: 'День раніше',
    latest: 'Найновіше',
    nothingNewer: 'Новіших записів немає',
    lastDay: 'Станом на кінець 21 березня 2026',
    howMade: 'Звідки ця цифра?',
    noWater: 'вод',
  },
}

const headingOf = async (page: Page) => (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
const asOfOf = (page: Page) => new URL(page.url()).searchParams.get('asOf')

/** Waits until the sentence is another one, and answers it. */
async function nextHeading(page: Page, before: string): Promise<string> {
  await eventually(() => headingOf(page)).not.toBe(before)
  return headingOf(page)
}

browserSuite('the dashboard', 'reads', ({ baseUrl, newPage }) => {
  describe.each(locales)('in %s', (locale) => {
    const w = words[locale]

    it('opens on the last day that has data, and says so', async () => {
      const page = await newPage()
      await page.goto(`/${locale}`)
      expect(await headingOf(page)).toContain(w.lastDay)
      expect(await page.getByText(w.nothingNewer).isVisible()).toBe(true)
      await page.goto(`/${locale}?${evening}`)
      expect(await page.getByText(w.nothingNewer).count()).toBe(0)
    })

    it('has service and moment in its address, and goes back and forth', async () => {
      const page = await newPage()
      const watched = watch(page, baseUrl)
      await page.goto(`/${locale}?${evening}`)
      const electricity = await headingOf(page)
      expect(electricity).toContain('600')

      await page.getByRole('combobox', { name: w.service, exact: true }).selectOption({ label: w.water })
      const water = await nextHeading(page, electricity)
      expect(water).toContain(w.noWater)
      expect(new URL(page.url()).searchParams.getAll('service')).toEqual(['water'])
      expect(asOfOf(page)).toMatch(/^2026-01-08T16:00/)

      await page.getByRole('combobox', { name: w.hour, exact: true }).selectOption('06')
      const morning = await nextHeading(page, water)
      expect(asOfOf(page)).toMatch(/^2026-01-08T04:00/)
      expect(morning).toContain('06:00')

      await page.goBack()
      expect(await nextHeading(page, morning)).toBe(water)
      await eventually(() => page.getByRole('combobox', { name: w.hour, exact: true }).inputValue()).toBe('18')
      await page.goBack()
      expect(await nextHeading(page, water)).toBe(electricity)
      await eventually(() => page.getByRole('combobox', { name: w.service, exact: true }).inputValue()).toBe('electricity')
      await page.goForward()
      expect(await nextHeading(page, electricity)).toBe(water)
      await eventually(() => page.getByRole('combobox', { name: w.service, exact: true }).inputValue()).toBe('water')
      expect(watched).toEqual({ complaints: [], foreignRequests: [] })
    })

    it('goes to a day that is typed, a day back, and to the latest', async () => {
      const page = await newPage()
      await page.goto(`/${locale}?${evening}`)
      const first = await headingOf(page)
      await page.getByLabel(w.day, { exact: true }).fill('2026-01-12')
      await page.getByLabel(w.day, { exact: true }).press('Enter')
      const twelfth = await nextHeading(page, first)
      await eventually(() => page.locator('tr#row-UA-12').textContent()).toMatch(/(at least|щонайменше) 18[,\u00a0](000|тис)/)
      await page.getByRole('link', { name: w.before, exact: true }).click()
      const eleventh = await nextHeading(page, twelfth)
      expect(eleventh).toMatch(/11 (January|січня)/)
      await page.getByRole('link', { name: w.latest, exact: true }).click()
      expect(await nextHeading(page, eleventh)).toContain(w.lastDay)
      expect(asOfOf(page)).toBeNull()
    })

    it('opens how a figure was made by the keyboard, from the top of the page', async () => {
      const page = await newPage()
      await page.goto(`/${locale}?${evening}`)
      await page.waitForLoadState('networkidle')
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#main')
      await page.keyboard.press('Enter')
      await eventually(() => page.evaluate(() => location.hash)).toBe('#main')

      const reached: string[] = []
      const how = `${w.howMade} `
      for (let stop = 0; stop < 120 && !reached.some((name) => name.startsWith(how)); stop += 1) {
        await page.keyboard.press('Tab')
        reached.push(
          await page.evaluate(() => {
            const { activeElement: at } = document
            return at?.getAttribute('aria-label') ?? at?.getAttribute('name') ?? at?.textContent?.trim() ?? ''
          }),
        )
      }
      expect(reached).toEqual(expect.arrayContaining(['service', 'day', 'hour', w.before]))
      expect(reached.at(-1)).toMatch(/Dnipropetrovsk|Дніпропетровськ/)
      await page.keyboard.press('Enter')
      const opened = page.locator('tr[data-region="UA-12"] details[open]')
      await opened.waitFor()
      await opened.locator('q').first().waitFor()
      expect(await opened.getByRole('link').first().getAttribute('href')).toMatch(/^https?:/)
    })

    it('keeps its view in the other language', async () => {
      const page = await newPage()
      await page.goto(`/${locale}?${evening}&service=water`)
      const other = locale === 'en' ? { name: 'Українська', locale: 'uk' } : { name: 'English', locale: 'en' }
      await page.getByRole('link', { name: other.name }).click()
      await page.waitForURL(`**/${other.locale}?**`)
      expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ asOf: '2026-01-08T16:00:00Z', service: 'water' })
    })
  })

  describe('without scripts', () => {
    const open = async (path: string) => {
      const page = await newPage({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } })
      await page.goto(path)
      return page
    }

    it('shows the sentence, figures, table and map', async () => {
      const page = await open(`/en?${evening}`)
      expect(await headingOf(page)).toContain('600,000')
      expect(await page.getByRole('heading', { name: 'Without electricity', exact: true }).isVisible()).toBe(true)
      expect(await page.locator('tr#row-UA-12').isVisible()).toBe(true)
      const regions = page.locator('svg a[data-region]:visible')
      expect(await regions.count()).toBe(27)
      const box = await page.locator('svg a[data-region="UA-12"]:visible').boundingBox()
      expect(box?.width).toBeGreaterThan(20)
    })

    it('shows the series', async () => {
      const page = await open(`/en?${evening}`)
      const series = page.getByRole('region', { name: /^Without electricity over time/ })
      expect(await series.locator('svg path:visible').count()).toBeGreaterThan(0)
      expect(await series.getByText('Dnipropetrovsk').first().isVisible()).toBe(true)
    })

    it('opens how a figure was made, and leads from map to table', async () => {
      const page = await open(`/en?${evening}`)
      const row = page.locator('tr[data-region="UA-12"]')
      await row.locator('summary').click()
      expect(await row.locator('q').first().isVisible()).toBe(true)
      await page.locator('svg a[data-region="UA-23"]:visible').focus()
      await page.keyboard.press('Enter')
      await page.waitForURL('**#row-UA-23')
    })

    it('goes to another service and moment by its form', async () => {
      const page = await open(`/en?${evening}`)
      await page.getByRole('combobox', { name: 'Service', exact: true }).selectOption({ label: 'Water' })
      await page.getByRole('combobox', { name: 'Kyiv time', exact: true }).selectOption('12')
      await page.getByRole('button', { name: 'Show' }).click()
      await page.waitForURL('**service=water**')
      expect(asOfOf(page)).toMatch(/^2026-01-08T10:00/)
      expect(await headingOf(page)).toContain('12:00')
    })

    it('shows the map on a phone', async () => {
      const page = await newPage({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
      await page.goto(`/uk?${evening}`)
      expect(await page.locator('svg a[data-region]:visible').count()).toBe(27)
    })
  })
})
