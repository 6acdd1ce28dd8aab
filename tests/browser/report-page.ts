import type { Page } from 'playwright-core'

export interface TypedFigure {
  service: string
  what: string
  quantity: string
  unit: string
  region: string
  words: string
}

export interface TypedReport {
  title: string
  kind: string
  startDate: string
  startTime: string
  link: string
  publisher: string
  quoted: string
  /** Empty: left for the form to suggest. */
  tier: string
  heldDate: string
  figures: TypedFigure[]
}

let made = 0

/** A report of a quiet day and region, with an address and a title of its own. */
export function aReport(change: Partial<TypedReport> = {}): TypedReport {
  made += 1
  // Ends in a letter and names the process: files share a server, and no name may be the beginning of another.
  const number = `${process.pid}-${made}a`
  return {
    title: `Ice on the lines in Volyn, ${number}`,
    kind: 'Weather',
    startDate: '2026-02-14',
    startTime: '',
    link: `https://volynnews.example.com/2026/02/14/ice-${number}`,
    publisher: `Volyn News ${number}`,
    quoted: 'Volynoblenergo',
    tier: 'Official',
    heldDate: '2026-02-14',
    figures: [
      {
        service: 'Electricity',
        what: 'Out',
        quantity: '12,345',
        unit: 'households',
        region: 'Volyn region',
        words: 'Twelve thousand households have no power',
      },
    ],
    ...change,
  }
}

/** Chooses one of a few by its words, as a reader does who sees only the words. */
async function choose(page: Page, group: string, choice: string, within = page.locator('form')): Promise<void> {
  const radio = within.getByRole('group', { name: group, exact: true }).getByRole('radio', { name: choice })
  await radio.first().check({ force: true })
}

/** Types one figure, the first being number 1. */
export async function typeFigure(page: Page, number: number, figure: Partial<TypedFigure>): Promise<void> {
  const box = page.getByRole('group', { name: `Figure ${number}`, exact: true })
  if (figure.service !== undefined) await choose(page, 'Service', figure.service, box)
  if (figure.what !== undefined) await choose(page, 'What happened', figure.what, box)
  if (figure.quantity !== undefined) await box.getByLabel('How many').fill(figure.quantity)
  if (figure.unit !== undefined) await box.getByLabel('Of what').selectOption({ label: figure.unit })
  if (figure.region !== undefined) await box.getByLabel('Region', { exact: true }).fill(figure.region)
  if (figure.words !== undefined) await box.getByLabel('The words that say so').fill(figure.words)
}

/** Pastes an article, and takes over every figure that is found in it. */
export async function takeFiguresFrom(page: Page, article: string, javaScriptEnabled: boolean): Promise<void> {
  await page.getByLabel('Paste a sentence or the whole article').fill(article)
  await page.getByRole('button', { name: 'Find figures' }).click()
  await page
    .getByRole('status')
    .filter({ hasText: /statements? found/ })
    .waitFor()
  if (!javaScriptEnabled) {
    for (const box of await page.getByRole('checkbox', { name: /^Use this figure/ }).all()) await box.check()
    await page.getByRole('button', { name: 'Add the ticked ones to the report' }).click()
    await page.getByRole('group', { name: 'Figure 1', exact: true }).waitFor()
    return
  }
  const offered = page.getByRole('button', { name: /^Use this figure/ })
  for (let left = await offered.count(); left > 0; left -= 1) {
    await offered.first().click()
    await page.getByText(left === 1 ? 'None left.' : `${left - 1} left.`).waitFor()
  }
}

/** Types a whole report into the open English form. Figures after the first are added by the form's own button. */
export async function typeReport(page: Page, { figures, ...report }: TypedReport): Promise<void> {
  await page.getByLabel('Title', { exact: true }).fill(report.title)
  await choose(page, 'Kind of event', report.kind)
  await page.getByLabel('Day it began').fill(report.startDate)
  if (report.startTime !== '') await page.locator('#startTime').fill(report.startTime)
  await page.getByLabel('Link', { exact: true }).fill(report.link)
  await page.getByLabel('Published by').fill(report.publisher)
  await page.getByLabel('Who is quoted').fill(report.quoted)
  if (report.tier !== '') await choose(page, 'Who states it', report.tier)
  await page.getByLabel('Day the figures speak of').fill(report.heldDate)
  for (const [i, figure] of figures.entries()) {
    if (i > 0) {
      await page.getByRole('button', { name: 'Add another figure' }).click()
      await page.getByRole('group', { name: `Figure ${i + 1}`, exact: true }).waitFor()
    }
    await typeFigure(page, i + 1, figure)
  }
}

/** Opens the editors' part and types the key. */
export async function typeKey(page: Page, key: string): Promise<void> {
  const field = page.getByLabel('Editor’s key')
  if (!(await field.isVisible())) await page.getByText('Editors: publish at once').click()
  await field.fill(key)
}

export const send = (page: Page) => page.getByRole('button', { name: 'Send to the editors' }).click()
