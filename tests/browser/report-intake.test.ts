import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { IncidentPage } from '@/lib/schema/answers'
import { IncidentDetail } from '@/lib/schema/incident'
import { ask } from '../server/client'
import { eventually } from '../support/eventually'
import { editorToken } from '../support/server'
import { aReport, send, type TypedReport, typeFigure, typeKey, typeReport } from './report-page'
import { browserSuite } from './suite'
import { watch } from './watched-page'

const thanks = (page: Page) => page.getByRole('heading', { name: /Your report is with the editors/ })
const waits = (page: Page) => page.getByRole('heading', { name: 'Not sent yet' })
const isSending = (request: { method: () => string; headers: () => Record<string, string> }) =>
  request.method() === 'POST' && 'next-action' in request.headers()

/** Lets the next sending reach the server and cuts the line before its answer is through, for that one or for good. Resolves with that answer. */
async function cutNextAnswer(page: Page, forGood = false): Promise<() => Promise<string>> {
  let told: (text: string) => void
  const answer = new Promise<string>((resolve) => {
    told = resolve
  })
  let cut = false
  await page.route('**/report', async (route) => {
    if (!isSending(route.request())) return route.fallback()
    if (cut) return forGood ? route.abort('connectionreset') : route.fallback()
    cut = true
    const response = await route.fetch()
    told(await response.text())
    await route.abort('connectionreset')
  })
  return () => answer
}

/** What a browser tells a page when the line is back. */
const lineIsBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('online')))

/** Closes a tab, from which nothing is sent any more: under remote control the line of one that goes is back for a moment, and the tab hears of it. */
async function closeTab(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.fetch = () => Promise.reject(new TypeError('this tab is being closed'))
  })
  await page.close()
}

browserSuite('the form and the ledger', 'writes', ({ baseUrl, newPage }) => {
  const open = async (options: { javaScriptEnabled?: boolean; viewport?: { width: number; height: number } } = {}) => {
    const page = await newPage(options)
    await page.goto('/en/report')
    if (options.javaScriptEnabled !== false) await page.waitForLoadState('networkidle')
    return page
  }
  const found = (report: TypedReport) => ask(IncidentPage, `${baseUrl}/api/v1/incidents?q=${encodeURIComponent(report.title)}`)

  /** Publishes a report with the key of an editor and answers its incident. */
  async function publish(report: TypedReport): Promise<string> {
    const page = await open()
    await typeReport(page, report)
    await typeKey(page, editorToken)
    await send(page)
    await page.waitForURL('**/en/incidents/**')
    return new URL(page.url()).pathname.split('/').at(-1) ?? ''
  }

  /** A region of its own, so that no other test's figures are like these. */
  const ofRegion = (region: string, change: Partial<TypedReport> = {}) => {
    const report = aReport(change)
    return { ...report, figures: report.figures.map((figure) => ({ ...figure, region })) }
  }

  it('offers an incident with a like figure while somebody types, and adds the report to it', async () => {
    const report = ofRegion('Ternopil region')
    const id = await publish(report)

    const page = await open({ viewport: { width: 390, height: 844 } })
    const watched = watch(page, baseUrl)
    const other = ofRegion('Ternopil region', { title: '' })
    await typeReport(page, other)
    await typeFigure(page, 1, { quantity: '13,000' })
    const offer = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: report.title, exact: true }) })
    await offer.waitFor()
    expect(await offer.textContent()).toContain('a like figure within a day: Ternopil region, electricity')
    await typeKey(page, editorToken)
    await offer.getByRole('button', { name: 'Add to this incident' }).click()
    await page.waitForURL(`**/en/incidents/${id}?added=1`)
    const incident = await ask(IncidentDetail, `${baseUrl}/api/v1/incidents/${id}`)
    expect(incident.title).toBe(report.title)
    expect(incident.reports.map(({ source }) => source.url)).toEqual([report.link, other.link])
    expect(watched.complaints).toEqual([])
  })

  it.each([true, false])('adds a report of the same address to the incident that holds it, script: %s', async (javaScriptEnabled) => {
    const report = aReport()
    const id = await publish(report)
    const page = await open({ javaScriptEnabled })
    await typeReport(page, { ...report, title: `${report.title} again` })
    await typeKey(page, editorToken)
    await send(page)
    const offer = page.getByRole('alert').filter({ hasText: 'This looks like an incident we have' })
    await offer.waitFor()
    await typeKey(page, editorToken)
    await offer.getByRole('button', { name: 'Add to this incident' }).click()
    await page.waitForURL(`**/en/incidents/${id}?added=1`)
    expect((await ask(IncidentDetail, `${baseUrl}/api/v1/incidents/${id}`)).reports).toHaveLength(2)
    expect(await found(report)).toMatchObject({ total: 1 })
  })

  it('is stored once where the line is cut in the middle of the answer and comes back', async () => {
    const page = await open()
    const report = aReport()
    await typeReport(page, report)
    await typeKey(page, editorToken)
    const firstAnswer = await cutNextAnswer(page)
    await send(page)
    await waits(page).waitFor()
    await lineIsBack(page)
    await page.waitForURL('**/en/incidents/**')
    expect(await firstAnswer()).toContain(new URL(page.url()).pathname)
    expect(await found(report)).toMatchObject({ total: 1 })
  })

  it('is sent at the next opening where the tab was closed meanwhile, and answered as the first time', async () => {
    const page = await open()
    await typeReport(page, aReport())
    const firstAnswer = await cutNextAnswer(page, true)
    await send(page)
    await waits(page).waitFor()
    const again = await page.context().newPage()
    await closeTab(page)
    await again.goto('/en/report')
    await waits(again).waitFor()
    await lineIsBack(again)
    await thanks(again).waitFor()
    const id = new URL(again.url()).searchParams.get('sent') ?? ''
    expect(id).toMatch(/^[0-9A-Z]{26}$/)
    expect(await firstAnswer()).toContain(id)
    expect(await again.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft')))).toEqual([])
  })

  it('asks an editor for the key again where the tab was closed, and never sends without it', async () => {
    const page = await open()
    const report = aReport()
    await typeReport(page, report)
    await typeKey(page, editorToken)
    await page.context().setOffline(true)
    await send(page)
    await waits(page).waitFor()
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(editorToken)
    const again = await page.context().newPage()
    await closeTab(page)
    await again.context().setOffline(false)
    await again.goto('/en/report')
    await again.getByText('Type it again and press send').waitFor()
    await lineIsBack(again)
    expect(await found(report)).toMatchObject({ total: 0 })
    await typeKey(again, editorToken)
    await send(again)
    await again.waitForURL('**/en/incidents/**')
    expect(await found(report)).toMatchObject({ total: 1 })
  })

  it('is not sent by itself once that was called off', async () => {
    const page = await open()
    const report = aReport()
    await typeReport(page, report)
    await page.context().setOffline(true)
    await send(page)
    await waits(page).waitFor()
    await page.getByRole('button', { name: 'Do not send it by itself' }).click()
    await eventually(() => waits(page).count()).toBe(0)
    await page.context().setOffline(false)
    await page.reload()
    await page.getByText('Your draft is back').waitFor()
    expect(await waits(page).count()).toBe(0)
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe(report.title)
  })

  it('suggests a tier with its reason, changes it only when pressed, and shows what the report would change', async () => {
    const page = await open()
    await typeReport(page, ofRegion('Chernivtsi region', { tier: '', quoted: 'Укренерго' }))
    await page.getByText('“Укренерго” is on the reviewed list of sources.').waitFor()
    expect(await page.locator('input[name=tier]:checked').count()).toBe(0)
    await page.getByText('Shown as soon as every field that is needed is filled in.').waitFor()
    await page.getByRole('button', { name: 'Take it' }).click()
    await eventually(() => page.getByRole('radio', { name: /Official/ }).isChecked()).toBe(true)
    const row = page.getByRole('listitem').filter({ hasText: 'Chernivtsi region, electricity' })
    await row.getByText('12,345').waitFor()
    expect(await row.textContent()).toMatch(/before(not reported|stale)/)
    expect(await page.getByText('every report of a reader is read before it is public').isVisible()).toBe(true)
    await page
      .locator('#tier')
      .locator('xpath=ancestor::fieldset[1]')
      .getByRole('radio', { name: /Somebody else/ })
      .check({ force: true })
    await page.getByText('“Укренерго” is on the reviewed list of sources.').waitFor()
    expect(await page.getByRole('radio', { name: /Somebody else/ }).isChecked()).toBe(true)
  })

  it('suggests and previews without script too', async () => {
    const page = await open({ javaScriptEnabled: false })
    const report = ofRegion('Chernivtsi region', { tier: '', quoted: 'Укренерго' })
    await typeReport(page, report)
    await send(page)
    await page.getByText('“Укренерго” is on the reviewed list of sources.').waitFor()
    await page.getByRole('button', { name: 'Take it' }).click()
    await eventually(() => page.getByRole('radio', { name: /Official/ }).isChecked()).toBe(true)
    await page.getByRole('button', { name: 'Preview' }).click()
    await page.getByRole('listitem').filter({ hasText: 'Chernivtsi region, electricity' }).getByText('12,345').waitFor()
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe(report.title)
    await send(page)
    await thanks(page).waitFor()
  })

  it('chooses regions on the map by press and by keyboard, on a phone', async () => {
    const page = await open({ viewport: { width: 390, height: 844 } })
    const list = page.getByLabel('Region', { exact: true })
    await list.fill('Львівська область')
    await page.getByRole('button', { name: 'Choose on a map' }).click()
    const map = page.getByRole('group', { name: 'Regions of figure 1' })
    await map.getByRole('checkbox', { name: 'Kyiv city' }).click()
    await eventually(() => list.inputValue()).toBe('Львівська область, Kyiv city')
    expect(await map.getByRole('checkbox', { name: 'Lviv region' }).getAttribute('aria-checked')).toBe('true')
    await map.getByRole('checkbox', { name: 'Lviv region' }).focus()
    await page.keyboard.press('Space')
    await eventually(() => list.inputValue()).toBe('Kyiv city')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await eventually(() => map.getByRole('checkbox', { checked: true }).count()).toBe(2)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})
