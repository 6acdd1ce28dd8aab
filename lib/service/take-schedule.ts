import { type Announcer, isAnnounced, type Schedule, scheduleDigest, scheduleIncident } from '@/lib/ingest/schedule'
import { NewIncident } from '@/lib/schema/incident'
import type { WriteTransaction } from '@/lib/store/store'
import type { Context } from './context'
import { appendIncident } from './create-incident'
import { ServiceError } from './errors'
import { prepareIncident, prepareReport } from './prepare-record'

/** What came of a schedule: a new incident, a correction of its report, the same as before, taken back, or nothing to tell. */
export type ScheduleOutcome = 'announced' | 'revised' | 'same' | 'withdrawn' | 'nothing'

/** Where the schedules of one source are known by their days. */
const scope = 'schedule'
const withdrawn = 'withdrawn'

/** The incident of a day, with what its schedule said last, where it still stands; 'ended' where an editor has put it away. */
async function standing(tx: WriteTransaction, key: string) {
  const home = await tx.imports.home(scope, key)
  if (home === null || home.facts === withdrawn) return null
  const found = await tx.reviewed(home.incident)
  const isHere = found !== null && !('takenDownAt' in found) && found.mergedInto === null
  const isOpen = isHere && ['published', 'in_review'].includes(found.incident.reviewState)
  return { facts: home.facts, incident: home.incident, found: isOpen ? found : null }
}

function announced(schedule: Schedule, announcer: Announcer): NewIncident {
  const incident = NewIncident.safeParse(scheduleIncident(schedule, announcer))
  if (incident.success) return incident.data
  throw new ServiceError('invalid-record', 'The schedule is none that can be told.', {
    errors: incident.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  })
}

/**
 * Takes in the schedule of one day, by the rules every writer is under: an incident of its operator, region and day. One that says the same
 * adds nothing; one that says something else is a report that corrects the one before; one that no longer announces anything takes the incident
 * back. What an editor has put away stays away. `source` is the feed's name. Throws invalid-record, as for a day that lies too far ahead.
 */
export async function takeSchedule(ctx: Context, source: string, announcer: Announcer, schedule: Schedule): Promise<ScheduleOutcome> {
  const key = `${source}/${announcer.region.code}/${schedule.day}`
  const facts = scheduleDigest(schedule, announcer)
  const incident = isAnnounced(schedule, announcer) ? announced(schedule, announcer) : null
  return ctx.store.write({ actor: ctx.actor, time: ctx.clock() }, async (tx): Promise<ScheduleOutcome> => {
    const known = await standing(tx, key)
    if (known !== null && (known.found === null || known.facts === facts)) return 'same'
    if (incident === null) {
      if (known === null) return 'nothing'
      const reason = 'The operator took the schedule of this day back: no hours are left in it.'
      await tx.append({ verb: 'incident.retracted', payload: { id: known.incident, reason } })
      await tx.imports.keepHome(scope, key, { incident: known.incident, facts: withdrawn })
      return 'withdrawn'
    }
    if (known === null) {
      const prepared = prepareIncident(ctx, incident)
      await appendIncident(tx, prepared)
      await tx.imports.keepHome(scope, key, { incident: prepared.record.incident.id, facts })
      return 'announced'
    }
    const [report] = incident.reports
    if (report === undefined) throw new ServiceError('invalid-record', 'A schedule has a report.')
    const last = known.found?.reports.findLast(
      (other) => other.supersededBy === null && other.report.source.url === announcer.url && other.report.reviewState !== 'retracted',
    )
    const { record } = prepareReport(ctx, known.incident, { ...report, supersedes: last?.report.id ?? null })
    await tx.append({ verb: 'report.added', payload: record })
    await tx.imports.keepHome(scope, key, { incident: known.incident, facts })
    return 'revised'
  })
}
