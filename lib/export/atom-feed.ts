import { create } from 'xmlbuilder2'
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces'
import { translator } from '@/lib/i18n/translator'
import type { Feed, FeedEntry } from '@/lib/schema/feed'
import { toldEntry, urnOf } from './feed-entry'
import type { FeedReader } from './feed-reader'

const namespaces = {
  xmlns: 'http://www.w3.org/2005/Atom',
  'xmlns:at': 'http://purl.org/atompub/tombstones/1.0',
  'xmlns:thr': 'http://purl.org/syndication/thread/1.0',
}

/** Characters that XML 1.0 cannot hold, escaped or not (its production 2); half a pair of surrogates is one. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
/** The writer lets `&amp;` stand in what it is given, so a text that says those very letters is escaped before. */
const writable = (text: string): string => text.replace(unwritable, '').replaceAll('&', '&amp;')

/** What a feed without an entry says it was last changed: nothing ever was. The format asks for a time, and the present is none of it. */
const never = '1970-01-01T00:00:00.000Z'

function leaf(parent: XMLBuilder, name: string, text: string, attributes: Record<string, string> = {}): void {
  parent.ele(name, attributes).txt(writable(text))
}

function link(parent: XMLBuilder, rel: string, href: string, more: Record<string, string> = {}): void {
  parent.ele('link', { rel, href: writable(href), ...more })
}

function writeEntry(feed: XMLBuilder, entry: FeedEntry, reader: FeedReader): void {
  const { id, title, text, author, permalink, about, tags } = toldEntry(entry, reader)
  const page = { type: 'text/html', hreflang: reader.locale }
  const element = feed.ele('entry')
  leaf(element, 'id', id)
  leaf(element, 'title', title)
  leaf(element, 'published', entry.published)
  leaf(element, 'updated', entry.updated)
  const source = element.ele('author')
  leaf(source, 'name', author.name)
  leaf(source, 'uri', author.url)
  link(element, 'alternate', permalink, page)
  link(element, 'related', about, page)
  link(element, 'via', author.url)
  element.ele('thr:in-reply-to', { ref: urnOf(entry.incident.id), href: about, type: 'text/html' })
  for (const { code, word } of tags) element.ele('category', { term: code, label: writable(word) })
  leaf(element, 'summary', text, { type: 'text' })
}

/** A feed as Atom (RFC 4287) with tombstones (RFC 6721): well formed whatever its texts hold. */
export function atomFeedOf({ entries, gone }: Feed, reader: FeedReader): string {
  const t = translator(reader.locale, 'feed')
  const times = [...entries.map(({ updated }) => updated), ...gone.map(({ time }) => time)]
  const document = create({ version: '1.0', encoding: 'UTF-8' })
  const feed = document.ele('feed', { ...namespaces, 'xml:lang': reader.locale })
  leaf(feed, 'id', reader.self)
  leaf(feed, 'title', t('title'))
  leaf(feed, 'subtitle', t('subtitle'))
  leaf(
    feed,
    'updated',
    times.reduce((last, time) => (time > last ? time : last), never),
  )
  link(feed, 'self', reader.self, { type: 'application/atom+xml' })
  link(feed, 'alternate', reader.home, { type: 'text/html', hreflang: reader.locale })
  for (const entry of entries) writeEntry(feed, entry, reader)
  for (const { id, time } of gone) feed.ele('at:deleted-entry', { ref: urnOf(id), when: time })
  return document.end()
}
