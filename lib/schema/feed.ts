import { z } from 'zod'
import { Incident } from './incident'
import { Report } from './report'
import { Instant } from './time'

/** A report as feeds tell it: under one id from the first time it was public, through corrections and the merge of its incident. */
export const FeedEntry = z.strictObject({
  /** The id of the report with which it began. */
  entry: z.ulid(),
  /** When that one became public, and when this one did. */
  published: Instant,
  updated: Instant,
  incident: Incident.pick({ id: true, title: true, kind: true }),
  report: Report,
})
export type FeedEntry = z.infer<typeof FeedEntry>

/** Standing entries, the latest first; and what is no more: entries that were retracted, and incidents that were taken down. */
export const Feed = z.strictObject({ entries: z.array(FeedEntry), gone: z.array(z.strictObject({ id: z.ulid(), time: Instant })) })
export type Feed = z.infer<typeof Feed>

/** https://jsonfeed.org/version/1.1, with one extension: which record an item is of. */
export const JsonFeed = z
  .strictObject({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: z.string(),
    description: z.string(),
    home_page_url: z.url(),
    feed_url: z.url(),
    language: z.string(),
    items: z.array(
      z.strictObject({
        id: z.string(),
        url: z.url(),
        external_url: z.url(),
        title: z.string(),
        content_text: z.string(),
        date_published: Instant,
        date_modified: Instant,
        authors: z.array(z.strictObject({ name: z.string(), url: z.url() })),
        tags: z.array(z.string()),
        _outage_ledger: z.strictObject({ about: z.url(), incident: z.ulid(), report: z.ulid() }),
      }),
    ),
  })
  .meta({ id: 'JsonFeed' })
export type JsonFeed = z.infer<typeof JsonFeed>
