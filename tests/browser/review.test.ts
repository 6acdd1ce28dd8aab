import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { IncidentPage } from '@/lib/schema/answers'
import { IncidentDetail } from '@/lib/schema/incident'
import { ask } from '../server/client'
import { eventually } from '../support/eventually'
import { editorToken } from '../support/server'
import { barriers } from './barriers'
import { aReport, send, type TypedReport, takeFiguresFrom, typeReport } from './report-page'
import { browserSuite } from './suite'
import { watch } from './watched-page'

const phone = { width: 390, height: 844 }
const desk = { width: 1280, height: 900 }

/** A report of a day that no other suite writes about. */
function ofReview(quantity: string, region = 'UA-61'): TypedReport {
  const report = aReport()
  const [figure] = report.figures
  if (figure === undefined) throw new Error('a report has a figure')
  return {
    ...report,
    startDate: '2026-02-20',
    heldDate: '2026-02-20',
    title: `${report.title}, sent for review`,
    publisher: `${report.publisher} of the review`,
    link: `${report.link}-review`,
    figures: [{ ...figure, quantity, region, words: `Some ${quantity} households have no power` }],
  }
}

browserSuite('the review', 'writes', ({ baseUrl, newPage }) => {
  const found = (report: TypedReport) => ask(IncidentPage, `${baseUrl}/api/v1/incidents?q=${encodeURIComponent(report.title)}`)

  /** Sends a report as a reader; its figures are typed, or taken from an article. */
  async function fromAPhone(report: TypedReport, { javaScriptEnabled = true, article = '', contact = '' } = {}): Promise<void> {
    const page = await newPage({ viewport: phone, javaScriptEnabled })
    await page.goto('/en/report')
    if (javaScriptEnabled) await page.waitForLoadState('networkidle')
    await typeReport(page, article === '' ? report : { ...report, figures: [] })
    if (article !== '') await takeFiguresFrom(page, article, javaScriptEnabled)
    if (contact !== '') {
      await page.getByText('May the editors ask you about it?').click()
      await page.getByLabel('How to reach you').fill(contact)
    }
    await send(page)
    await page.getByRole('heading', { name: /Your report is with the editors/ }).waitFor()
    expect(page.url()).not.toContain(encodeURIComponent(contact) || 'contact=')
    expect(await found(report)).toMatchObject({ total: 0 })
  }

  /** A page of somebody who asked for the queue, was led to the sign-in and back. */
  async function anEditor({ javaScriptEnabled = true, viewport = desk } = {}): Promise<Page> {
    const page = await newPage({ javaScriptEnabled, viewport })
    await page.goto('/en/review')
    await page.getByRole('heading', { name: 'Sign in with a key' }).waitFor()
    await page.getByLabel('Key', { exact: true }).fill(editorToken)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL('**/en/review')
    return page
  }

  async function openRecord(page: Page, report: TypedReport): Promise<void> {
    await page.getByRole('link', { name: report.title }).click()
    await page.getByRole('heading', { level: 1, name: report.title }).waitFor()
  }

  const decision = (page: Page) => page.getByRole('region', { name: 'Decision' })
  async function choose(page: Page, name: string, reason: string): Promise<void> {
    await decision(page).getByRole('radio', { name, exact: true }).check({ force: true })
    await decision(page).getByLabel('Reason', { exact: true }).fill(reason)
  }
  /** That a decision is told of; the words themselves also stand elsewhere on a page. */
  const told = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words }).waitFor()
  const press = (page: Page) => decision(page).getByRole('button', { name: 'Decide' }).click()

  /** Regions of which nothing is told on that day: one for each try, since what a try that failed has published stays. */
  const untouched: [region: string, place: string, quantity: string][] = [
    ['UA-18', 'Zhytomyr', '4,321'],
    ['UA-21', 'Zakarpattia', '5,432'],
    ['UA-56', 'Rivne', '6,543'],
    ['UA-68', 'Khmelnytskyi', '7,654'],
  ]

  describe.each([
    ['with script', true],
    ['without script', false],
  ])('%s', (_name, javaScriptEnabled) => {
    it('an article pasted on a phone is a report that is read, published, and on the map', async () => {
      const [region, place, quantity] = untouched.pop() ?? ['', '', '']
      const report = ofReview(quantity, region)
      const said = `In ${place} region ${quantity} households are without power`
      const contact = 'olena@example.org'
      const article = `A storm has passed, and 40 trees fell. ${said}, the operator says.`
      await fromAPhone(report, { javaScriptEnabled, article, contact })
      const page = await anEditor({ javaScriptEnabled })
      const watched = watch(page, baseUrl)
      const row = page.getByRole('listitem').filter({ hasText: report.title })
      for (const words of ['reader', `${quantity}\u00a0households`, 'every report of a reader is read', report.publisher])
        expect(await row.first().textContent()).toContain(words)
      await openRecord(page, report)
      const main = page.getByRole('main')
      expect(await main.textContent()).toContain(said)
      expect(await main.textContent()).toContain(`To ask the sender: ${contact}`)
      const change = page.getByRole('row', { name: `Electricity, ${place}` })
      expect(await change.getByRole('cell').last().textContent()).toContain(`${quantity} households`)
      await choose(page, 'Publish', 'Checked against its source')
      await press(page)
      await told(page, 'Published.')
      expect(await found(report)).toMatchObject({ total: 1 })

      await page.goto('/en?asOf=2026-02-20')
      expect(await page.locator(`tr[data-region="${region}"]`).first().textContent()).toContain(quantity)
      const area = javaScriptEnabled
        ? page.getByRole('group', { name: 'Map of regions' }).locator(`[data-region="${region}"]`)
        : page.locator(`svg a[data-region="${region}"]:visible`)
      await area.waitFor()
      expect(await area.getAttribute('aria-label')).toContain(quantity)
      expect(watched.complaints).toEqual([])
      // Out of the way of the next one, whose figure is of the same day.
      const [{ id } = { id: '' }] = (await found(report)).data
      await page.goto(`/en/incidents/${id}`)
      await page.getByRole('link', { name: 'Review this record' }).click()
      await page.getByRole('heading', { level: 1, name: report.title }).waitFor()
      expect(await page.getByRole('main').textContent()).not.toContain(contact)
      await choose(page, 'Retract', 'Of a test')
      await press(page)
      await told(page, 'Retracted.')
      expect(await found(report)).toMatchObject({ total: 0 })
    })

    it('of two editors who decide at once one wins, and the other is told and loses nothing', async () => {
      const report = ofReview('654')
      await fromAPhone(report)
      const [first, second] = [await anEditor({ javaScriptEnabled }), await anEditor({ javaScriptEnabled })]
      await openRecord(first, report)
      await openRecord(second, report)
      await choose(first, 'Publish', 'It is in the source')
      await choose(second, 'Reject', 'I cannot find it in the source')
      await press(first)
      await told(first, 'Published.')
      await press(second)
      const refusal = second.getByRole('alert').filter({ hasText: 'Somebody was first' })
      await refusal.waitFor()
      expect(await refusal.textContent()).toMatch(/Incident published: .* by editor/)
      expect(await refusal.textContent()).toContain('It is in the source')
      expect(await decision(second).getByLabel('Reason', { exact: true }).inputValue()).toBe('I cannot find it in the source')
      // What is shown is what is: what was published can be retracted, and no longer rejected.
      await eventually(() => decision(second).getByRole('radio', { name: 'Retract' }).count()).toBe(1)
      expect(await decision(second).getByRole('radio', { name: 'Reject' }).count()).toBe(0)
      expect(await found(report)).toMatchObject({ total: 1 })
    })

    it('a report is corrected in the form’s own fields, and the old one stays in the history', async () => {
      const report = ofReview('765')
      await fromAPhone(report)
      const page = await anEditor({ javaScriptEnabled })
      await openRecord(page, report)
      await choose(page, 'Publish', 'Checked')
      await press(page)
      await told(page, 'Published.')
      await page.getByRole('link', { name: 'Back to it' }).click()
      await page.getByRole('link', { name: 'Correct this report' }).click()
      await page.getByLabel('How many').waitFor()
      expect(await page.getByLabel('How many').inputValue()).toBe('765')
      await page.getByLabel('How many').fill('a lot-ish')
      await page.getByRole('button', { name: 'Send the correction' }).last().click()
      await page.locator('[id="o0.quantity-error"]').waitFor()
      await page.getByLabel('How many').fill('about 800')
      await page.getByRole('button', { name: 'Send the correction' }).last().click()
      await told(page, 'Corrected.')
      const [{ id } = { id: '' }] = (await found(report)).data
      const { reports } = await ask(IncidentDetail, `${baseUrl}/api/v1/incidents/${id}`)
      const [old, corrected] = reports
      expect(old).toMatchObject({ supersededBy: corrected?.id, observations: [{ value: 765 }] })
      expect(corrected).toMatchObject({ supersedes: old?.id, observations: [{ value: 800, qualifier: 'about' }] })
    })
  })

  it('goes by the keyboard alone from the queue to the next, and keys are off while somebody types or has turned them off', async () => {
    const [report, other] = [ofReview('111'), ofReview('222')]
    await fromAPhone(report)
    await fromAPhone(other)
    const page = await anEditor()
    await page.getByRole('checkbox', { name: 'Keys on' }).waitFor()
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    const titles = await page.locator('a[data-queued]').allTextContents()
    for (const title of titles.slice(0, titles.indexOf(report.title) + 1)) {
      await page.keyboard.press('j')
      expect(await focused()).toBe(title)
    }
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: report.title }).waitFor()
    await page.getByRole('checkbox', { name: 'Keys on' }).waitFor()
    const chosen = () =>
      page.locator('#whole-publish, #whole-reject').evaluateAll((all) => all.find((each) => each.matches(':checked'))?.id)
    await page.getByRole('checkbox', { name: 'Keys on' }).uncheck()
    await page.keyboard.press('p')
    expect(await chosen()).toBeUndefined()
    await page.getByRole('checkbox', { name: 'Keys on' }).check()
    await page.keyboard.press('p')
    expect(await chosen()).toBe('whole-publish')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('whole-publish')
    await page.keyboard.press('Tab')
    await page.keyboard.type('read and proper')
    expect(await chosen()).toBe('whole-publish')
    expect(await decision(page).getByLabel('Reason', { exact: true }).inputValue()).toBe('read and proper')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await told(page, 'Published.')
    // The next that waits has the focus, and says what was just decided.
    await eventually(() => page.evaluate(() => document.activeElement?.id)).toBe('review-heading')
    expect(await page.locator('#review-heading').textContent()).not.toContain(report.title)
    expect(await page.locator('#review-heading').getAttribute('aria-describedby')).toBe('decided')
  })

  it.each([
    ['at a desk', desk],
    ['on a phone', phone],
  ])('has no grave barrier in light or dark, and no line too wide, %s', async (name, viewport) => {
    const report = ofReview('333')
    await fromAPhone({ ...report, title: `${report.title} near the Kyiv CHPP-5 ${name}` })
    const page = await anEditor({ viewport })
    const check = async () => {
      expect(await barriers(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    }
    await check()
    await page
      .getByRole('link', { name: `${report.title} near the Kyiv CHPP-5 ${name}` })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: report.title }).waitFor()
    expect(await page.locator('mark').first().textContent()).toContain('facility?')
    await check()
    await page.getByRole('link', { name: 'Correct this report' }).click()
    await page.getByRole('heading', { level: 1, name: 'Correct this report' }).waitFor()
    await check()
  })
})
