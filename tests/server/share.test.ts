import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type RunningServer, startServer } from '../support/server'
import { serverSuite } from './suite'

const evening = 'asOf=2026-01-08T16%3A00%3A00Z'
const site = 'https://outages.example'
const pngHead = '89504e470d0a1a0a'

serverSuite('what leaves the site', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer({ env: { PUBLIC_URL: site } })
  })
  afterAll(() => server.stop())
  const load = (path: string) => fetch(`${server.baseUrl}${path}`, { redirect: 'manual' })
  const text = async (path: string) => (await load(path)).text()
  const meta = (html: string, name: string) =>
    new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`).exec(html)?.[1]?.replaceAll('&amp;', '&')

  it.each(['en', 'uk'])('is a picture of 1200 × 630 of the view, in %s', async (locale) => {
    const answer = await load(`/${locale}/share.png?${evening}`)
    expect(answer.headers.get('content-type')).toBe('image/png')
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.subarray(0, 8).toString('hex')).toBe(pngHead)
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630])
    // A letter that the fonts lack would be asked of the network.
    expect(server.output()).not.toContain('dynamic font')
  })

  it('refuses a picture of what cannot be asked', async () => {
    expect((await load('/en/share.png?colour=red')).status).toBe(400)
    expect((await load('/en/share.png?region=UA-99')).status).toBe(400)
  })

  it('describes the view: title, sentence, picture and twin in the other language, under the site’s own address', async () => {
    const html = await text(`/en?${evening}`)
    expect(/<title>([^<]*)/.exec(html)?.[1]).toMatch(/600,000 .*Dnipropetrovsk/)
    expect(meta(html, 'description')).toContain('As of 8 January 2026')
    expect(meta(html, 'og:image')).toBe(`${site}/en/share.png?asOf=2026-01-08T16%3A00%3A00Z`)
    expect(html).toContain(`<link rel="canonical" href="${site}/en?${evening}"`)
    expect(html).toMatch(new RegExp(`hrefLang="uk" href="${site}/uk\\?`, 'i'))
  })

  it('reads as a dataset whose addresses answer', async () => {
    const html = await text(`/uk?${evening}`)
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? []
    const Dataset = z.object({ '@type': z.literal('Dataset'), distribution: z.array(z.object({ contentUrl: z.url() })).length(3) })
    const { distribution } = Dataset.parse(JSON.parse(json))
    for (const { contentUrl } of distribution) {
      const { pathname, search, origin } = new URL(contentUrl)
      expect(origin).toBe(site)
      expect((await load(pathname + search)).status).toBe(200)
    }
  })

  describe('the frame', () => {
    it('may stand anywhere, and no other page may', async () => {
      const ancestors = async (path: string) => (await load(path)).headers.get('content-security-policy')
      expect(await ancestors(`/embed/en?${evening}`)).toMatch(/(^|; )frame-ancestors \*$/)
      for (const path of ['/en', '/uk/report', '/en/incidents', '/api/health'])
        expect(await ancestors(path), path).toMatch(/(^|; )frame-ancestors 'self'$/)
    })

    it('is found under a short address, in the language asked for', async () => {
      expect((await load(`/embed?lang=uk&${evening}`)).headers.get('location')).toBe(`/embed/uk?${evening}`)
      expect((await load('/embed')).headers.get('location')).toBe('/embed/en')
    })

    it('shows the sentence, the map and every region, of one region if asked, in the theme asked for', async () => {
      const all = await text(`/embed/uk?${evening}&theme=dark`)
      expect(all).toContain('600')
      expect(new Set([...all.matchAll(/ id="row-(UA-\d\d)"/g)].map(([, code]) => code)).size).toBe(27)
      expect(all).toContain('color-scheme: dark;')
      expect(all).not.toContain('<header')
      const one = await text(`/embed/en?${evening}&region=UA-12`)
      expect([...one.matchAll(/ id="row-(UA-\d\d)"/g)].map(([, code]) => code)).toEqual(['UA-12'])
    })

    it('has the circles of incidents if asked, which open beside it', async () => {
      const links = (html: string) => [...html.matchAll(/<a [^>]*data-incidents="UA-12"[^>]*>/g)].map(([tag]) => tag)
      expect(links(await text(`/embed/en?${evening}`))).toEqual([])
      const shown = links(await text(`/embed/en?${evening}&marks=incidents`))
      expect(shown).toHaveLength(2)
      for (const link of shown) expect(link).toContain('target="_blank"')
    })

    it('says what it cannot read', async () => {
      expect(await text('/embed/en?colour=red')).toContain('colour')
    })
  })

  it('tells machines where everything is', async () => {
    expect(await text('/robots.txt')).toContain(`Sitemap: ${site}/sitemap.xml`)
    const addresses = [...(await text('/sitemap.xml')).matchAll(/<loc>([^<]*)/g)].map(([, address = '']) => address)
    expect(addresses.length).toBeGreaterThan(200)
    expect(new Set(addresses).size).toBe(addresses.length)
    expect(addresses.every((address) => address.startsWith(`${site}/`))).toBe(true)
  })
})
