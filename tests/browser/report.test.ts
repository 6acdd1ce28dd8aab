import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { IncidentPage } from '@/lib/schema/answers'
import { IncidentDetail } from '@/lib/schema/incident'
import { ask, impactAt, rowOf } from '../server/client'
import { eventually } from '../support/eventually'
import { editorToken } from '../support/server'
import { aReport, send, type TypedReport, typeFigure, typeKey, typeReport } from './report-page'
import { browserSuite } from './suite'
import { watch } from './watched-page'

const day = 'asOf=2026-02-14'
const fieldError = (page: Page, field: string) => page.locator(`[id="${field}-error"]`)

browserSuite('the form', 'writes', ({ baseUrl, newPage }) => {
  const open = async (javaScriptEnabled: boolean) => {
    const page = await newPage({ javaScriptEnabled, viewport: { width: 1280, height: 900 } })
    const watched = watch(page, baseUrl)
    await page.goto('/en/report')
    if (javaScriptEnabled) await page.waitForLoadState('networkidle')
    return { page, watched }
  }
  const found = (report: TypedReport) => ask(IncidentPage, `${baseUrl}/api/v1/incidents?q=${encodeURIComponent(report.title)}`)

  /** The id of the incident whose page is open. */
  const idOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''

  async function expectOnItsPage(page: Page, report: TypedReport): Promise<string> {
    await page.waitForURL('**/en/incidents/**')
    await page.getByRole('heading', { level: 1, name: report.title }).waitFor()
    expect(await page.getByText('Your report is public').isVisible()).toBe(true)
    const text = await page.getByRole('main').textContent()
    for (const words of ['12,345', 'households', 'Volynoblenergo', report.publisher, 'Twelve thousand households have no power'])
      expect(text).toContain(words)
    return idOf(page)
  }

  async function expectInApi(id: string, report: TypedReport): Promise<void> {
    const incident = await ask(IncidentDetail, `${baseUrl}/api/v1/incidents/${id}`)
    expect(incident).toMatchObject({ title: report.title, kind: 'weather', start: { time: '2026-02-14', precision: 'day' } })
    expect(incident.reports[0]).toMatchObject({ quote: 'Twelve thousand households have no power', source: { tier: 1, url: report.link } })
    const row = rowOf(await impactAt(baseUrl, `${day}&service=electricity&unit=households`), 'UA-07')
    expect(row).toMatchObject({ standing: 'reported', best: 12_345 })
    expect(row.basis.map(({ publisher }) => publisher)).toContain(report.publisher)
  }

  /** What axe would not find: each field that was complained of says so itself and is linked from the top. */
  async function expectErrors(page: Page, fields: readonly string[]): Promise<void> {
    const summary = page.getByRole('alert').filter({ has: page.getByRole('link') })
    await summary.waitFor()
    const links = await summary.getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    for (const field of fields) {
      expect(links).toContain(`#${field}`)
      expect(await fieldError(page, field).isVisible(), field).toBe(true)
      const control = page.locator(`[aria-describedby~="${field}-error"]`).first()
      expect(await control.count(), field).toBe(1)
    }
  }

  describe.each([
    ['with script', true],
    ['without script', false],
  ])('%s', (_name, script) => {
    it('publishes with the key of an editor: its page, the dashboard at its moment, the API', async () => {
      const { page, watched } = await open(script)
      const report = aReport()
      await typeReport(page, report)
      await typeKey(page, editorToken)
      await send(page)
      const id = await expectOnItsPage(page, report)
      await expectInApi(id, report)

      await page.goto(`/en?${day}`)
      const row = page.locator('tr#row-UA-07')
      expect(await row.textContent()).toContain('12,345')
      await page.locator('tr[data-region="UA-07"] summary').click()
      expect(await page.locator('tr[data-region="UA-07"]').nth(1).textContent()).toContain(report.publisher)
      const area = script
        ? page.getByRole('group', { name: 'Map of regions' }).locator('[data-region="UA-07"]')
        : page.locator('svg a[data-region="UA-07"]:visible')
      await area.waitFor()
      expect(await area.getAttribute('aria-label')).toMatch(/Volyn.*: reported, .*12,345/)
      expect(watched.complaints).toEqual([])
    })

    it('tells what is wrong beside each field and on top, and loses nothing', async () => {
      const { page } = await open(script)
      const report = aReport({ link: 'not an address' })
      await typeReport(page, report)
      await typeFigure(page, 1, { quantity: 'a lot-ish', region: 'Atlantis' })
      await page.getByLabel('Title', { exact: true }).fill('')
      await send(page)
      await expectErrors(page, ['title', 'sourceUrl', 'o0.quantity', 'o0.region'])
      if (script) await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert')
      expect(await page.getByLabel('Link', { exact: true }).inputValue()).toBe('not an address')
      expect(await page.getByLabel('How many').inputValue()).toBe('a lot-ish')
      expect(await page.getByLabel('Region', { exact: true }).inputValue()).toBe('Atlantis')
      expect(await page.getByLabel('Published by').inputValue()).toBe(report.publisher)
      expect(await page.getByLabel('Day it began').inputValue()).toBe('2026-02-14')
      expect(await page.getByLabel('Of what').inputValue()).toBe('households')
      expect(await page.getByRole('radio', { name: 'Weather' }).isChecked()).toBe(true)
      expect(await page.getByRole('radio', { name: /Official/ }).isChecked()).toBe(true)

      await page.getByLabel('Title', { exact: true }).fill(report.title)
      await page.getByLabel('Link', { exact: true }).fill('https://volynnews.example.com/put-right')
      await typeFigure(page, 1, { quantity: '12,345', region: 'UA-07' })
      await send(page)
      await page.getByRole('heading', { name: /Your report is with the editors/ }).waitFor()
    })

    it('adds and removes figures and keeps the others', async () => {
      const { page } = await open(script)
      const [first] = aReport().figures
      if (first === undefined) throw new Error('a report has a figure')
      const figures = ['111', '222', '333'].map((quantity) => ({ ...first, quantity, words: `Words of ${quantity}` }))
      await typeReport(page, aReport({ figures }))
      await page.getByRole('button', { name: 'Remove figure 2' }).click()
      await eventually(() => page.getByRole('group', { name: /^Figure \d$/ }).count()).toBe(2)
      const values = await page
        .getByLabel('How many')
        .evaluateAll((all) => all.map((field) => (field instanceof HTMLInputElement ? field.value : '')))
      expect(values).toEqual(['111', '333'])
      expect(await page.getByLabel('The words that say so').nth(1).inputValue()).toBe('Words of 333')
      expect(await page.getByLabel('Published by').inputValue()).toMatch(/^Volyn News/)
    })

    it('without a key says that it is in review, and nobody sees it', async () => {
      const { page } = await open(script)
      const report = aReport()
      await typeReport(page, report)
      await send(page)
      await page.getByRole('heading', { name: /Your report is with the editors/ }).waitFor()
      expect(await page.getByText('not public yet').first().isVisible()).toBe(true)
      expect(await found(report)).toMatchObject({ total: 0 })
      for (const path of ['/en/incidents', `/en?${day}`, `/api/v1/observations?limit=1000`, `/api/v1/impact?${day}`])
        expect(await (await fetch(`${baseUrl}${path}`)).text()).not.toContain(report.publisher)
    })

    it('with a wrong key says so beside it and stores nothing', async () => {
      const { page } = await open(script)
      const report = aReport()
      await typeReport(page, report)
      await typeKey(page, 'a-key-of-nobody')
      await send(page)
      await fieldError(page, 'token').waitFor()
      expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe(report.title)
      // The server never sends a key back; with script the field is still as it was typed.
      expect(await page.getByLabel('Editor’s key').inputValue()).toBe(script ? 'a-key-of-nobody' : '')
      expect(await found(report)).toMatchObject({ total: 0 })
    })

    it('offers the incident that holds the same address, and sends it as another one if asked', async () => {
      const report = aReport()
      const first = await open(script)
      await typeReport(first.page, report)
      await typeKey(first.page, editorToken)
      await send(first.page)
      const id = await expectOnItsPage(first.page, report)

      const { page } = await open(script)
      await typeReport(page, { ...report, title: `${report.title} again` })
      await typeKey(page, editorToken)
      await send(page)
      const offer = page.getByRole('alert').filter({ hasText: 'This looks like an incident we have' })
      await offer.waitFor()
      expect(await offer.getByRole('link', { name: report.title, exact: true }).getAttribute('href')).toBe(`/en/incidents/${id}`)
      expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe(`${report.title} again`)
      await typeKey(page, editorToken)
      await offer.getByRole('button', { name: 'It is another one: send it' }).click()
      await page.waitForURL('**/en/incidents/**')
      expect(idOf(page)).not.toBe(id)
    })
  })

  it('reads a number back in words while it is typed', async () => {
    const { page } = await open(true)
    await typeFigure(page, 1, {
      service: 'Electricity',
      what: 'Out',
      quantity: '600–800 thousand',
      unit: 'customers',
      region: 'Дніпропетровська область',
    })
    await page.getByText('600,000–\u2060800,000').waitFor()
    await eventually(() => page.getByText(/Reads as/).textContent()).toMatch(/Dnipropetrovsk/)
  })

  it('keeps a draft over a reload, without the key, and lets it go', async () => {
    const { page } = await open(true)
    const report = aReport()
    await typeReport(page, report)
    await typeKey(page, editorToken)
    await page.reload()
    await page.getByText('Your draft is back').waitFor()
    await eventually(() => page.getByLabel('Title', { exact: true }).inputValue()).toBe(report.title)
    expect(await page.getByLabel('How many').inputValue()).toBe('12,345')
    expect(await page.getByRole('radio', { name: 'Weather' }).isChecked()).toBe(true)
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(editorToken)
    await page.getByRole('button', { name: 'Discard it' }).click()
    await eventually(() => page.getByLabel('Title', { exact: true }).inputValue()).toBe('')
    await page.reload()
    await page.waitForLoadState('networkidle')
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('')
  })

  it('keeps what is typed when the network is gone, and sends it when it is back', async () => {
    const { page } = await open(true)
    const report = aReport()
    await typeReport(page, report)
    await page.context().setOffline(true)
    await send(page)
    await page.getByRole('heading', { name: 'Not sent yet' }).waitFor()
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe(report.title)
    await page.context().setOffline(false)
    await page.getByRole('heading', { name: /Your report is with the editors/ }).waitFor()
  })

  it('clears the draft once it was sent', async () => {
    const { page } = await open(true)
    await typeReport(page, aReport())
    await send(page)
    await page.getByRole('heading', { name: /Your report is with the editors/ }).waitFor()
    await page.goto('/en/report')
    await page.waitForLoadState('networkidle')
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('')
    expect(await page.getByText('Your draft is back').count()).toBe(0)
  })

  it('tells in the form’s own words in Ukrainian too', async () => {
    const page = await newPage()
    await page.goto('/uk/report')
    await page.waitForLoadState('networkidle')
    await page.getByRole('button', { name: 'Надіслати редакторам' }).click()
    const summary = page.getByRole('alert').filter({ has: page.getByRole('link') })
    await summary.waitFor()
    expect(await summary.textContent()).toMatch(/Перед надсиланням виправте \d+ місц/)
    expect(await summary.textContent()).not.toMatch(/[A-Za-z]{4,}/)
  })
})
