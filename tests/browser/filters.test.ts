import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { eventually } from '../support/eventually'
import { evening, type Locale, locales } from './pages'
import { browserSuite } from './suite'
import { watch } from './watched-page'

const words: Record<
  Locale,
  Record<'more' | 'chips' | 'remove' | 'clear' | 'nothing' | 'without' | 'place' | 'show' | 'changes' | 'mend', string>
> = {
  en: {
    more: 'More filters',
    chips: 'Filters that are set',
    remove: 'Remove the filter: Source tier',
    clear: 'Clear all filters',
    nothing: 'Nothing fits these filters',
    without: 'remove this filter',
    place: 'Add a region',
    show: 'Show',
    changes: 'What has changed since',
    mend: 'Region',
  },
  uk: {
    more: 'Ще фільтри',
    chips: 'Увімкнені фільтри',
    remove: 'Прибрати фільтр: Рівень джерела',
    clear: 'Прибрати всі фільтри',
    nothing: 'За цими фільтрами нічого немає',
    without: 'прибрати цей фільтр',
    place: 'Додати область',
    show: 'Показати',
    changes: 'Що змінилося відтоді',
    mend: 'Область',
  },
}

/** A view in which every filter is set. */
const deep = new URLSearchParams([
  ...['UA-12', 'UA-51'].map((code) => ['region', code]),
  ...Object.entries({ service: 'electricity', measure: 'without', unit: 'customers', kind: 'strike' }),
  ...['reported', 'stale'].map((standing) => ['standing', standing]),
  ...['1', '2'].map((tier) => ['tier', tier]),
  ...Object.entries({ from: '2025-12-01', to: '2026-01-09', q: 'електро', asOf: '2026-01-08T16:00:00Z' }),
  ...Object.entries({ knownAt: '2099-01-01', publishedBy: '2026-01-09T12:00:00Z', sort: 'name', find: 'о' }),
])

/** What every control of the form shows, as an address would say it; a list of several is one entry each. */
const shownBy = (page: Page): Promise<[string, string][]> =>
  page.evaluate(() => {
    const form = document.querySelector('form:has(details)')
    if (!(form instanceof HTMLFormElement)) throw new Error('there is no form')
    return [...new FormData(form)].map(([name, value]): [string, string] => [name, String(value)])
  })

const search = (page: Page) => new URL(page.url()).searchParams
const namesOf = (page: Page, name: string) => search(page).getAll(name)
/** Follows focus by Tab until an element answers to the selector. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const isThere = () => page.evaluate((what) => document.activeElement?.matches(what) ?? false, selector)
  for (let stop = 0; stop < 200; stop += 1) {
    await page.keyboard.press('Tab')
    if (await isThere()) return
  }
  throw new Error(`Tab never came to ${selector}`)
}

browserSuite('the filters', 'reads', ({ baseUrl, newPage }) => {
  describe.each(locales)('in %s', (locale) => {
    const w = words[locale]
    const open = async (query: string, options = {}) => {
      const page = await newPage({ viewport: { width: 1280, height: 900 }, ...options })
      await page.goto(`/${locale}?${query}`)
      return page
    }
    const more = (page: Page) => page.locator('form summary').filter({ hasText: w.more })

    it.each([true, false])('every control shows what the address says (scripts: %s)', async (javaScriptEnabled) => {
      const page = await open(String(deep), { javaScriptEnabled })
      const shown = await (javaScriptEnabled ? shownBy(page) : shownBy(await open(String(deep))))
      const said = [...deep].filter(([name]) => name !== 'asOf').sort()
      const form = shown.filter(([name, value]) => value !== '' && name !== 'day' && name !== 'hour').sort()
      expect(form).toEqual(said)
      expect(shown).toEqual(
        expect.arrayContaining([
          ['day', '2026-01-08'],
          ['hour', '18'],
        ]),
      )
      expect(await page.getByRole('navigation', { name: w.chips }).getByRole('listitem').count()).toBe(14)
    })

    it('applies a choice at once, removes it by its chip, and goes back and forth', async () => {
      const page = await open(evening)
      const watched = watch(page, baseUrl)
      await more(page).click()
      await page.locator('input[type=checkbox][name=tier][value="2"]').check()
      await eventually(() => namesOf(page, 'tier')).toEqual(['2'])
      const chip = page.getByRole('link', { name: new RegExp(`^${w.remove}`) })
      await chip.waitFor()
      // The panel stays open and the box keeps the focus, for the next choice.
      await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('tier')
      await page.locator('input[type=checkbox][name=kind][value=strike]').check()
      await eventually(() => namesOf(page, 'kind')).toEqual(['strike'])

      await page.goBack()
      await eventually(() => page.locator('input[type=checkbox][name=kind][value=strike]').isChecked()).toBe(false)
      expect(await page.locator('input[type=checkbox][name=tier][value="2"]').isChecked()).toBe(true)
      await page.goForward()
      await eventually(() => page.locator('input[type=checkbox][name=kind][value=strike]').isChecked()).toBe(true)

      await chip.click()
      await eventually(() => namesOf(page, 'tier')).toEqual([])
      await eventually(() => page.locator('input[type=checkbox][name=tier][value="2"]').isChecked()).toBe(false)
      await page.getByRole('link', { name: w.clear }).click()
      await eventually(() => namesOf(page, 'kind')).toEqual([])
      expect(namesOf(page, 'service')).toEqual(['electricity'])
      expect(watched).toEqual({ complaints: [], foreignRequests: [] })
    })

    it('finds a region by its name in either language or its code', async () => {
      const page = await open(evening)
      await more(page).click()
      const place = page.getByLabel(w.place)
      await place.fill('Odesa, Львівська область; UA12')
      await place.press('Enter')
      await eventually(() => namesOf(page, 'region')).toEqual(['UA-51', 'UA-46', 'UA-12'])
      await eventually(() => place.inputValue()).toBe('')
      await page.getByRole('checkbox', { name: /^(Lviv|Львівська)$/ }).uncheck()
      await eventually(() => namesOf(page, 'region')).toEqual(['UA-51', 'UA-12'])
    })

    it('a name nobody knows is named and can be put right, with the rest kept', async () => {
      const page = await open(`${evening}&tier=1&region=Atlantis`)
      expect(await page.getByText('Atlantis').isVisible()).toBe(true)
      const field = page.getByRole('textbox', { name: w.mend, exact: true })
      expect(await field.inputValue()).toBe('Atlantis')
      await field.fill('Одеська')
      await page.getByRole('button', { name: w.show }).click()
      await page.waitForURL('**region=UA-51**')
      expect(namesOf(page, 'tier')).toEqual(['1'])
      expect(namesOf(page, 'asOf')).toEqual(['2026-01-08T16:00:00Z'])
    })

    it('takes a choice that was made before the script of the page had come', async () => {
      // A page of the same context that waits for no script, and never gets one.
      const page = await (await newPage()).context().newPage()
      await page.route('**/_next/static/**/*.js', (route) => route.abort())
      await page.goto(`/${locale}?${evening}`)
      await page.locator('select[name="service"]').selectOption('water')
      await page.waitForURL(/service=water/)
      await eventually(() => page.locator('select[name="service"]').inputValue()).toBe('water')
    })

    it.each([true, false])('leads out of a view that is filtered to nothing (scripts: %s)', async (javaScriptEnabled) => {
      const page = await open(`${evening}&region=UA-12&kind=cyber`, { javaScriptEnabled })
      expect(await page.getByRole('heading', { name: w.nothing }).isVisible()).toBe(true)
      await page.getByRole('link', { name: w.without }).click()
      await page.waitForURL((url) => !url.searchParams.has('kind'))
      expect(namesOf(page, 'region')).toEqual(['UA-12'])
      await eventually(() => page.getByRole('heading', { name: w.nothing }).count()).toBe(0)
      expect(await page.locator('tr#row-UA-12').isVisible()).toBe(true)
    })

    it('shows what has become known since, and by whom', async () => {
      const page = await open(`${evening}&publishedBy=2026-01-07`)
      const changes = page.getByRole('region', { name: w.changes })
      const dnipro = changes.locator('[data-region="UA-12"]')
      expect(await dnipro.textContent()).toMatch(/600[ ,\u00a0]/)
      expect(await dnipro.getByRole('link').first().getAttribute('href')).toMatch(/^https?:/)
      await page.goto(`/${locale}?${evening}`)
      expect(await changes.count()).toBe(0)
    })

    it('gives exactly this view as CSV, GeoJSON and API', async () => {
      const page = await open(String(deep))
      for (const name of ['CSV', 'GeoJSON', 'API']) {
        const href = (await page.getByRole('link', { name, exact: true }).first().getAttribute('href')) ?? ''
        const asked = new URL(href, baseUrl).searchParams
        for (const filter of ['region', 'measure', 'unit', 'kind', 'standing', 'tier', 'from', 'to', 'q', 'knownAt', 'publishedBy'])
          expect(asked.getAll(filter), `${name} ${filter}`).toEqual(deep.getAll(filter))
        const response = await fetch(new URL(href, baseUrl))
        expect(response.status, href).toBe(200)
      }
    })
  })

  it('is all there for the keyboard: filter, find a region, read its basis', async () => {
    const page = await newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(`/uk?${evening}`)
    await page.waitForLoadState('networkidle')
    await tabTo(page, 'form summary')
    await page.keyboard.press('Enter')
    await tabTo(page, 'input[type=checkbox][name=tier][value="1"]')
    await page.keyboard.press('Space')
    await eventually(() => namesOf(page, 'tier')).toEqual(['1'])
    await tabTo(page, 'input[type=search][name=find]')
    await page.keyboard.type('дніпро')
    await eventually(() => page.locator('tr[id^=row-]:visible').count()).toBe(1)
    await tabTo(page, 'tr[data-region="UA-12"] summary')
    await page.keyboard.press('Enter')
    await page.locator('tr[data-region="UA-12"] details[open] q').first().waitFor()
  })
})
