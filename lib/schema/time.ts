import { z } from 'zod'
import { precisions } from './vocabulary'

/** A moment in UTC, ISO 8601 ending in Z. */
export const Instant = z.iso.datetime().meta({ id: 'Instant', description: 'ISO 8601 in UTC, ending in Z' })
export type Instant = z.infer<typeof Instant>

/** A day without an hour, `2026-01-08`: read in the region's zone, never as midnight UTC. */
export const PlainDate = z.iso.date()
export type PlainDate = z.infer<typeof PlainDate>

export const PlainMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month as YYYY-MM')
export type PlainMonth = z.infer<typeof PlainMonth>

/** As precise as it was said: an instant, a day or a month. */
export const SaidTime = z
  .union([Instant, PlainDate, PlainMonth])
  .meta({ id: 'SaidTime', description: 'an instant, a day or a month, as it was said; from 1900 to 2199' })
export type SaidTime = z.infer<typeof SaidTime>

/**
 * Whether a time lies in the years that may be told or asked of, 1900 to 2199. What lies outside is a slip of keys ("0026"), and there the order
 * of texts is no longer the order of times.
 */
export const isInReach = (time: string): boolean => /^(?:19|2[01])\d\d-/.test(time)
export const outOfReach = 'lies before 1900 or after 2199'

export const Precision = z.enum(precisions)
export type Precision = z.infer<typeof Precision>

/**
 * A time and how exactly it is known. Answers are canonical: minute and hour carry an instant, day `YYYY-MM-DD`, month `YYYY-MM`,
 * the latter two in the region's zone. Writing takes an instant for a day too: the day of the region that holds it is meant.
 */
export const PreciseTime = z
  .strictObject({ time: SaidTime, precision: Precision })
  .refine(({ time, precision }) => precision === 'day' || precision === 'month' || time.endsWith('Z'), {
    path: ['time'],
    message: 'an hour or a minute needs an instant ending in Z',
  })
  .refine(({ time, precision }) => precision === 'month' || time.length > 7, { path: ['time'], message: 'a month alone is not a day' })
  .meta({ id: 'PreciseTime' })
export type PreciseTime = z.infer<typeof PreciseTime>
