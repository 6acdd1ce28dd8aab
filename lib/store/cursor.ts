import { z } from 'zod'
import { Instant } from '@/lib/schema/time'
import { InvalidCursor } from './store'

/** Where a page of incidents ended: newest start first, then by id. */
export const IncidentCursor = z.tuple([z.literal('i'), Instant, z.ulid()])
export type IncidentCursor = z.infer<typeof IncidentCursor>

/** Where a page of observations ended: newest figure first, then by report and place in it. */
export const ObservationCursor = z.tuple([z.literal('o'), Instant, z.ulid(), z.number().int().nonnegative()])
export type ObservationCursor = z.infer<typeof ObservationCursor>

export function writeCursor(place: IncidentCursor | ObservationCursor): string {
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
