import { describe, expect, it } from 'vitest'
import { datasetOf } from '@/app/_share/dataset'
import { feedsOf } from '@/app/_share/feed-address'
import { drawable } from '@/app/_share/share-fonts'
import { shareCounts, shareLabels, shareMap, shareMarks } from '@/app/_share/share-map'
import { StructuredData } from '@/app/_share/structured-data'
import { fixedTheme, tokenColours } from '@/app/_share/token-colours'
import type { MapRegion } from '@/app/_ui/map-regions'
import type { StandingMark } from '@/app/_ui/standing-mark'
import { loadTerritory } from '@/lib/regions/territory'

const territory = loadTerritory('ua')
const [geometry, context] = [territory.geometry(1, 'web'), territory.context()]

function region(code: string, mark: StandingMark, figure: string | null): MapRegion {
  const found = territory.find(code)
  if (!found?.labelPoint) throw new Error(`${code} has no place`)
  const card = { standing: '', figure: null, share: null, asOf: null, sources: null }
  return { code, name: found.shortName.en, mark, figure, anchor: found.labelPoint, sentence: '', card }
}

const regions = [
  region('UA-12', { kind: 'reported', step: 5 }, '600k'),
  region('UA-23', { kind: 'restored' }, 'power back'),
  region('UA-07', { kind: 'stale', step: 3 }, '103k'),
  region('UA-46', { kind: 'notReported' }, null),
]

describe('the colours of the style sheet', () => {
  it('are read for both themes, and differ', () => {
    const [light, dark] = [tokenColours('light'), tokenColours('dark')]
    for (const name of ['page', 'ink', 'plane', 'a1', 'a6', 'lamp-ink', 'dot', 'sea', 'coast']) {
      expect(light[name], name).toMatch(/^#[0-9a-f]{6}$/i)
      expect(dark[name], name).not.toBe(light[name])
    }
  })

  it('are fixed for a frame, whatever the system likes', () => {
    for (const theme of ['light', 'dark'] as const) {
      expect(fixedTheme(theme)).not.toContain('prefers-color-scheme')
      expect(fixedTheme(theme)).toContain(`color-scheme: ${theme};`)
    }
    expect(fixedTheme('dark')).toContain('@media all')
    expect(fixedTheme('light')).toContain('@media not all')
  })
})

describe('the map of a share image', () => {
  const colours = tokenColours('light')
  const labels = shareLabels(regions, { geometry, context, locale: 'en' })
  const svg = shareMap({ regions, labels, geometry, context, colours })

  it('needs nothing but itself: no custom property, no class, no text', () => {
    expect(svg).not.toMatch(/var\(|class=|<text|undefined|NaN/)
    const used = [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id)
    expect(used).toHaveLength(2)
    for (const id of used) expect(svg).toContain(`<pattern id="${id}"`)
  })

  it('keeps the four standings apart', () => {
    expect(svg).toContain(`fill="${colours.a6}"`)
    expect(svg).toContain('fill="url(#s3)"')
    expect(svg).toContain('fill="url(#notReported)"')
    expect(svg).toContain(`stroke="${colours['lamp-ink']}"`)
  })

  it('has a circle for incidents where it is given any, and says how many they are', () => {
    const at = (code: string) => ({ region: code, anchor: territory.find(code)?.labelPoint ?? ([0, 0] as const), href: '/', label: '' })
    const given = [
      { ...at('UA-12'), best: 600_000, count: 3 },
      { ...at('UA-07'), best: null, count: 1 },
    ]
    const marks = shareMarks(given, regions, { geometry, context, locale: 'en' })
    const drawn = shareMap({ regions, labels, marks, geometry, context, colours })
    expect(svg).not.toContain('fill-opacity')
    expect(drawn.match(/<circle [^>]*fill-opacity="0.3"/g)).toHaveLength(1)
    expect(drawn.match(/<circle [^>]*stroke-dasharray/g)).toHaveLength(1)
    expect(drawn).not.toMatch(/var\(|class=|<text|undefined|NaN/)
    expect(shareCounts(marks).map(({ lines }) => lines)).toEqual([['3']])
  })

  it('names what is current, and nothing stale or unknown', () => {
    expect(labels.map(({ key }) => key).sort()).toEqual(['UA-12', 'UA-23'])
  })
})

it.each([
  ['≥ 19k', '19k+'],
  ['≥\u202f120\u00a0000', '120\u00a0000+'],
  ['Дніпропетровська область, їжак, Ґ', 'Дніпропетровська область, їжак, Ґ'],
  ['600,000–800,000', '600,000–800,000'],
  ['600–\u2060800\u00a0тис.', '600–800\u00a0тис.'],
  ['a ∑ b 🔌', 'a  b '],
])('draws %j as %j', (text, drawn) => {
  expect(drawable(text)).toBe(drawn)
})

it('lets no word of a record end the script it stands in', () => {
  const { props } = StructuredData({ data: { name: '</script><script>alert(1)</script>' } })
  const { __html: html } = props.dangerouslySetInnerHTML
  expect(html).not.toContain('<')
  expect(JSON.parse(html).name).toBe('</script><script>alert(1)</script>')
})

it('tells where each format of a dataset is to be had, with the site’s own address', () => {
  const data = datasetOf({
    locale: 'en',
    site: new URL('https://example.org'),
    name: 'n',
    description: 'd',
    page: '/en?service=heating',
    query: '?service=heating',
    place: 'Ukraine',
    time: '2026-01-08',
  })
  expect(data.url).toBe('https://example.org/en?service=heating')
  expect(data.distribution).toContainEqual({
    '@type': 'DataDownload',
    encodingFormat: 'text/csv',
    contentUrl: 'https://example.org/api/v1/impact?service=heating&format=csv',
  })
})

describe('the feed of a page', () => {
  const feedOf = (query: string) => feedsOf('uk', new URLSearchParams(query))['application/atom+xml']

  it.each([
    ['', '/api/v1/feed.atom?lang=uk'],
    [
      'region=UA-12&region=UA-65&service=water&q=вода',
      '/api/v1/feed.atom?region=UA-12&region=UA-65&service=water&q=%D0%B2%D0%BE%D0%B4%D0%B0&lang=uk',
    ],
    ['asOf=2026-01-08&from=2026-01-01&standing=stale&sort=name&kind=strike&lang=en', '/api/v1/feed.atom?kind=strike&lang=uk'],
    ['kind=nothing', '/api/v1/feed.atom?lang=uk'],
  ])('of %s follows the filters that a feed has, and no moment', (query, address) => {
    expect(feedOf(query)).toBe(address)
  })

  it('is the plain one in English', () => {
    expect(feedsOf('en', new URLSearchParams())).toEqual({ 'application/atom+xml': '/api/v1/feed.atom' })
  })
})
