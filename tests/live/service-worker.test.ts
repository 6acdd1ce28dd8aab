import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { root } from '../support/root'

const site = 'https://ledger.example'

/** The worker's own rules: it is a script, so its functions are called inside it. */
const worker = createContext({ URL, self: { location: new URL(`${site}/service-worker.js`), addEventListener: () => {} } })
const run = (expression: string, given: Record<string, unknown>): unknown => {
  Object.assign(worker, given)
  return runInContext(expression, worker)
}

beforeAll(() => {
  runInContext(readFileSync(join(root, 'app', '_live', 'service-worker.js'), 'utf8'), worker)
})

describe('what the worker does with a request', () => {
  it.each([
    ['/en', 'GET', 'navigate', {}, 'page'],
    ['/uk?asOf=2026-01-08&service=water', 'GET', 'navigate', {}, 'page'],
    ['/uk/incidents/01ARZ3NDEKTSV4RRFFQ69G5FAV', 'GET', 'navigate', {}, 'page'],
    ['/', 'GET', 'navigate', {}, 'page'],
    ['/_next/static/chunks/a.js', 'GET', 'no-cors', {}, 'built'],
    ['/api/v1/regions/geometry?level=1&format=topojson', 'GET', 'cors', {}, 'boundaries'],
    ['/api/v1/regions/geometry?level=1', 'GET', 'navigate', {}, null],
    ['/en?_rsc=1x', 'GET', 'cors', { rsc: '1' }, null],
    ['/en', 'GET', 'cors', {}, null],
    ['/en/report', 'POST', 'navigate', {}, null],
    ['/english', 'GET', 'navigate', {}, null],
    ['/embed/en', 'GET', 'navigate', {}, null],
    ['/api/health', 'GET', 'cors', {}, null],
    ['/api/v1/impact', 'GET', 'cors', {}, null],
    ['/api/v1/impact?format=csv', 'GET', 'navigate', {}, null],
    ['/api/v1/incidents', 'POST', 'cors', {}, null],
    ['/service-worker.js', 'GET', 'same-origin', {}, null],
    ['https://elsewhere.example/en', 'GET', 'navigate', {}, null],
    ['https://elsewhere.example/_next/static/a.js', 'GET', 'no-cors', {}, null],
  ] as const)('%s by %s, %s, %j: %s', (address, method, mode, headers, kind) => {
    const request = { url: new URL(address, site).href, method, mode, headers: new Headers(headers) }
    expect(run('kindOf(request)', { request })).toBe(kind)
  })
})

describe('a kept page', () => {
  const html =
    '<!DOCTYPE html><html lang="uk" data-keep="8 січня 2026, 14:03"><head><title>Зараз &amp; тут</title></head><body><ul id="kept-pages"></ul><script>let a = "<html ";</script><script src="/_next/static/chunks/x.js"></script></body></html>'

  it('is marked before anything of it runs, once', () => {
    const marked = run('marked(html, at)', { html, at: '2026-01-08T12:03:00.000Z' })
    expect(marked).toBe(html.replace('<html lang', '<html data-kept-at="2026-01-08T12:03:00.000Z" lang'))
  })

  it('is one that has words for it', () => {
    expect(run('keptWordsOf(html)', { html })).toBe('8 січня 2026, 14:03')
    expect(run('keptWordsOf(html)', { html: '<html lang="uk"><body data-keep="no"></body></html>' })).toBeUndefined()
  })

  it('is listed with its title, view and time, as text alone', () => {
    const pages = [{ url: `${site}/uk?q=%3Cimg%20src=x%3E&asOf=2026-01-08`, title: 'Зараз &amp; тут', words: '8 січня 2026, 14:03' }]
    const listing = z.string().parse(run('listing(html, pages)', { html, pages }))
    expect(listing).toContain('<a href="https://ledger.example/uk?q=%3Cimg%20src=x%3E&amp;asOf=2026-01-08">Зараз &amp; тут</a>')
    expect(listing).toContain('q &lt;img src=x>, asOf 2026-01-08')
    expect(listing).not.toContain('<img')
    expect(listing).not.toContain('/_next/')
    expect(listing.match(/<script/g)).toHaveLength(1)
  })
})
