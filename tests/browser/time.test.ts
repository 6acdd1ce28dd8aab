import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { eventually } from '../support/eventually'
import { evening, type Locale, locales } from './pages'
import { browserSuite } from './suite'
import { watch } from './watched-page'

const words: Record<Locale, Record<'slider' | 'play' | 'pause' | 'playStep' | 'back' | 'start' | 'day' | 'hour' | 'failed', string>> = {
  en: {
    slider: 'Moment shown',
    play: 'Play',
    pause: 'Pause',
    playStep: 'One step on',
    back: 'A day back',
    start: 'To the beginning',
    day: 'December 2025',
    hour: 'hour',
    failed: 'did not arrive',
  },
  uk: {
    slider: 'Показаний момент',
    play: 'Відтворити',
    pause: 'Зупинити',
    playStep: 'Крок уперед',
    back: 'На день назад',
    start: 'На початок',
    day: 'грудня 2025',
    hour: 'година',
    failed: 'не завантажилися',
  },
}

const asOfOf = (page: Page) => new URL(page.url()).searchParams.get('asOf')
const isMoving = (page: Page) => page.evaluate(() => document.documentElement.hasAttribute('data-time-moving'))

/** Requests for anything but the page itself, from now on: the API's, and the framework's data of a page. */
function requestsOf(page: Page): string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname.startsWith('/api/v1/series') || pathname.startsWith('/api/v1/impact') || searchParams.has('_rsc')) asked.push(pathname)
  })
  return asked
}

async function open(page: Page, locale: Locale) {
  await page.goto(`/${locale}?${evening}`)
  await page.waitForLoadState('networkidle')
  return page.getByRole('slider', { name: words[locale].slider })
}

browserSuite('moving through time', 'reads', ({ baseUrl, newPage }) => {
  describe.each(locales)('in %s', (locale) => {
    const w = words[locale]

    it('steps by keys with one request, says the moment in words, and the page follows', async () => {
      const page = await newPage()
      const watched = watch(page, baseUrl)
      const slider = await open(page, locale)
      const asked = requestsOf(page)
      await slider.focus()
      await eventually(() => asked.filter((path) => path.includes('series')).length).toBe(1)
      const moved = page.waitForFunction(() => document.documentElement.hasAttribute('data-time-moving'))
      for (const key of ['ArrowLeft', 'PageDown', 'ArrowLeft', 'ArrowLeft', 'ArrowRight']) await page.keyboard.press(key)
      await moved
      expect(await slider.getAttribute('aria-valuetext')).toMatch(/^30 (December|грудня) 2025/)
      await eventually(() => asOfOf(page)).toBe('2025-12-30')
      await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toContain(`30 ${w.day}`)
      await eventually(() => isMoving(page)).toBe(false)
      expect(asked.filter((path) => path.includes('/api/'))).toEqual(['/api/v1/series'])
      await page.keyboard.press('Home')
      await eventually(() => asOfOf(page)).toBe('2025-12-10')
      await page.keyboard.press('End')
      await eventually(() => asOfOf(page)).toBe('2026-01-08T16:00:00Z')
      expect(asked.filter((path) => path.includes('/api/'))).toEqual(['/api/v1/series'])
      expect(watched).toEqual({ complaints: [], foreignRequests: [] })
    })

    it('goes back and forth through the moments where time rested', async () => {
      const page = await newPage()
      const slider = await open(page, locale)
      await page.getByRole('button', { name: w.back }).click()
      await eventually(() => asOfOf(page)).toBe('2026-01-07')
      await eventually(() => isMoving(page)).toBe(false)
      await page.getByRole('button', { name: w.start }).click()
      await eventually(() => asOfOf(page)).toBe('2025-12-10')
      await eventually(() => slider.getAttribute('aria-valuetext')).toMatch(/^10 (December|грудня) 2025/)
      await page.goBack()
      await eventually(() => slider.getAttribute('aria-valuetext')).toMatch(/^7 (January|січня) 2026/)
      await page.goBack()
      await eventually(() => slider.getAttribute('aria-valuetext')).toMatch(/^8 (January|січня) 2026,? 18:00/)
      await page.goForward()
      await eventually(() => slider.getAttribute('aria-valuetext')).toMatch(/^7 (January|січня) 2026/)
      expect(await isMoving(page)).toBe(false)
    })

    it('leads to each moment by links without script, an hour at a time where asked', async () => {
      const page = await newPage({ javaScriptEnabled: false })
      await page.goto(`/${locale}?${evening}`)
      await page.getByRole('link', { name: w.back }).click()
      expect(asOfOf(page)).toBe('2026-01-07')
      await page.locator('a[href*="asOf=2025-12-27"]').first().click()
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(`27 ${w.day}`)
      await page.getByRole('link', { name: w.hour, exact: true }).click()
      expect(asOfOf(page)).toBe('2025-12-27')
      expect(new URL(page.url()).searchParams.get('step')).toBe('hour')
    })
  })

  it('plays without a request for any step, changes the map, and rests on the address', async () => {
    const page = await newPage()
    const slider = await open(page, 'en')
    const w = words.en
    await page.locator('[data-region="UA-12"] ~ *, path[data-region="UA-12"]').first().waitFor({ state: 'attached' })
    await page.getByRole('button', { name: w.start }).click()
    await eventually(() => asOfOf(page)).toBe('2025-12-10')
    await eventually(() => isMoving(page)).toBe(false)
    await page.waitForLoadState('networkidle')
    // Slow enough that on no machine the end is reached before the press on Pause.
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('1')
    const asked = requestsOf(page)
    const seen = new Set<string>()
    const paint = () => page.locator('path[data-region="UA-51"]').first().getAttribute('fill')
    const before = await paint()
    await page.getByRole('button', { name: w.play }).click()
    await eventually(async () => seen.add((await slider.getAttribute('aria-valuetext')) ?? '').size).toBeGreaterThan(3)
    expect(asked).toEqual([])
    await eventually(paint).not.toBe(before)
    await page.getByRole('button', { name: w.pause }).click()
    await eventually(() => isMoving(page)).toBe(false)
    const rested = asOfOf(page)
    expect(rested).not.toBe('2025-12-10')
    expect(await slider.getAttribute('aria-valuetext')).toContain(String(Number(rested?.slice(8, 10))))
  })

  it('moves by a step and never by itself where less motion is asked for', async () => {
    const page = await newPage({ reducedMotion: 'reduce' })
    const slider = await open(page, 'en')
    expect(await page.getByRole('combobox', { name: 'Speed' }).count()).toBe(0)
    await page.getByRole('button', { name: words.en.start }).click()
    await eventually(() => asOfOf(page)).toBe('2025-12-10')
    await eventually(() => isMoving(page)).toBe(false)
    await page.getByRole('button', { name: words.en.playStep }).click()
    await eventually(() => asOfOf(page)).toBe('2025-12-11')
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^11 December 2025/)
  })

  it('is dragged, and follows where it is let go', async () => {
    const page = await newPage()
    await open(page, 'en')
    const strip = page.locator('svg[aria-label="Through time"]')
    await strip.scrollIntoViewIfNeeded()
    const box = await strip.boundingBox()
    if (box === null) throw new Error('the strip is not shown')
    await page.mouse.move(box.x + box.width - 2, box.y + 60)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2, box.y + 60, { steps: 4 })
    expect(await isMoving(page)).toBe(true)
    expect(asOfOf(page)).toBe('2026-01-08T16:00:00Z')
    await page.mouse.up()
    await eventually(() => asOfOf(page)).toBe('2025-12-24')
  })

  it('says when the figures do not arrive, and opens the page all the same', async () => {
    const page = await newPage()
    await page.route('**/api/v1/series*', (route) => route.abort())
    await open(page, 'en')
    await page.getByRole('button', { name: words.en.back }).click()
    await page.getByText(words.en.failed).waitFor()
    await eventually(() => asOfOf(page)).toBe('2026-01-07')
    await page.unroute('**/api/v1/series*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await eventually(() => page.getByText(words.en.failed).count()).toBe(0)
  })
})
