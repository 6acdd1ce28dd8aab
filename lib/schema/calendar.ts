import { z } from 'zod'
import { Incident } from './incident'
import { Instant } from './time'

/**
 * An incident as calendars keep it: under one id, with how often a report of it was corrected. Of one that was retracted, or merged as a
 * duplicate, nothing is left but when it began.
 */
export const CalendarEntry = z.strictObject({
  id: z.ulid(),
  start: Incident.shape.start,
  /** When it became public, and when anything of it last did or ceased to be. */
  published: Instant,
  changed: Instant,
  corrections: z.number().int(),
  /** Null once it was retracted. */
  told: Incident.pick({ title: true, kind: true, end: true, regions: true, services: true, reportCount: true }).nullable(),
})
export type CalendarEntry = z.infer<typeof CalendarEntry>
