import { z } from 'zod'
import { Incident, statedOfIncident } from './incident'
import { Report } from './report'
import { Instant } from './time'
import { changeKinds } from './vocabulary'

export const ChangeKind = z.enum(changeKinds)
export type ChangeKind = z.infer<typeof ChangeKind>

/** What is said of an incident itself; what its reports make of it can be worked out from them. */
export const ChangedIncident = Incident.pick({ ...statedOfIncident, recordedAt: true }).meta({ id: 'ChangedIncident' })
export type ChangedIncident = z.infer<typeof ChangedIncident>

/**
 * One thing that became public or ceased to be: of an incident, or of the report that is named. What is added or corrected comes as it
 * stands now; what is gone comes without a word of it.
 */
export const Change = z
  .strictObject({
    cursor: z.string().meta({ description: 'asks for what follows this entry, as `since`; opaque' }),
    time: Instant.meta({ description: 'when it became public: by a row of the ledger, or by the end of a hold' }),
    kind: ChangeKind.meta({
      description:
        'added; corrected: the report replaces the one it names in `supersedes`; retracted; merged: the incident was a duplicate and `into` tells all of it now; takenDown: nothing of the incident may be kept',
    }),
    incident: z.ulid(),
    report: z.ulid().nullable(),
    into: z.ulid().nullable(),
    data: z.union([ChangedIncident, Report]).nullable(),
  })
  .meta({ id: 'Change' })
export type Change = z.infer<typeof Change>

/** A change as it is announced: what to ask for, and nothing of what it says. */
export const AnnouncedChange = Change.omit({ data: true }).meta({ id: 'AnnouncedChange' })
export type AnnouncedChange = z.infer<typeof AnnouncedChange>

export const ChangePage = z
  .object({
    data: z.array(Change),
    next: z.string().meta({ description: 'what to send as `since` next time; opaque' }),
    more: z.boolean().meta({ description: 'whether there is more already' }),
  })
  .meta({ id: 'ChangePage' })
export type ChangePage = z.infer<typeof ChangePage>
