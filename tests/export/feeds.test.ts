import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atomFeedOf } from '@/lib/export/atom-feed'
import { feedReader } from '@/lib/export/feed-reader'
import { jsonFeedOf } from '@/lib/export/json-feed'
import { loadTerritory } from '@/lib/regions/territory'
import { type Feed, type FeedEntry, JsonFeed } from '@/lib/schema/feed'
import { FeedQuery } from '@/lib/schema/query'
import { childrenOf, readXml, textOf } from './xml'

const site = new URL('https://ledger.example')
const reader = (lang: 'en' | 'uk', query: Partial<FeedQuery> = {}) =>
  feedReader(loadTerritory('ua'), { site, path: '/api/v1/feed.atom', query: FeedQuery.parse({ lang, ...query }) })

const incident = '01KEDPZQ000000000000000001'
const [first, right, gone] = ['01KEDPZQ000000000000000002', '01KEDPZQ000000000000000003', '01KEDPZQ000000000000000004']

const entry: FeedEntry = {
  entry: first,
  published: '2026-01-08T01:00:00.000Z',
  updated: '2026-01-08T09:30:00.000Z',
  incident: { id: incident, title: 'Strike on the energy system, Dnipropetrovsk', kind: 'strike' },
  report: {
    id: right,
    incident,
    source: {
      publisher: 'The Moscow Times / AFP',
      statedBy: 'DTEK',
      tier: 2,
      url: 'https://news.example/a?b=1&c=2',
      archiveUrl: null,
      lang: 'en',
    },
    publishedAt: '2026-01-08',
    asOf: { time: '2026-01-08', precision: 'day' },
    quote: 'About 600,000 households in the region remained cut off',
    recordedAt: '2026-01-08T09:30:00.000Z',
    supersedes: first,
    supersededBy: null,
    reviewState: 'published',
    observations: [
      {
        ...{ id: `${right}-1`, regions: ['UA-12'], place: null, control: 'government', service: 'electricity', measure: 'without' },
        ...{ basis: 'at_time', unit: 'households', value: 600_000, min: null, max: null, qualifier: 'about', quantityText: null },
        ...{ state: 'out', note: null, quote: null },
      },
      {
        ...{ id: `${right}-2`, regions: ['UA-12'], place: 'Dnipro city', control: 'government', service: 'health', measure: 'on_backup' },
        ...{ basis: 'at_time', unit: 'facilities', value: null, min: null, max: null, qualifier: 'vague', quantityText: 'hospitals' },
        ...{ state: 'on_backup', note: null, quote: null },
      },
    ],
  },
}
const feed: Feed = { entries: [entry], gone: [{ id: gone, time: '2026-01-08T11:00:00.000Z' }] }

describe('the feeds of a small ledger', () => {
  it('are these', async () => {
    await expect(atomFeedOf(feed, reader('en', { region: ['UA-12'], q: 'a & b' }))).toMatchFileSnapshot('golden/feed.en.atom')
    await expect(atomFeedOf(feed, reader('uk'))).toMatchFileSnapshot('golden/feed.uk.atom')
    await expect(`${JSON.stringify(jsonFeedOf(feed, reader('uk')), null, 2)}\n`).toMatchFileSnapshot('golden/json-feed.uk.txt')
  })

  it('tell the list that they are about and themselves with the filters they follow', () => {
    const { self, home } = reader('uk', { region: ['UA-12'], q: 'a & b', limit: 20 })
    expect(self).toBe('https://ledger.example/api/v1/feed.atom?region=UA-12&q=a+%26+b&limit=20&lang=uk')
    expect(home).toBe('https://ledger.example/uk/incidents?region=UA-12&q=a+%26+b')
  })

  it('have no time of their own where nothing is in them', () => {
    const empty = readXml(atomFeedOf({ entries: [], gone: [] }, reader('en')))
    expect(textOf(empty, 'updated')).toBe('1970-01-01T00:00:00.000Z')
    expect(textOf(readXml(atomFeedOf(feed, reader('en'))), 'updated')).toBe('2026-01-08T11:00:00.000Z')
  })
})

const nasty = fc.constantFrom(
  '<',
  '>',
  '&',
  '"',
  "'",
  ']]>',
  '&amp;',
  '<![CDATA[',
  '\0',
  '\b',
  '\u000b',
  '\ud800',
  '\udfff',
  '\ufffe',
  '\uffff',
)
const plain = fc.constantFrom('a', 'ї', '🔌', ' ', '\n', '\t', '\u0085', '\u2028', '\u202e')
const text = fc.array(fc.oneof(nasty, plain), { maxLength: 12 }).map((parts) => `x${parts.join('')}x`)

/** What XML 1.0 can hold, written by its production 2 and not by the writer's expression. */
const holdable = (char: string): boolean => {
  const code = char.codePointAt(0) ?? 0
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000
}
const kept = (said: string) => [...said].filter(holdable).join('')

describe('whatever its texts hold', () => {
  const entries = fc.array(fc.record({ title: text, quote: text, publisher: text, place: text }), { maxLength: 4 }).map((texts) =>
    texts.map(({ title, quote, publisher, place }, i): FeedEntry => {
      const id = `01KEDPZQ0000000000000001${String(i).padStart(2, '0')}`
      const observations = entry.report.observations.map((observation) => ({ ...observation, place }))
      const report = { ...entry.report, id, quote, observations, source: { ...entry.report.source, publisher, statedBy: null } }
      return { ...entry, entry: id, incident: { ...entry.incident, title }, report }
    }),
  )

  it('Atom is well formed, has every entry and no other, and loses no character that it can hold', () => {
    fc.assert(
      fc.property(entries, fc.constantFrom('en' as const, 'uk' as const), (said, lang) => {
        const root = readXml(atomFeedOf({ entries: said, gone: feed.gone }, reader(lang)))
        const found = childrenOf(root, 'entry')
        expect(found.map((element) => textOf(element, 'id'))).toEqual(said.map(({ entry: id }) => `urn:ulid:${id}`))
        expect(childrenOf(root, 'at:deleted-entry').map(({ attributes }) => attributes.ref)).toEqual([`urn:ulid:${gone}`])
        for (const [i, element] of found.entries()) {
          const { incident: of, report } = said[i] ?? entry
          const [author] = childrenOf(element, 'author')
          expect(author && textOf(author, 'name')).toBe(kept(report.source.publisher))
          expect(textOf(element, 'title')?.startsWith(`${kept(of.title)}. `)).toBe(true)
          expect(textOf(element, 'summary')).toContain(kept(report.quote ?? ''))
        }
      }),
    )
  })

  it('JSON Feed is one', () => {
    fc.assert(
      fc.property(entries, (said) => {
        const written: unknown = JSON.parse(JSON.stringify(jsonFeedOf({ entries: said, gone: [] }, reader('en'))))
        expect(JsonFeed.parse(written).items.map(({ id }) => id)).toEqual(said.map(({ entry: id }) => `urn:ulid:${id}`))
      }),
    )
  })
})
