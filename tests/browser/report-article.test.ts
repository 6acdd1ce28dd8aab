import { describe, expect, it } from 'vitest'
import { IncidentPage } from '@/lib/schema/answers'
import { IncidentDetail } from '@/lib/schema/incident'
import { ask } from '../server/client'
import { eventually } from '../support/eventually'
import { editorToken } from '../support/server'
import { aReport, send, typeKey, typeReport } from './report-page'
import { browserSuite } from './suite'
import { watch } from './watched-page'

const article =
  'Storm over Volyn. At least 3 people were killed. In Volyn region, 12,345 households are without power; ' +
  'hospitals in Lutsk are running on generators. <b>Prices</b> rose by 40 %.'

browserSuite('pasting an article', 'writes', ({ baseUrl, newPage }) => {
  describe.each([
    ['with script', true],
    ['without script', false],
  ])('%s', (_name, script) => {
    it('finds its figures, adds those that are confirmed, and sends them', async () => {
      const page = await newPage({ javaScriptEnabled: script, viewport: { width: 390, height: 844 } })
      const watched = watch(page, baseUrl)
      await page.goto('/en/report')
      if (script) await page.waitForLoadState('networkidle')
      const report = aReport({ figures: [] })
      await typeReport(page, report)

      await page.getByLabel('Paste a sentence or the whole article').fill(article)
      await page.getByRole('button', { name: 'Find figures' }).click()
      const status = page.getByRole('status').filter({ hasText: 'statements found' })
      await status.waitFor()
      expect(await status.textContent()).toContain('2 statements found')
      expect(await page.locator('mark').allTextContents()).toEqual(['12,345 households', 'hospitals in Lutsk are running on generators'])
      expect(await page.getByText('<b>Prices</b>').first().isVisible()).toBe(true)

      if (script) {
        await page.getByRole('button', { name: 'Use this figure: 12,345 households' }).press('Enter')
        await page.getByText('Added as figure 1. 1 left.').waitFor()
        // The work goes on with what is left.
        await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain(
          'Use this figure: hospitals',
        )
        await page.getByRole('button', { name: /^Use this figure: hospitals/ }).press('Enter')
        await page.getByText('Added as figure 2. None left.').waitFor()
      } else {
        for (const box of await page.getByRole('checkbox', { name: /^Use this figure/ }).all()) await box.check()
        await page.getByRole('button', { name: 'Add the ticked ones to the report' }).click()
        await page.getByRole('group', { name: 'Figure 2', exact: true }).waitFor()
      }
      expect(await page.locator('[id="o0.quantity"]').inputValue()).toBe('12,345')
      expect(await page.locator('[id="o1.place"]').inputValue()).toBe('Lutsk')

      await typeKey(page, editorToken)
      await send(page)
      await page.waitForURL('**/en/incidents/**')
      const stored = await ask(IncidentPage, `${baseUrl}/api/v1/incidents?q=${encodeURIComponent(report.title)}`)
      const incident = await ask(IncidentDetail, `${baseUrl}/api/v1/incidents/${stored.data[0]?.id}`)
      expect(incident.reports[0]?.observations).toMatchObject([
        { regions: ['UA-07'], service: 'electricity', measure: 'without', unit: 'households', value: 12_345, qualifier: 'exact' },
        { regions: ['UA-07'], place: 'Lutsk', service: 'health', measure: 'on_backup', unit: null },
      ])
      expect(watched.complaints).toEqual([])
    })
  })

  it('dismisses by keyboard, and what is dismissed or only found is not sent', async () => {
    const page = await newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto('/uk/report')
    await page.waitForLoadState('networkidle')
    await page.getByLabel('Вставте речення або цілу статтю').fill('На Волині без світла 5 тисяч родин та 20 населених пунктів.')
    await page.getByRole('button', { name: 'Знайти цифри' }).press('Enter')
    await page.getByText('Знайдено 2 твердження').waitFor()
    await page.getByRole('button', { name: 'Відхилити: 5 тисяч родин' }).press('Enter')
    await page.getByText('Знайдено 1 твердження').waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('20 населених пунктів')
    expect(await page.locator('[id="o0.quantity"]').inputValue()).toBe('')
    expect(await page.locator('[id="o1.quantity"]').count()).toBe(0)
  })
})
