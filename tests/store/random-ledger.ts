import fc from 'fast-check'
import { ulid } from 'ulid'
import type { LedgerEvent, StoredIncident, StoredReport } from '@/lib/schema/ledger'
import type { Instant } from '@/lib/schema/time'
import { InvalidEvent, type Store } from '@/lib/store/store'
import { added, at, created, decided, editor, everything, incident, observation, report } from './factories'

/** One event at an hour; it may well not follow from those before it, and is then refused. */
export interface Step {
  hours: number
  event: LedgerEvent
}

const reviewState = fc.constantFrom('published' as const, 'published' as const, 'in_review' as const, 'draft' as const)
const index = fc.nat(5)
const plan = fc.oneof(
  fc.record({ what: fc.constant('incident' as const), reviewState, hold: fc.constantFrom(0, 0, 10, 25) }),
  fc.record({
    what: fc.constant('report' as const),
    of: index,
    reviewState,
    corrects: fc.option(index),
    region: fc.constantFrom('UA-12', 'UA-65'),
  }),
  fc.record({
    what: fc.constant('incidentDecision' as const),
    of: index,
    verb: fc.constantFrom(
      'incident.published' as const,
      'incident.rejected' as const,
      'incident.retracted' as const,
      'incident.takenDown' as const,
    ),
  }),
  fc.record({
    what: fc.constant('reportDecision' as const),
    of: index,
    verb: fc.constantFrom('report.published' as const, 'report.rejected' as const, 'report.retracted' as const),
  }),
)

/** Sequences of events over thirty hours, in which every text has a word of its own: the id of its record. */
export const steps = fc.array(fc.tuple(plan, fc.nat(2)), { minLength: 1, maxLength: 25 }).map((plans): Step[] => {
  const incidents: StoredIncident[] = []
  const reports: StoredReport[] = []
  let hours = 0
  return plans.flatMap(([planned, later]) => {
    hours += later
    const event = eventOf(planned, incidents, reports)
    return event === null ? [] : [{ hours, event }]
  })
})

type Plan = typeof plan extends fc.Arbitrary<infer P> ? P : never

function eventOf(planned: Plan, incidents: StoredIncident[], reports: StoredReport[]): LedgerEvent | null {
  if (planned.what === 'incident') {
    const id = ulid()
    incidents.push(incident({ id, title: `title ${id}`, reviewState: planned.reviewState, publicAfter: at(planned.hold) }))
    const last = incidents.at(-1)
    return last ? created(last) : null
  }
  if (planned.what === 'report') {
    const of = incidents[planned.of % incidents.length]
    if (!of) return null
    const siblings = reports.filter(({ incident: id }) => id === of.id)
    const corrected = planned.corrects === null ? undefined : siblings[planned.corrects % siblings.length]
    const id = ulid()
    const figures = [
      observation({ regions: [planned.region], place: `place ${id}` }),
      observation({ service: 'water', regions: ['UA-65', 'UA-12'] }),
    ]
    const supersedes = corrected?.id ?? null
    const asOfAt = at(reports.length % 4)
    const made = report(of, { id, quote: `quote ${id}`, reviewState: planned.reviewState, supersedes, observations: figures, asOfAt })
    reports.push(made)
    return added(made)
  }
  const records = planned.what === 'incidentDecision' ? incidents : reports
  const record = records[planned.of % records.length]
  return record ? decided(planned.verb, record.id, `about ${record.id}`) : null
}

/** Writes what the store accepts; answers the events that it took. */
export async function play(store: Store, said: readonly Step[]): Promise<Step[]> {
  const taken: Step[] = []
  for (const step of said) {
    try {
      await store.write({ actor: editor, time: at(step.hours) }, (tx) => tx.append(step.event))
      taken.push(step)
    } catch (error) {
      if (!(error instanceof InvalidEvent)) throw error
    }
  }
  return taken
}

/** Every public answer at a moment, with every page of the lists. */
export async function answers(store: Store, now: Instant, ids: readonly string[]): Promise<unknown> {
  const view = store.publicView(now)
  const knownAt = [5, 10, 15, 30].map((hours) => ({ ...everything, knownAt: at(hours) }))
  const filters = [
    everything,
    ...knownAt,
    { ...everything, regions: ['UA-12'] },
    { ...everything, q: 'quote PLACE' },
    { ...everything, publishedBy: at(6) },
  ]
  const lists = filters.map(async (filter) => [
    await view.statements(filter),
    await view.observations(filter, { limit: 3 }),
    await view.incidents(filter, { limit: 2 }),
  ])
  return Promise.all([...lists, view.bounds(), ...ids.map((id) => view.incident(id)), ...ids.map((id) => view.report(id))])
}

const idOf = (event: LedgerEvent) => event.payload.id
/** Every incident and report that was ever written. */
export const recordIds = (said: readonly Step[]): string[] =>
  said.filter(({ event }) => event.verb === 'incident.created' || event.verb === 'report.added').map(({ event }) => idOf(event))

/** The records that nobody may read at the end, by a second and simpler reading of the events: not what the store works out. */
export function hiddenAt(taken: readonly Step[], now: number): string[] {
  const state = new Map<string, string>()
  const heldUntil = new Map<string, Instant>()
  const parent = new Map<string, string>()
  for (const { event } of taken) {
    if (event.verb === 'incident.created') heldUntil.set(event.payload.id, event.payload.publicAfter)
    if (event.verb === 'report.added') parent.set(event.payload.id, event.payload.incident)
    if (event.verb === 'incident.created' || event.verb === 'report.added') state.set(event.payload.id, event.payload.reviewState)
    else state.set(idOf(event), event.verb.split('.')[1] ?? '')
  }
  const isHidden = (id: string) => !['published', 'retracted'].includes(state.get(id) ?? '') || (heldUntil.get(id) ?? '') > at(now)
  return [...state.keys()].filter((id) => isHidden(id) || isHidden(parent.get(id) ?? id))
}
