import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { eventually } from '../support/eventually'
import { evening } from './pages'
import { browserSuite } from './suite'
import { watch } from './watched-page'

const codes = (page: Page) => page.locator('tr[id^=row-]:visible').evaluateAll((rows) => rows.map(({ id }) => id.slice(4)))
const names = (page: Page) =>
  page.locator('tr[id^=row-]:visible th a').evaluateAll((links) => links.map(({ textContent }) => textContent.replaceAll('\u00ad', '')))
const param = (page: Page, name: string) => new URL(page.url()).searchParams.get(name)

browserSuite('the ranked table', 'reads', ({ baseUrl, newPage }) => {
  const open = async (query: string, options = {}) => {
    const page = await newPage({ viewport: { width: 1280, height: 900 }, ...options })
    await page.goto(`/uk?${query}`)
    return page
  }
  const head = (page: Page, view: string) => page.locator(`th a[data-view=${view}]`)

  describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
    it('is ordered by a column and back, and says so', async () => {
      const page = await open(evening, { javaScriptEnabled })
      const ranked = await codes(page)
      expect(ranked[0]).toBe('UA-12')
      await head(page, 'name').click()
      await page.waitForURL('**sort=name**')
      const inUkrainian = new Intl.Collator('uk').compare
      await eventually(async () => (await names(page)).length > 2 && (await codes(page)).join() !== ranked.join()).toBe(true)
      const sorted = await names(page)
      expect(sorted).toEqual([...sorted].sort(inUkrainian))
      expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending')
      expect([...(await codes(page))].sort()).toEqual([...ranked].sort())
      await page.getByRole('link', { name: 'Назад до рейтингу' }).click()
      await page.waitForURL((url) => !url.searchParams.has('sort'))
      await eventually(() => codes(page)).toEqual(ranked)
    })

    it('has every region of the territory as a link to its page, once', async () => {
      const page = await open(`${evening}&service=water`, { javaScriptEnabled })
      const links = page.locator('[id^=row-] a[href^="/uk/regions/"]')
      const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
      expect(new Set(addresses.map((href) => href.split('?')[0])).size).toBe(27)
      expect(new Set(addresses.map((href) => href.split('?')[1]))).toEqual(new Set(['service=water&asOf=2026-01-08T16%3A00%3A00Z']))
    })
  })

  it('narrows while one types, in the address too, and forgets nothing in another order', async () => {
    const page = await open(evening)
    const watched = watch(page, baseUrl)
    await page.waitForLoadState('networkidle')
    const find = page.locator('input[type=search][name=find]')
    await find.pressSequentially('одес')
    await eventually(() => codes(page)).toEqual(['UA-51'])
    await eventually(() => param(page, 'find')).toBe('одес')
    await find.fill('odesa')
    await eventually(() => param(page, 'find')).toBe('odesa')
    expect(await codes(page)).toEqual(['UA-51'])
    await head(page, 'amount').click()
    await page.waitForURL('**sort=amount**')
    await eventually(() => page.locator('th[aria-sort=descending]').count()).toBe(1)
    expect(param(page, 'find')).toBe('odesa')
    expect(await codes(page)).toEqual(['UA-51'])
    // The heading that was pressed keeps the focus.
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('data-view'))).toBe('amount')
    await find.fill('ніде')
    await page.getByText('Області з такою назвою немає').waitFor()
    await find.fill('')
    await eventually(async () => (await codes(page)).length > 5).toBe(true)
    await eventually(() => param(page, 'find')).toBeNull()
    expect(watched).toEqual({ complaints: [], foreignRequests: [] })
  })

  it('finds without script by its form, with the view kept', async () => {
    const page = await open(`${evening}&sort=age`, { javaScriptEnabled: false })
    await page.locator('input[type=search][name=find]').fill('Dnipro')
    await page.locator('input[type=search][name=find]').press('Enter')
    await page.waitForURL('**find=Dnipro**')
    expect(await codes(page)).toEqual(['UA-12'])
    expect(param(page, 'sort')).toBe('age')
    expect(param(page, 'asOf')).toBe('2026-01-08T16:00:00Z')
  })

  it.each([320, 390])('is a list that fits a phone of %s px, every row with its name, figure and age', async (width) => {
    const page = await open(evening, { viewport: { width, height: 844 } })
    for (const row of await page.locator('tr[id^=row-]').all()) {
      for (const cell of ['th', '[data-cell=value]', '[data-cell=age]']) {
        const box = await row.locator(cell).boundingBox()
        expect(box, `${await row.getAttribute('id')} ${cell}`).not.toBeNull()
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width)
      }
    }
  })

  it('lists of the raions those that have something to tell', async () => {
    const page = await open(`${evening}&level=2`)
    const shown = await codes(page)
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.length).toBeLessThan(60)
    expect(await page.locator('li[id^=row-]').count()).toBe(0)
    expect(await page.getByText(/район(и|ів)? без даних/).isVisible()).toBe(true)
  })
})
