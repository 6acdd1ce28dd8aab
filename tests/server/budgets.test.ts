import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { type RunningServer, startServer } from '../support/server'
import { serverSuite } from './suite'

/** What a reader on a slow line waits for before the first figures, and before the page can be used; kilobytes of 1024 bytes, gzip. */
const documentBudget = 60
const scriptBudget = 180

const kilobytes = (bytes: Buffer | string) => gzipSync(bytes).length / 1024
const views = ['', '?asOf=2026-01-08T16:00:00Z', '?asOf=2025-12-28', '?asOf=2026-01-08T16:00:00Z&service=heating']

serverSuite('the budgets', () => {
  let server: RunningServer
  let incident = ''
  beforeAll(async () => {
    server = await startServer()
    const Page = z.object({ data: z.array(z.object({ id: z.string(), reportCount: z.number() })) })
    const { data } = Page.parse(await (await fetch(`${server.baseUrl}/api/v1/incidents?limit=1000`)).json())
    incident = data.reduce((most, one) => (one.reportCount > most.reportCount ? one : most)).id
  })
  afterAll(() => server.stop())
  const load = async (path: string) => {
    const answer = await fetch(`${server.baseUrl}${path}`)
    expect(answer.status, path).toBe(200)
    return answer.text()
  }

  /** The scripts a document asks for itself; those for browsers without modules are not loaded by any that has them. */
  const scriptsOf = (html: string) =>
    [...html.matchAll(/<script[^>]*>/g)]
      .map(([tag]) => tag)
      .filter((tag) => !/nomodule/i.test(tag))
      .flatMap((tag) => / src="([^"]+)"/.exec(tag)?.[1] ?? [])

  const pages = () => [
    ...['en', 'uk'].flatMap((locale) => views.map((view) => `/${locale}${view}`)),
    ...['/incidents', `/incidents/${incident}`, '/report'].map((path) => `/uk${path}`),
  ]

  it(`no first document weighs more than ${documentBudget} KB`, async () => {
    for (const page of pages()) {
      const weight = kilobytes(await load(page))
      process.stdout.write(`${page.replace(/[0-9A-Z]{26}/, '…')}: ${weight.toFixed(1)} KB\n`)
      expect(weight, page).toBeLessThanOrEqual(documentBudget)
    }
  })

  it(`no page needs more than ${scriptBudget} KB of script before it can be used`, async () => {
    for (const page of pages()) {
      const files = [...new Set(scriptsOf(await load(page)))]
      expect(files.length).toBeGreaterThan(2)
      const weights = await Promise.all(files.map(async (file) => kilobytes(await load(file))))
      const weight = weights.reduce((sum, one) => sum + one, 0)
      process.stdout.write(`${page.replace(/[0-9A-Z]{26}/, '…')}: ${weight.toFixed(1)} KB of script in ${files.length} files\n`)
      expect(weight, page).toBeLessThanOrEqual(scriptBudget)
    }
  })
})
