import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { MachineFeeds } from '@/app/[locale]/sources/machine-feeds'
import type { Read } from '@/app/[locale]/sources/read'
import { locales } from '@/lib/i18n/locale'
import { eagleI } from '@/lib/ingest/eagle-i'
import type { PollStanding } from '@/lib/schema/feed-source'
import type { FeedTold } from '@/lib/schema/feed-told'
import { pollFailures } from '@/lib/schema/vocabulary'

const span = { firstTime: '2017-03-01T00:00:00.000Z', lastTime: '2017-03-01T00:45:00.000Z' }
const files: FeedTold = {
  id: eagleI.id,
  name: eagleI.publisher,
  url: eagleI.url,
  licence: eagleI.licence,
  standing: { ...eagleI, ...span, asked: 3231, answered: 870 },
  poll: null,
}
const poll: PollStanding = {
  id: 'voe',
  triedAt: '2025-12-11T08:10:00.000Z',
  goodAt: null,
  dueAt: null,
  failure: null,
  failures: 0,
  aside: [],
}
const asked = (other: Partial<PollStanding>): FeedTold => ({
  id: 'voe',
  name: 'The operator',
  url: null,
  licence: null,
  standing: null,
  poll: { ...poll, ...other },
})

function shown(feeds: readonly FeedTold[], locale: (typeof locales)[number] = 'en'): string {
  const reading = { locale, regions: new Map(), zone: 'Europe/Kyiv', asOf: '2025-12-11T09:00:00.000Z' }
  return renderToStaticMarkup(<MachineFeeds read={{ sources: { feeds }, reading } as unknown as Read} />)
}

describe('the machine feeds on the page of sources', () => {
  it('are not there where there are none', () => {
    expect(shown([])).toBe('')
  })

  it('tell how far one has told, of how many areas, and under which licence', () => {
    const html = shown([files])
    for (const words of ['870 of 3,231', 'CC BY 4.0', 'comes as files', 'EAGLE-I']) expect(html).toContain(words)
  })

  it('tell a failure beside the last good answer', () => {
    const html = shown([asked({ failure: 503, failures: 2, goodAt: '2025-12-11T07:00:00.000Z' })])
    for (const words of ['status 503', 'failed 2 times in a row', '11 December 2025, 09:00']) expect(html).toContain(words)
  })

  it('tell that nothing good came yet, and that one is in order', () => {
    expect(shown([asked({})])).toContain('in order')
    expect(shown([asked({})])).toContain('none yet')
  })

  it('tell how much of the last answer was not taken in, and why', () => {
    const html = shown([asked({ aside: [{ field: 'metersaffected', reason: 'is not given', records: 1200 }] })])
    for (const words of ['1,200 records', '1,200 × metersaffected is not given']) expect(html).toContain(words)
  })

  it.each(locales)('have words for whatever is in the way, in %s', (locale) => {
    for (const failure of pollFailures) expect(shown([asked({ failure, failures: 1 })], locale)).not.toContain('sources.')
  })
})
