import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, startServer } from '../support/server'
import { serverSuite } from './suite'

const evening = 'asOf=2026-01-08T16:00:00Z'
const mostKilobytes = 60

/** A document without its scripts: what a reader has who runs none. */
const withoutScripts = (html: string) => html.replace(/<script.*?<\/script>/gs, '')
const textOf = (html: string) =>
  withoutScripts(html)
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\u00ad]/g, '')
    .replace(/[\u00a0\u202f\s]+/g, ' ')

const told = {
  en: {
    sentence: 'about 600,000 customers in Dnipropetrovsk region are without power',
    parts: [
      'Service by service',
      'Over time',
      'Estimated household-hours',
      'Impact level',
      'Incidents',
      'What counts are held against',
      'Latest reports',
    ],
    missing: 'There is no such page',
    never: 'nothing has ever been recorded here about services in Crimea',
    noPeople: 'No population is known for it, so no share is worked out.',
  },
  uk: {
    sentence: 'у Дніпропетровській області без світла близько 600 тис. споживачів',
    parts: [
      'Послуга за послугою',
      'Зміни в часі',
      'Оцінка домогосподарство-годин',
      'Рівень впливу',
      'Події',
      'З чим порівнюємо кількість',
      'Останні повідомлення',
    ],
    missing: 'Такої сторінки немає',
    never: 'про послуги у Криму тут іще нічого не записано',
    noPeople: 'Населення невідоме, тому частку не рахуємо.',
  },
}

serverSuite('the page of a region', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())
  const ask = (path: string) => fetch(`${server.baseUrl}${path}`, { redirect: 'manual' })
  const load = async (path: string) => (await ask(path)).text()

  describe.each(['en', 'uk'] as const)('in %s', (locale) => {
    const words = told[locale]

    it('says the state in a sentence and holds every part, without script', async () => {
      const text = textOf(await load(`/${locale}/regions/UA-12?${evening}`))
      expect(text).toContain(words.sentence)
      for (const part of words.parts) expect(text).toContain(part)
      expect(text).toContain('1 190 956'.replaceAll(' ', locale === 'en' ? ',' : ' '))
    })

    it.each([`/regions/UA-12?${evening}`, `/regions/UA-30?${evening}`, '/regions/UA-51', `/regions?${evening}`])(
      '%s is at most 60 KB on the wire',
      async (path) => {
        const html = await load(`/${locale}${path}`)
        const kilobytes = gzipSync(html).length / 1024
        process.stdout.write(`/${locale}${path}: ${kilobytes.toFixed(1)} KB gzipped, ${(html.length / 1024).toFixed(1)} KB plain\n`)
        expect(kilobytes).toBeLessThanOrEqual(mostKilobytes)
      },
    )

    it('of a region that nothing was ever said of tells so, and makes no share up', async () => {
      const text = textOf(await load(`/${locale}/regions/UA-43?${evening}`))
      expect(text).toContain(words.never)
      expect(text).toContain(words.noPeople)
      expect(text).not.toMatch(/\b0 (customers|споживачів)/)
    })

    it.each(['/regions/UA-99', '/regions/nowhere', '/regions/MD'])('%s is a 404 that says so', async (path) => {
      const response = await ask(`/${locale}${path}`)
      expect(response.status).toBe(404)
      expect(textOf(await response.text())).toContain(words.missing)
    })

    it.each([
      ['ua-12', 'UA-12'],
      ['UA12', 'UA-12'],
      ['ua1204', 'UA1204'],
    ])('/regions/%s leads to its one address, with its question', async (code, canonical) => {
      const response = await ask(`/${locale}/regions/${code}?asOf=2026-01-08`)
      expect(response.status).toBe(307)
      expect(response.headers.get('location')).toBe(`/${locale}/regions/${canonical}?asOf=2026-01-08`)
    })

    it('names its twin in the other language and its own address in the head', async () => {
      const html = await load(`/${locale}/regions/UA-12?${evening}`)
      expect(html).toMatch(new RegExp(`<link rel="canonical" href="[^"]*/${locale}/regions/UA-12"`))
      expect(html).toMatch(/<link rel="alternate" hrefLang="(en|uk)" href="[^"]*\/regions\/UA-12"/)
    })

    it.each(['?servis=water', '?asOf=yesterday', '?region=UA-12', '?from=2026-01-02&to=2025-01-01'])(
      'names what it cannot read: %s',
      async (query) => {
        const text = textOf(await load(`/${locale}/regions/UA-12${query}`))
        expect(text).toContain(locale === 'uk' ? 'За цією адресою нічого показати' : 'This address asks for something that cannot be shown')
      },
    )
  })

  it('the list shows what fits, by a district or a city as by the region itself, without script', async () => {
    const html = withoutScripts(await load(`/uk/regions?${evening}&find=${encodeURIComponent('кривий')}`))
    const rows = [...html.matchAll(/<tr id="row-(UA-\d\d)"([^>]*)>/g)]
    expect(rows).toHaveLength(27)
    expect(rows.filter(([, , rest = '']) => !rest.includes('hidden')).map(([, code]) => code)).toEqual(['UA-12'])
  })
})
