import { z } from 'zod'
import { Measure, Service, Unit } from './observation'
import { RegionCode } from './region'
import { Tier } from './report'
import { Instant } from './time'

/** A machine feed's name in addresses, settings and the ledger. */
export const FeedId = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'a feed such as eagle-i')
export type FeedId = z.infer<typeof FeedId>

/** A source that machines read at regular times, and what all of its figures count. */
export const MachineFeed = z.strictObject({
  id: FeedId,
  publisher: z.string(),
  tier: Tier,
  /** Where a reader finds the feed, or a page about it. */
  url: z.url(),
  /** Null where none is declared. */
  licence: z.string().nullable(),
  /** Minutes from one snapshot to the next: how long a reading holds without a newer one follows from it. */
  cadenceMinutes: z.int().positive(),
  service: Service,
  measure: Measure,
  unit: Unit,
})
export type MachineFeed = z.infer<typeof MachineFeed>

/** What a feed says of one area at the time of its snapshot: how many are out and, where it tells, of how many. */
export const Reading = z.strictObject({
  region: RegionCode,
  value: z.int().nonnegative(),
  served: z.int().positive().nullable(),
})
export type Reading = z.infer<typeof Reading>

/**
 * One poll of a feed: everything it answered about one time. `asked` names every area it could have told of; one that was asked and has no
 * reading gave no answer, which is a gap and never zero.
 */
export const Snapshot = z.strictObject({
  time: Instant,
  asked: z.array(RegionCode),
  readings: z.array(Reading),
})
export type Snapshot = z.infer<typeof Snapshot>

/**
 * A number that a feed gave of an area without a gap: from the first snapshot that gave it to the last. A snapshot without an answer ends it,
 * and so does a silence of the feed that is longer than a reading holds.
 */
export const ReadingStep = MachineFeed.pick({ service: true, measure: true, unit: true })
  .extend({
    feed: FeedId,
    region: RegionCode,
    since: Instant,
    until: Instant,
    out: z.int().nonnegative(),
    served: z.int().positive().nullable(),
    coverage: z.number().min(0).max(1),
  })
  .meta({ id: 'ReadingStep' })
export type ReadingStep = z.infer<typeof ReadingStep>

/** A feed and how far it has told: the times of its first and its last snapshot, and how many areas the last asked and heard from. */
export const FeedStanding = MachineFeed.extend({
  firstTime: Instant,
  lastTime: Instant,
  asked: z.int().nonnegative(),
  answered: z.int().nonnegative(),
}).meta({ id: 'FeedStanding' })
export type FeedStanding = z.infer<typeof FeedStanding>
