import { describe, expect, it } from 'vitest'
import { IncidentPage } from '@/lib/schema/answers'
import { anIncident, asEditor, ask } from '../server/client'
import { editorToken } from '../support/server'
import { browserSuite } from './suite'
import { watch } from './watched-page'

browserSuite('a row that was set aside', 'writes', ({ baseUrl, newPage }) => {
  describe.each([
    ['with script', true],
    ['without script', false],
  ])('%s', (_name, javaScriptEnabled) => {
    it('is shown to an editor with its reason, and taken in once it is put right', async () => {
      const { publisher, ...incident } = anIncident({ title: `Set aside, ${javaScriptEnabled ? 'first' : 'second'}` })
      const line = JSON.stringify(incident).replaceAll('UA-12', 'UA-99')
      const headers = { ...asEditor, 'Content-Type': 'application/x-ndjson' }
      const sent = await fetch(`${baseUrl}/api/v1/imports?name=${publisher.replaceAll(' ', '-')}.jsonl`, {
        method: 'POST',
        body: line,
        headers,
      })
      expect([sent.status, await sent.json()]).toMatchObject([200, { accepted: 0, quarantinedTotal: 1 }])

      const page = await newPage({ javaScriptEnabled, viewport: { width: 390, height: 844 } })
      const watched = watch(page, baseUrl)
      await page.goto('/en/sources')
      expect(await page.locator('#mend').count()).toBe(0)
      expect(await page.content()).not.toContain('UA-99')
      await page.goto('/en/sign-in?next=/en/sources')
      await page.getByLabel('Key', { exact: true }).fill(editorToken)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.waitForURL('**/en/sources')

      const row = page.locator('#mend li').filter({ hasText: publisher.replaceAll(' ', '-') })
      expect(await row.textContent()).toContain('is not a region of this territory')
      const again = () => row.getByRole('button', { name: 'Try again' }).click()
      await row.getByLabel('The row').fill('{"title": "no report at all"}')
      await again()
      await page.getByText('The row still cannot be read').waitFor()
      expect(await row.getByLabel('The row').inputValue()).toContain('no report at all')
      await row.getByLabel('The row').fill(line.replaceAll('UA-99', 'UA-12'))
      await again()
      await page.getByText('The row was taken in.').waitFor()
      expect(await row.count()).toBe(0)
      const found = await ask(IncidentPage, `${baseUrl}/api/v1/incidents?q=${encodeURIComponent(publisher)}`)
      expect(found.data).toMatchObject([{ title: incident.title, regions: ['UA-12'] }])
      expect(watched.complaints).toEqual([])
    })
  })
})
