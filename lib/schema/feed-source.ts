import { z } from 'zod'
import { ImportMapping } from './import-mapping'
import { FeedId } from './reading'
import { RegionCode } from './region'
import { NewSource } from './report'
import { Instant } from './time'
import { pollFailures } from './vocabulary'

const polled = {
  /** What the source is called in the ledger and on the page of sources. */
  id: FeedId,
  url: z.url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' }).max(2000),
  everyMinutes: z.int().min(1).max(1440).default(15),
}
/** What announces schedules: whose they are, for which region, and the page that its records cite where the address itself is none to cite. */
const announced = { ...polled, operator: NewSource.shape.publisher, region: RegionCode, page: NewSource.shape.url.optional() }
const isCitable = ({ url, page = url }: { url: string; page?: string | undefined }) => NewSource.shape.url.safeParse(page).data === page
const uncitable = { path: ['page'], message: 'is needed where the address has no name that a reader could open' }

/** A source that is asked again and again, as the operator of this server names it. */
export const FeedSource = z.discriminatedUnion('feed', [
  /** The address of the data set's records. */
  z.strictObject({ feed: z.literal('odin'), ...polled }),
  z.strictObject({ feed: z.literal('dtek-schedule'), ...announced }).refine(isCitable, uncitable),
  z.strictObject({ feed: z.literal('yasno-schedule'), ...announced }).refine(isCitable, uncitable),
  /** A file of records in a layout that can be imported. */
  z.strictObject({
    feed: z.literal('records'),
    ...polled,
    type: z.enum(['csv', 'jsonl']),
    mapping: ImportMapping.nullable().default(null),
  }),
])
export type FeedSource = z.infer<typeof FeedSource>

export const FeedSources = z
  .array(FeedSource)
  .max(100)
  .refine((sources) => new Set(sources.map(({ id }) => id)).size === sources.length, 'two sources have one id')

/** Why a source gave nothing: what was in the way, or the status of what it answered. */
export const PollFailure = z.union([z.enum(pollFailures), z.int()]).meta({ id: 'PollFailure' })
export type PollFailure = z.infer<typeof PollFailure>

/** How many records of an answer were not taken in for one reason: which field stands in the way, and why. No word of what they said. */
export const SetAside = z.strictObject({ field: z.string(), reason: z.string(), records: z.int().positive() }).meta({ id: 'SetAside' })
export type SetAside = z.infer<typeof SetAside>

/** How a source stands: when it was asked last, when it last gave what could be read, and what is in the way since. */
export const PollStanding = z
  .strictObject({
    id: FeedId,
    triedAt: Instant.nullable(),
    goodAt: Instant.nullable(),
    dueAt: Instant.nullable(),
    failure: PollFailure.nullable(),
    /** How often in a row it has failed. */
    failures: z.int().nonnegative(),
    /** What of its last good answer was not taken in, the most first. */
    aside: z.array(SetAside),
  })
  .meta({ id: 'PollStanding' })
export type PollStanding = z.infer<typeof PollStanding>
