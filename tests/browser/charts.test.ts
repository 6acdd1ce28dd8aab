import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { eventually } from '../support/eventually'
import { evening, locales } from './pages'
import { browserSuite } from './suite'
import { settle, watch } from './watched-page'

const ids = ['by-region', 'region-by-day', 'services', 'share-out'] as const
const figureOf = (page: Page, id: string) => page.locator(`[data-chart="${id}"]`)
const asked = (page: Page) => new URL(page.url()).searchParams

async function saved(page: Page, id: string, format: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), figureOf(page, id).locator(`[data-save="${format}"]`).click()])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** The middle of the ground that days are chosen on, for a fraction of its width. */
async function groundAt(page: Page, id: string, fraction: number): Promise<{ x: number; y: number }> {
  const strip = figureOf(page, id).locator('[data-plot] svg:has([data-tip]):visible').first()
  await strip.scrollIntoViewIfNeeded()
  const box = await strip.boundingBox()
  if (box === null) throw new Error('nothing is drawn')
  return { x: box.x + fraction * box.width, y: box.y + box.height / 2 }
}

browserSuite('the charts', 'reads', ({ baseUrl, newPage }) => {
  const open = async (path: string, options = {}) => {
    const page = await newPage(options)
    await page.goto(path)
    await settle(page)
    return page
  }

  describe.each(locales)('in %s', (locale) => {
    it('are saved as SVG that stands alone, with title, source and patterns', async () => {
      const page = await open(`/${locale}?${evening}`, { acceptDownloads: true })
      for (const id of ids) {
        const { name, bytes } = await saved(page, id, 'svg')
        const svg = bytes.toString('utf8')
        const title = (await figureOf(page, id).locator('figcaption :is(h2, h3)').textContent()) ?? ''
        expect(name).toBe(`outage-ledger-${id}-2026-01-08.svg`)
        const said = await page.evaluate((text) => {
          const file = new DOMParser().parseFromString(text, 'image/svg+xml')
          const wanted = [...text.matchAll(/url\(#([^)]+)\)/g)].map(([, used]) => used ?? '')
          const missing = wanted.filter((used) => file.querySelector(`[id="${used}"]`) === null)
          const texts = [...file.querySelectorAll('text')].map((one) => one.textContent).join(' ')
          return { isBroken: file.querySelector('parsererror') !== null, missing, texts, title: file.querySelector('title')?.textContent }
        }, svg)
        expect(said).toMatchObject({ isBroken: false, missing: [], title })
        expect(said.texts.replaceAll(/\s+/g, ' ')).toContain(
          locale === 'uk' ? 'За повідомленнями, процитованими' : 'From the reports quoted',
        )
        expect(svg, 'no property of the page is left in it').not.toMatch(/var\(|class=|data-tip|href=/)
      }
    })

    it('are saved as PNG at twice the size', async () => {
      const page = await open(`/${locale}?${evening}`, { acceptDownloads: true })
      const { name, bytes } = await saved(page, 'region-by-day', 'png')
      expect(name).toBe('outage-ledger-region-by-day-2026-01-08.png')
      const size = await page.evaluate(async (base64) => {
        const image = new Image()
        image.src = `data:image/png;base64,${base64}`
        await image.decode()
        return { width: image.naturalWidth, height: image.naturalHeight }
      }, bytes.toString('base64'))
      const box = await figureOf(page, 'region-by-day').boundingBox()
      expect(size.width).toBeGreaterThan(2 * (box?.width ?? 0))
      expect(size.height).toBeGreaterThan(400)
    })

    it('are saved as CSV with plain numbers, days and units', async () => {
      const page = await open(`/${locale}?${evening}`, { acceptDownloads: true })
      const { bytes } = await saved(page, 'by-region', 'csv')
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
      const text = bytes.toString('utf8')
      expect(text.replaceAll('\r\n', '')).not.toContain('\n')
      const rows: string[][] = parse(text, { bom: true })
      const now = rows.find((cells) => /^(Dnipropetrovsk|Дніпропетровська)$/.test(cells[0] ?? '') && cells[1] === '2026-01-08')
      expect(now?.slice(2, 8)).toEqual([
        '2026-01-08',
        ...(locale === 'uk'
          ? ['повідомлено', '600000', '600000', '800000', 'споживачів']
          : ['reported', '600000', '600000', '800000', 'customers']),
      ])
    })

    it('choose a period by dragging over days, and let it go', async () => {
      const page = await open(`/${locale}?${evening}`)
      const watched = watch(page, baseUrl)
      for (const id of ['region-by-day', 'by-region']) {
        const begin = await groundAt(page, id, 0.3)
        await page.mouse.move(begin.x, begin.y)
        await page.mouse.down()
        const end = await groundAt(page, id, 0.6)
        await page.mouse.move(end.x, end.y, { steps: 5 })
        await page.mouse.up()
        await eventually(() => asked(page).get('from')).toMatch(/^2025-12-1\d$/)
        expect(asked(page).get('to')).toMatch(/^2025-12-2\d$/)
        expect(asked(page).get('asOf')).toBe('2026-01-08T16:00:00Z')
        const back = page.locator('#series a[data-soft]').first()
        await back.click()
        await eventually(() => asked(page).get('from')).toBeNull()
      }
      expect(watched.complaints).toEqual([])
    })

    it('choose a region by its name, and let it go', async () => {
      const page = await open(`/${locale}?${evening}`)
      await figureOf(page, 'region-by-day').locator('[data-region="UA-30"] a').click()
      await eventually(() => asked(page).getAll('region')).toEqual(['UA-30'])
      await eventually(() => figureOf(page, 'region-by-day').locator('li[data-region]').count()).toBe(1)
      await figureOf(page, 'region-by-day').locator('[data-region="UA-30"] a[aria-current]').click()
      await eventually(() => asked(page).getAll('region')).toEqual([])
    })
  })

  it('tell of a stretch that is pointed at, and fall silent on Escape', async () => {
    const page = await open(`/en?${evening}`)
    const { x, y } = await groundAt(page, 'region-by-day', 0.99)
    await page.mouse.move(x, y)
    const tip = page.getByRole('tooltip')
    await eventually(() => tip.textContent()).toMatch(/Dnipropetrovsk.*8 Jan.*reported: 600,000 customers/)
    await page.keyboard.press('Escape')
    await eventually(() => tip.count()).toBe(0)
  })

  it('are stepped through and choose a period by the keyboard alone', async () => {
    const page = await open(`/en?${evening}`)
    const axis = figureOf(page, 'by-region').locator('[data-axis]').first()
    await axis.focus()
    expect(await axis.getAttribute('role')).toBe('slider')
    await page.keyboard.press('End')
    expect(await axis.getAttribute('aria-valuetext')).toContain('reported: 600,000–\u2060800,000 customers')
    await page.keyboard.press('Shift+ArrowLeft')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await eventually(() => asked(page).get('from')).toBe('2026-01-07')
  })

  it('load nothing more for being scrolled to or pointed at', async () => {
    const page = await open(`/en?${evening}`)
    const scripts: string[] = []
    page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()))
    for (const id of ids) await figureOf(page, id).scrollIntoViewIfNeeded()
    const { x, y } = await groundAt(page, 'by-region', 0.99)
    await page.mouse.move(x, y)
    await page.getByRole('tooltip').waitFor()
    expect(scripts).toEqual([])
  })

  it('are whole without script: drawings, table, and regions to choose', async () => {
    const page = await newPage({ javaScriptEnabled: false })
    await page.goto(`/uk?${evening}`)
    for (const id of ids) {
      await figureOf(page, id).locator('details summary').click()
      expect(await figureOf(page, id).locator('details tbody tr').count(), id).toBeGreaterThan(0)
      expect(await figureOf(page, id).locator('[data-save]:visible').count()).toBe(0)
    }
    await figureOf(page, 'share-out').locator('a[data-soft]').first().click()
    await page.waitForURL('**region=UA-12**#share-out')
    expect(await figureOf(page, 'by-region').locator('[data-plot]').count()).toBe(1)
  })

  it('have targets for fingers on a phone, and names that are not cut', async () => {
    const page = await open(`/uk?${evening}`, { viewport: { width: 390, height: 844 } })
    const small = await page
      .locator('[data-chart] :is(a[data-soft], [data-save], summary)')
      .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent))
    expect(small).toEqual([])
    expect(await page.locator('[data-chart] svg:has([data-tip]):visible').first().boundingBox()).toMatchObject({ x: 16 })
  })
})
