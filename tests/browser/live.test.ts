import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { anIncident, asEditor, postIncident } from '../server/client'
import { eventually } from '../support/eventually'
import { evening, locales } from './pages'
import { browserSuite } from './suite'
import { watch } from './watched-page'

const words = {
  en: {
    checked: /^Live · ledger checked at \d\d:\d\d Kyiv time$/,
    changed: /^New in the ledger: \d+\. This page now shows/,
    close: 'Close',
  },
  uk: {
    checked: /^Наживо · реєстр перевірено о \d\d:\d\d за Києвом$/,
    changed: /^Нових записів у реєстрі: \d+\. Сторінка тепер показує/,
    close: 'Закрити',
  },
}

/** As somebody does who comes back to the window: the page asks at once instead of within twenty seconds. */
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('focus')))
/** The same until it has asked: two questions within a second are one. Ends when that is answered. */
async function checkNow(page: Page): Promise<void> {
  let asked = false
  const answer = page.waitForResponse('**/api/health').then((response) => {
    asked = true
    return response.finished()
  })
  await eventually(async () => {
    await comeBack(page)
    return asked
  }).toBe(true)
  await answer
}
const topOf = async (page: Page, selector: string) => (await page.locator(selector).boundingBox())?.y ?? Number.NaN
const announced = (page: Page) => page.locator('[role=status]').allTextContents()

browserSuite('the live page', 'writes', ({ baseUrl, newPage }) => {
  const open = async (path: string) => {
    const page = await newPage({ viewport: { width: 1280, height: 800 } })
    const watched = watch(page, baseUrl)
    await page.goto(path)
    await page.getByText(/^(Live|Наживо) · /).waitFor()
    await page.waitForLoadState('networkidle')
    return { page, watched }
  }
  /** A record that the view of that evening shows. */
  const post = async () => {
    const made = anIncident()
    const answer = await postIncident(baseUrl, made, asEditor)
    expect(answer.status).toBe(201)
    return made.publisher
  }

  describe.each(locales)('in %s', (locale) => {
    const w = words[locale]

    it('says when the ledger was checked, and without script when the page was drawn', async () => {
      const { page } = await open(`/${locale}?${evening}`)
      expect(await page.getByText(w.checked).isVisible()).toBe(true)
      const plain = await newPage({ javaScriptEnabled: false })
      await plain.goto(`/${locale}?${evening}`)
      const drawn = plain.getByText(
        locale === 'en' ? /^State of the ledger: .*\d\d:\d\d Kyiv time$/ : /^Стан реєстру: .*\d\d:\d\d за Києвом$/,
      )
      expect(await drawn.isVisible()).toBe(true)
    })

    it('shows a new record by itself, says so, and moves nothing that is looked at', async () => {
      const { page, watched } = await open(`/${locale}?${evening}`)
      const row = '#row-UA-12'
      const details = page.locator('tr[data-region="UA-12"] details')
      await details.locator('summary').click()
      await details.locator('q').first().scrollIntoViewIfNeeded()
      await page.locator('#row-UA-23').evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }))
      const before = await topOf(page, '#row-UA-23')
      const focusBefore = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

      const publisher = await post()
      await eventually(async () => {
        await comeBack(page)
        return page.locator('main').textContent()
      }).toContain(publisher)
      await eventually(async () => (await announced(page)).some((text) => w.changed.test(text))).toBe(true)

      expect(await page.locator(`tr[data-region="UA-12"] details[open]`).count(), row).toBe(1)
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(focusBefore)
      expect(Math.abs((await topOf(page, '#row-UA-23')) - before)).toBeLessThanOrEqual(1)
      const note = page.getByText(w.changed).last()
      expect(await note.isVisible()).toBe(true)
      await page.getByRole('button', { name: w.close, exact: true }).click()
      expect(await page.getByRole('button', { name: w.close, exact: true }).count()).toBe(0)
      expect(watched).toEqual({ complaints: [], foreignRequests: [] })
    })
  })

  it('leaves a page alone whose time the reader moves, and follows when that is over', async () => {
    const { page } = await open(`/en?${evening}`)
    await page.evaluate(() => document.body.setAttribute('data-time-moving', ''))
    const publisher = await post()
    await checkNow(page)
    expect(await page.locator('main').textContent()).not.toContain(publisher)
    await page.evaluate(() => document.body.removeAttribute('data-time-moving'))
    await eventually(async () => {
      await comeBack(page)
      return page.locator('main').textContent()
    }).toContain(publisher)
  })

  it('does not draw the report form anew under the hands of who fills it in', async () => {
    const { page } = await open('/en/report')
    await page.getByLabel('Title', { exact: true }).fill('Half a title')
    const asked: string[] = []
    page.on('request', (request) => request.headers().rsc && asked.push(request.url()))
    await post()
    await checkNow(page)
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Half a title')
    expect(asked.filter((url) => url.includes('/report'))).toEqual([])
  })

  it('shows that the next page is on its way, whichever link leads to it', async () => {
    const { page } = await open('/en')
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/en/incidents?_rsc=*', async (route) => {
      await held
      await route.continue()
    })
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Incidents' }).click()
    await eventually(() => announced(page)).toContain('The next view is on its way; the last one stays until it is here')
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true)
    release()
    await page.waitForURL('**/en/incidents')
    await eventually(() => announced(page)).not.toContain('The next view is on its way; the last one stays until it is here')
  })
})
