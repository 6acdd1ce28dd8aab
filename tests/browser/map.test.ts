import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RegionImpact } from '@/lib/schema/impact'
import { impactAt, rowOf } from '../server/client'
import { eventually } from '../support/eventually'
import { evening } from './pages'
import { browserSuite } from './suite'

/** The live map, once it has taken the place of the drawing. */
async function liveMap(page: Page, name = 'Map of regions'): Promise<Locator> {
  const map = page.getByRole('group', { name })
  await map.waitFor({ state: 'visible' })
  await map.locator('[data-region]').first().waitFor({ state: 'visible' })
  return map
}

/** How the legend says that a standing is drawn. */
function paintOf({ standing, low, best, high, last }: RegionImpact): RegExp {
  const amount = best ?? low ?? high
  if (standing === 'reported') return amount === null ? /^url\(#map-live-f\)$/ : /^var\(--a[1-7]\)$/
  if (standing === 'stale') return last === null ? /^url\(#map-live-s0\)$/ : /^url\(#map-live-s[0-6]\)$/
  return standing === 'restored' ? /^var\(--plane\)$/ : /^url\(#map-live-n\)$/
}

const outline = (area: Locator) => area.first().getAttribute('d')
const tableRow = (page: Page, code: string) => page.locator(`tr#row-${code}`)

browserSuite('the map', 'reads', ({ baseUrl, newPage }) => {
  let rows: RegionImpact[] = []
  beforeAll(async () => {
    rows = (await impactAt(baseUrl, `${evening}&service=electricity&unit=connections`)).data
  })
  const open = async () => {
    const page = await newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(`/en?${evening}`)
    return { page, map: await liveMap(page) }
  }
  /** The outline that Leaflet draws around the marked region. */
  const marked = (map: Locator) => map.locator('.leaflet-marked-pane path')

  it('paints the 27 regions, each by its standing, with patterns that are there', async () => {
    const { map } = await open()
    const areas = map.locator('[data-region]')
    expect(await areas.count()).toBe(27)
    expect(new Set(rows.map(({ standing }) => standing))).toEqual(new Set(['reported', 'restored', 'stale', 'notReported']))
    for (const row of rows) {
      const area = map.locator(`[data-region="${row.region}"]`)
      const fill = (await area.getAttribute('fill')) ?? ''
      expect(fill, row.region).toMatch(paintOf(row))
      const box = await area.boundingBox()
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), row.region).toBeGreaterThan(1)
      const pattern = /^url\((#.+)\)$/.exec(fill)?.[1]
      if (pattern) expect(await map.locator(`pattern${pattern}`).count(), fill).toBe(1)
    }
  })

  it('paints another service when that is chosen, and is there again after going back', async () => {
    const { page, map } = await open()
    const struck = map.locator('[data-region="UA-12"]')
    const before = await struck.getAttribute('fill')
    const water = rowOf(await impactAt(baseUrl, `${evening}&service=water`), 'UA-12')
    await page.getByRole('combobox', { name: 'Service', exact: true }).selectOption({ label: 'Water' })
    await page.waitForURL('**service=water**')
    // People lack water where customers lack power.
    await eventually(() => struck.getAttribute('aria-label')).toMatch(/people/)
    await eventually(() => struck.getAttribute('fill')).toMatch(paintOf(water))
    await page.goBack()
    await eventually(() => struck.getAttribute('fill')).toBe(before)

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Incidents' }).click()
    await page.waitForURL('**/en/incidents')
    await page.goBack()
    const again = await liveMap(page)
    await eventually(() => again.locator('[data-region]').count()).toBe(27)
    expect(await again.locator('[data-region="UA-12"]').getAttribute('fill')).toBe(before)
    expect((await again.locator('[data-region="UA-12"]').boundingBox())?.width).toBeGreaterThan(20)
  })

  it('has the drawing of the first HTML no more, once it is there', async () => {
    const { page } = await open()
    expect(await page.locator('svg a[data-region]').count()).toBe(0)
    expect(await page.locator('.leaflet-container').count()).toBe(1)
  })

  it('says each region in words', async () => {
    const { map } = await open()
    const said = await map.locator('[data-region="UA-12"]').getAttribute('aria-label')
    expect(said).toMatch(/^Dnipropetrovsk.*: reported, 600,000–\u2060800,000/)
    const notReported = rowOf({ data: rows }, 'UA-05')
    expect(notReported.standing).toBe('notReported')
    expect(await map.locator('[data-region="UA-05"]').getAttribute('aria-label')).toMatch(/: not reported$/)
  })

  it('marks the region of the row that is hovered or focused', async () => {
    const { page, map } = await open()
    await tableRow(page, 'UA-12').hover()
    await eventually(() => marked(map).count()).toBe(1)
    expect(await outline(marked(map))).toBe(await outline(map.locator('[data-region="UA-12"]')))
    await page.getByRole('heading', { level: 1 }).hover()
    await eventually(() => marked(map).count()).toBe(0)

    await page.locator('tr[data-region="UA-23"] summary').focus()
    await eventually(() => outline(marked(map))).toBe(await outline(map.locator('[data-region="UA-23"]')))
  })

  it('marks the row of the region that is hovered or focused', async () => {
    const { page, map } = await open()
    await map.locator('[data-region="UA-12"]').hover()
    await eventually(() => tableRow(page, 'UA-12').getAttribute('data-marked')).not.toBeNull()
    await map.locator('[data-region="UA-23"]').focus()
    await eventually(() => tableRow(page, 'UA-23').getAttribute('data-marked')).not.toBeNull()
    expect(await tableRow(page, 'UA-12').getAttribute('data-marked')).toBeNull()
  })

  it('leads from a region to its row by Enter, and opens how its figure was made', async () => {
    const { page, map } = await open()
    await map.locator('[data-region="UA-12"]').focus()
    await page.keyboard.press('Enter')
    await page.locator('tr[data-region="UA-12"] details[open]').waitFor()
    const focused = () => page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region'))
    await eventually(focused).toBe('UA-12')
  })

  it('keeps the card of a region while the pointer is in it, and lets it go by Escape', async () => {
    const { page, map } = await open()
    await map.locator('[data-region="UA-23"]').hover()
    const card = page.getByRole('region', { name: 'Zaporizhzhia' })
    await card.waitFor()
    // biome-ignore lint/performance/useDomNodeTextContent: what is seen, not what is in the document
    expect(await card.innerText()).toMatch(/restored, 8 Jan[\s\S]*Source: /)
    await card.getByText('restored').hover()
    await card.getByRole('link', { name: 'How was this made?' }).hover()
    expect(await card.count()).toBe(1)
    await page.keyboard.press('Escape')
    await eventually(() => card.count()).toBe(0)
  })

  it('leads from the card to how the figure was made', async () => {
    const { page, map } = await open()
    await map.locator('[data-region="UA-12"]').focus()
    await page.getByRole('region', { name: 'Dnipropetrovsk' }).getByRole('link', { name: 'How was this made?' }).click()
    await page.locator('tr[data-region="UA-12"] details[open]').waitFor()
  })

  it('finds a region by its name in either language, goes there and says so', async () => {
    const { page, map } = await open()
    const width = async () => (await map.locator('[data-region="UA-63"]').boundingBox())?.width ?? 0
    const before = await width()
    const finder = page.getByRole('combobox', { name: 'Find on the map' })
    await finder.fill('Харків')
    await finder.press('Enter')
    await page.getByText('Kharkiv region is on the map').waitFor()
    await eventually(width).toBeGreaterThan(before * 1.5)
    // Both are drawn anew when the map has come to rest, which may be between looking at one and at the other.
    await eventually(async () => (await outline(marked(map))) === (await outline(map.locator('[data-region="UA-63"]')))).toBe(true)
    await finder.fill('Atlantis')
    await finder.press('Enter')
    await page.getByText('No region is called “Atlantis”').waitFor()
  })

  it('shades by share where the address says so, and names what it is held against', async () => {
    const page = await newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(`/en?${evening}&shade=share`)
    const map = await liveMap(page)
    expect(await map.locator('[data-region="UA-12"]').getAttribute('fill')).toBe('var(--a5)')
    // biome-ignore lint/performance/useDomNodeTextContent: what is seen, not what is in the document
    expect(await page.locator('#regions').innerText()).toMatch(/households estimated from the population of 2022, before the displacement/)
    await page.getByRole('link', { name: 'Amount' }).click()
    await eventually(() => map.locator('[data-region="UA-12"]').getAttribute('fill')).toBe('var(--a6)')
  })

  it.each([true, false])('marks the incidents of a region where the address says so, with script: %s', async (javaScriptEnabled) => {
    const page = await newPage({ viewport: { width: 1280, height: 900 }, javaScriptEnabled })
    await page.goto(`/en?${evening}`)
    expect(await page.locator('a[data-incidents]').count()).toBe(0)
    await page.getByRole('link', { name: 'Show incidents' }).click()
    await page.waitForURL('**marks=incidents**')
    const map = javaScriptEnabled ? await liveMap(page) : page.locator('#regions')
    const mark = map.locator('a[data-incidents="UA-12"]:visible')
    await mark.waitFor()
    expect(await mark.getAttribute('aria-label')).toMatch(/Dnipropetrovsk.*: 600,000–\u2060800,000/)
    await mark.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/en\/incidents(\/[0-9A-Z]{26}$|\?)/)
  })

  it('leads from each mark to a list of as many incidents as it counts', async () => {
    const page = await newPage({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false })
    await page.goto(`/en?${evening}&marks=incidents`)
    const marks = await page
      .locator('a[data-incidents]:visible')
      .evaluateAll((links) =>
        links.map((link) => ({ href: link.getAttribute('href') ?? '', count: Number(link.querySelector('text')?.textContent ?? 1) })),
      )
    const several = marks.filter(({ count }) => count > 1)
    expect(several.length).toBeGreaterThan(2)
    for (const { href, count } of several) {
      await page.goto(href)
      expect([href, await page.locator('main ol > li').count()]).toEqual([href, count])
      expect(await page.locator('main').textContent()).toContain(`${count} incidents that the map’s figure rests on`)
    }
  })

  describe('its buttons', () => {
    it('fill the screen with the whole country, and give the page back', async () => {
      const { map } = await open()
      const width = async () => Math.round((await map.locator('[data-region="UA-12"]').boundingBox())?.width ?? 0)
      const before = await width()
      await map.getByRole('button', { name: 'Full screen', exact: true }).click()
      await eventually(width).toBeGreaterThan(before * 1.2)
      await map.getByRole('button', { name: 'Leave full screen' }).click()
      await eventually(width).toBe(before)
    })

    it('go nearer and back to the whole', async () => {
      const { map } = await open()
      const width = async () => (await map.locator('[data-region="UA-12"]').boundingBox())?.width ?? 0
      const before = await width()
      await map.getByRole('button', { name: 'Zoom in' }).click()
      await eventually(width).toBeGreaterThan(before * 1.2)
      await map.getByRole('button', { name: 'Whole country' }).click()
      await eventually(async () => Math.round(await width())).toBe(Math.round(before))
    })
  })

  it('stays the drawing it came as, with a word, where its boundaries cannot be loaded', async () => {
    const page = await newPage({ viewport: { width: 1280, height: 900 } })
    await page.route('**/api/v1/regions/geometry**', (route) => route.fulfill({ status: 503, body: '{}' }))
    await page.goto(`/en?${evening}`)
    await page.getByText('The detailed map could not be loaded').waitFor()
    expect(await page.locator('svg a[data-region="UA-12"]:visible').count()).toBe(1)
  })
})
