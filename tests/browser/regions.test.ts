import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { eventually } from '../support/eventually'
import { barriers, openAll } from './barriers'
import { evening, locales } from './pages'
import { browserSuite } from './suite'
import { settle, watch } from './watched-page'

const paths = [`/regions/UA-12?${evening}`, `/regions/UA-40?${evening}`, '/regions/UA1204', `/regions?${evening}`] as const

const shownRows = (page: Page) => page.locator('tr[data-words]:visible > th > a').allTextContents()

browserSuite('the pages of regions', 'reads', ({ baseUrl, newPage }) => {
  describe.each(locales)('in %s', (locale) => {
    it.each([1280, 390])('have no grave barrier in light or dark, everything open, %i px wide', async (width) => {
      const found: string[] = []
      const page = await newPage({ viewport: { width, height: 844 } })
      for (const path of paths) {
        await page.goto(`/${locale}${path}`)
        await settle(page)
        await openAll(page)
        found.push(...(await barriers(page)).map((barrier) => `${path}: ${barrier}`))
      }
      expect(found).toEqual([])
    })

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
    await eventually(() => shownRows(page)).toHaveLength(1)
    await page.getByRole('searchbox').fill('')
    await eventually(async () => (await shownRows(page)).length).toBe(27)
    await page.getByRole('searchbox').fill('одес')
    await page.locator('tr[data-words]:visible > th > a').click()
    await page.waitForURL(/\/uk\/regions\/UA-51/)
    await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Одеська область')
  })

  it('another service, day and moment change the page without loading it anew, and back leads back', async () => {
    const page = await newPage()
    await page.goto(`/en/regions/UA-12?${evening}`)
    await page.evaluate(() => document.documentElement.setAttribute('data-same-document', ''))
    const asked = (name: string) => new URL(page.url()).searchParams.get(name)
    await page.locator('select[name=service]').selectOption('heating')
    await eventually(() => asked('service')).toBe('heating')
    await page.getByRole('link', { name: 'Day before' }).click()
    await eventually(() => asked('asOf')).toBe('2026-01-07')
    await eventually(() => page.getByLabel('Day', { exact: true }).inputValue()).toBe('2026-01-07')
    await page.goBack()
    await eventually(() => page.getByLabel('Day', { exact: true }).inputValue()).toBe('2026-01-08')
    await eventually(() => page.locator('select[name=hour]').inputValue()).toBe('18')
    await page.locator('select[name=hour]').selectOption('')
    await eventually(() => asked('asOf')).toBe('2026-01-08')
    expect(asked('service')).toBe('heating')
    expect(await page.locator('html[data-same-document]').count()).toBe(1)
  })

  it('the moment of the list changes without loading it anew, what is looked for stays', async () => {
    const page = await newPage()
    await page.goto(`/en/regions?${evening}`)
    await page.evaluate(() => document.documentElement.setAttribute('data-same-document', ''))
    await page.getByRole('searchbox').fill('odes')
    await page.locator('select[name=hour]').selectOption('09')
    await eventually(() => new URL(page.url()).searchParams.get('asOf')).toBe('2026-01-08T07:00:00.000Z')
    expect(new URL(page.url()).searchParams.get('find')).toBe('odes')
    await eventually(() => shownRows(page)).toEqual(['Odesa'])
    expect(await page.locator('html[data-same-document]').count()).toBe(1)
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
