import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { IncidentPage } from '@/lib/schema/answers'
import { type RunningServer, startServer } from '../support/server'
import { ask } from './client'
import { serverSuite } from './suite'

const evening = 'asOf=2026-01-08T16:00:00Z'
const told = {
  en: { sentence: 'As of 8 January 2026', figure: '600,000', region: 'Dnipropetrovsk', standings: ['Reported', 'Restored', 'Stale'] },
  uk: {
    sentence: 'Станом на 8 січня 2026',
    figure: '600',
    region: 'Дніпропетровськ',
    standings: ['Повідомлено', 'Відновлено', 'Застаріло'],
  },
}
const locales = ['en', 'uk'] as const

/** A document without its scripts: what a reader has who runs none. */
const withoutScripts = (html: string) => html.replace(/<script.*?<\/script>/gs, '')
const textOf = (html: string) =>
  withoutScripts(html)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\u00ad/g, '')
const elements = (html: string, name: string) => html.match(new RegExp(`<${name}[ >].*?</${name}>`, 'gs')) ?? []

serverSuite('the first HTML', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())
  const load = async (path: string) => (await fetch(`${server.baseUrl}${path}`)).text()

  describe.each(locales)('of /%s', (locale) => {
    const words = told[locale]

    it('is in its language, the title too', async () => {
      const html = await load(`/${locale}`)
      expect(html).toMatch(new RegExp(`^<!DOCTYPE html><html lang="${locale}"`))
      expect(elements(html, 'title')[0]).toMatch(locale === 'uk' ? /[а-яі]/i : /[a-z]/i)
    })

    it('holds the sentence, the figures and the whole table', async () => {
      const html = withoutScripts(await load(`/${locale}?${evening}`))
      const [heading = ''] = elements(html, 'h1')
      expect(textOf(heading)).toContain(words.sentence)
      expect(textOf(heading)).toContain(words.figure)
      const [table = ''] = elements(html, 'table')
      for (const word of [words.region, words.figure, ...words.standings]) expect(textOf(table)).toContain(word)
      // Every region of the territory is told once, in the table or in the line of those not reported.
      const rows = [...html.matchAll(/ id="row-(UA-\d\d)"/g)].map(([, code]) => code)
      expect(rows).toHaveLength(27)
      expect(new Set(rows).size).toBe(27)
    })

    it('holds the map as SVG, with a link and a sentence for each region', async () => {
      const html = withoutScripts(await load(`/${locale}?${evening}`))
      const map = elements(html, 'svg').find((svg) => svg.includes('data-region'))
      const linked = [...(map ?? '').matchAll(/<a href="#row-(UA-\d\d)" data-region="\1" aria-label="([^"]+)"/g)]
      expect(new Set(linked.map(([, code]) => code)).size).toBe(27)
      expect(linked.find(([, code]) => code === 'UA-12')?.[2]).toContain(words.figure)
      expect(elements(html, 'path').length + (html.match(/<path /g) ?? []).length).toBeGreaterThanOrEqual(27)
    })

    it('holds the series as SVG', async () => {
      const html = withoutScripts(await load(`/${locale}?${evening}`))
      const charts = elements(html, 'svg').filter(
        (svg) => /<(path|polyline|rect) /.test(svg) && /<text/.test(svg) && !svg.includes('data-region'),
      )
      expect(charts.length).toBeGreaterThanOrEqual(1)
    })

    it('says in words how large it is on the wire', async () => {
      const html = await load(`/${locale}`)
      const kilobytes = (gzipSync(html).length / 1024).toFixed(1)
      process.stdout.write(`/${locale}: ${kilobytes} KB gzipped, ${(html.length / 1024).toFixed(1)} KB plain\n`)
      expect(html).toContain('</html>')
    })
  })

  it.each([
    ['/en', 'uk'],
    ['/uk/report', 'en'],
  ])('%s offers the same page in %s', async (path, other) => {
    const html = await load(`${path}?x=1`)
    expect(html).toContain(`href="/${other}`)
    expect(html).toContain(`hrefLang="${other}"`)
  })

  describe.each(['/en/nothing', '/uk/nothing', '/en/incidents/01ARZ3NDEKTSV4RRFFQ69G5FAV', '/uk/incidents/nothing'])('%s', (path) => {
    it('is a 404 that says so in its language, without script', async () => {
      const response = await fetch(`${server.baseUrl}${path}`)
      expect(response.status).toBe(404)
      const html = await response.text()
      const locale = path.slice(1, 3)
      expect(/<html[^>]*>/.exec(html)?.[0]).toContain(`lang="${locale}"`)
      expect(textOf(html)).toContain(locale === 'uk' ? 'Такої сторінки немає' : 'There is no such page')
    })
  })

  it('the largest incident is at most 60 KB on the wire, with every chart in it', async () => {
    const { data } = await ask(IncidentPage, `${server.baseUrl}/api/v1/incidents?limit=1000`)
    const largest = [...data].sort((a, b) => b.reportCount - a.reportCount).slice(0, 3)
    for (const locale of locales) {
      for (const { id } of largest) {
        const html = await load(`/${locale}/incidents/${id}`)
        const kilobytes = gzipSync(html).length / 1024
        process.stdout.write(`/${locale}/incidents/${id}: ${kilobytes.toFixed(1)} KB gzipped\n`)
        expect(withoutScripts(html)).toContain('data-chart="')
        expect(kilobytes).toBeLessThanOrEqual(60)
      }
    }
  })

  it('a report that is not there is a 404 in its language', async () => {
    for (const id of ['01ARZ3NDEKTSV4RRFFQ69G5FAV', 'nothing']) {
      const response = await fetch(`${server.baseUrl}/uk/reports/${id}`)
      expect(response.status).toBe(404)
      expect(textOf(await response.text())).toContain('Такої сторінки немає')
    }
  })

  it.each(['?servis=water', '?asOf=yesterday', '?region=UA-99'])('an address that cannot be read is named: %s', async (query) => {
    for (const locale of locales) {
      const text = textOf(await load(`/${locale}${query}`))
      expect(text).toContain(locale === 'uk' ? 'За цією адресою нічого показати' : 'This address asks for something that cannot be shown')
      expect(text).toContain(query.slice(1).split('=')[0])
    }
  })
})
