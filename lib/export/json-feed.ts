import { translator } from '@/lib/i18n/translator'
import type { Feed, JsonFeed } from '@/lib/schema/feed'
import { toldEntry } from './feed-entry'
import type { FeedReader } from './feed-reader'

/** A feed as JSON Feed 1.1. It has no line for what is no more: that is not among the items. */
export function jsonFeedOf({ entries }: Feed, reader: FeedReader): JsonFeed {
  const t = translator(reader.locale, 'feed')
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: t('title'),
    description: t('subtitle'),
    home_page_url: reader.home,
    feed_url: reader.self,
    language: reader.locale,
    items: entries.map((entry) => {
      const { id, title, text, author, permalink, about, tags } = toldEntry(entry, reader)
      return {
        id,
        url: permalink,
        external_url: author.url,
        title,
        content_text: text,
        date_published: entry.published,
        date_modified: entry.updated,
        authors: [author],
        tags: tags.map(({ word }) => word),
        _outage_ledger: { about, incident: entry.incident.id, report: entry.report.id },
      }
    }),
  }
}
