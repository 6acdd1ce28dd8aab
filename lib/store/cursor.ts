import { z } from 'zod'
import { FeedId } from '@/lib/schema/reading'
import { RegionCode } from '@/lib/schema/region'
import { Instant } from '@/lib/schema/time'
import { InvalidCursor } from './store'

/** Where a page of incidents ended: newest start first, then by id. */
export const IncidentCursor = z.tuple([z.literal('i'), Instant, z.ulid()])
export type IncidentCursor = z.infer<typeof IncidentCursor>

/** Where a page of observations ended: newest figure first, then by report and place in it. */
export const ObservationCursor = z.tuple([z.literal('o'), Instant, z.ulid(), z.number().int().nonnegative()])
export type ObservationCursor = z.infer<typeof ObservationCursor>

/** Where a page of readings ended: by feed, by area in it, and by time. */
export const ReadingCursor = z.tuple([z.literal('r'), FeedId, RegionCode, Instant])
export type ReadingCursor = z.infer<typeof ReadingCursor>

/** Which rows of the ledger, and which ends of holds, a mirror has seen. */
export interface Seen {
  seq: number
  held: Instant | ''
}

/** Where a mirror stands: between what it had seen and what it will have seen, behind one entry or at the beginning. */
export interface PlaceInChanges {
  from: Seen
  to: Seen
  after: { time: Instant; seq: number; rank: number; report: string } | null
}

const Seq = z.number().int().nonnegative()
const Held = z.union([z.literal(''), Instant])
/** What was seen; and within a page, up to where it leads and the entry that it stands behind. */
export const ChangesCursor = z.tuple([
  z.literal('c'),
  Seq,
  Held,
  z.tuple([Seq, Held, Instant, Seq, Seq, z.union([z.literal(''), z.ulid()])]).nullable(),
])
export type ChangesCursor = z.infer<typeof ChangesCursor>

export function writeCursor(place: IncidentCursor | ObservationCursor | ReadingCursor | ChangesCursor): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** Throws InvalidCursor for anything that was not written for this list. */
export function readCursor<S extends z.ZodType>(schema: S, cursor: string): z.infer<S> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw new InvalidCursor('The cursor was not given out for this list.')
  }
}
