import { z } from 'zod'
import { Instant } from './time'
import { healthCodes } from './vocabulary'

export const HealthCode = z.enum(healthCodes)
export type HealthCode = z.infer<typeof HealthCode>

/** Something that keeps a server from all that it should do, by a code for machines. */
export const HealthProblem = z.object({ code: HealthCode, since: Instant, detail: z.string() }).meta({ id: 'HealthProblem' })
export type HealthProblem = z.infer<typeof HealthProblem>

/** What each code says to a reader, without a word of where the store is. */
export const healthDetails: Record<HealthCode, string> = {
  unreachable: 'The database does not answer; what is asked is refused, and nothing that was acknowledged is lost.',
  'disk-full': 'The disk is full: nothing new is stored before there is room; what is stored can be read.',
  'read-only': 'The store takes no writes: nothing new is stored before it does; what is stored can be read.',
  'disk-error': 'The disk refuses what is asked of it.',
  corrupt: 'A part of the database file is damaged; it has to be checked (npm run ledger -- verify) and may have to be restored.',
  'clock-behind': 'The clock of the server is behind the last row of the ledger: new rows are dated as that one until it has caught up.',
}
