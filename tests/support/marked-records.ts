import type { LedgerEvent, StoredIncident, StoredReport } from '@/lib/schema/ledger'
import type { Instant } from '@/lib/schema/time'
import type { Store } from '@/lib/store/store'
import { added, at, created, decided, editor, incident, observation, report } from '../store/factories'

/** When the tests ask: the hold of what is under one ends two hours later. */
export const asked = at(48)
export const holdEnds = at(50)
export const later = at(51)

/** A word that nothing else uses, in every text of the records of one state. */
export type Mark = `qz${string}`

/** A report in which every text that a reader could meet carries the mark. */
function markedReport(of: StoredIncident, mark: Mark, changes: Partial<StoredReport> & { asOfAt?: string } = {}): StoredReport {
  const figure = (service: 'electricity' | 'health', value: number) =>
    observation({
      service,
      value,
      qualifier: 'about',
      place: `Place ${mark}`,
      note: `Note ${mark}`,
      quantityText: `Quantity ${mark}`,
      quote: `Figure ${mark}`,
    })
  return report(of, {
    source: {
      publisher: `Publisher ${mark}`,
      statedBy: `Speaker ${mark}`,
      tier: 1,
      url: `https://example.org/${mark}`,
      archiveUrl: `https://archive.example.org/${mark}`,
      lang: 'en',
    },
    quote: `Quote ${mark}`,
    asOfAt: at(46),
    observations: [figure('electricity', 987_654), { ...figure('health', 43), unit: 'facilities' }],
    ...changes,
  })
}

function markedIncident(mark: Mark, changes: Partial<StoredIncident> = {}): StoredIncident {
  return incident({ title: `Title ${mark}`, startsAt: at(45), publicAfter: at(45), ...changes })
}

/** Whoever sent a report has left a contact with it, which carries the mark too. */
const write = (store: Store, hours: number, events: readonly LedgerEvent[], contact?: { report: string; mark: Mark }) =>
  store.write({ actor: editor, time: at(hours) }, async (tx) => {
    for (const event of events) {
      await tx.append(event)
      if (event.verb === 'report.added' && contact?.report === event.payload.id)
        await tx.keepContact(contact.report, `contact-${contact.mark}@example.org`)
    }
  })

export interface Marked {
  /** By mark: the ids of its records. */
  ids: Map<Mark, string[]>
}

/** One public incident with two reports: what the hidden ones must not change. */
export async function writePublic(store: Store): Promise<{ incident: StoredIncident; reports: StoredReport[] }> {
  const of = markedIncident('qzplainlypublic')
  const reports = [markedReport(of, 'qzplainlypublic', { asOfAt: at(44) }), markedReport(of, 'qzplainlypublic')]
  await write(store, 46, [created(of), ...reports.map(added)])
  return { incident: of, reports }
}

/**
 * Records that never were public, in every state that keeps one from it: of themselves, and as reports of a public incident. What is
 * under hold stays so until `heldUntil`.
 */
export async function writeNeverPublic(store: Store, shown: StoredIncident, heldUntil: Instant = holdEnds): Promise<Marked> {
  const ids: Marked['ids'] = new Map()
  const put = async (mark: Mark, changes: Partial<StoredIncident>, ...then: ((id: string) => LedgerEvent)[]) => {
    const of = markedIncident(mark, changes)
    const first = markedReport(of, mark)
    ids.set(mark, [of.id, first.id])
    await write(store, 47, [created(of), added(first), ...then.map((event) => event(of.id))], { report: first.id, mark })
    return { of, first }
  }
  const putReport = async (mark: Mark, reviewState: StoredReport['reviewState'], ...then: ((id: string) => LedgerEvent)[]) => {
    const made = markedReport(shown, mark, { reviewState })
    ids.set(mark, [made.id])
    await write(store, 47, [added(made), ...then.map((event) => event(made.id))], { report: made.id, mark })
  }
  const waits = { reviewState: 'in_review' } as const
  await put('qzunderhold', { publicAfter: heldUntil })
  await put('qzinreview', waits)
  await put('qzdraft', { reviewState: 'draft' })
  await put('qzapproved', waits, (id) => decided('incident.approved', id, 'Reason qzapproved'))
  await put('qzrejected', waits, (id) => decided('incident.rejected', id, 'Reason qzrejected'))
  await put('qzwithdrawn', { publicAfter: heldUntil }, (id) => decided('incident.retracted', id, 'Reason qzwithdrawn'))
  const target = await put('qzmergetarget', waits)
  const { of: duplicate, first } = await put('qzmergedunread', waits)
  const copy = markedReport(target.of, 'qzmergedunread', { reviewState: 'in_review' })
  ids.get('qzmergedunread')?.push(copy.id)
  const merge = { id: duplicate.id, into: target.of.id, reason: 'Reason qzmergedunread', reports: [{ from: first.id, to: copy.id }] }
  await write(store, 47, [added(copy), { verb: 'incident.merged', payload: merge }])
  await putReport('qzreportinreview', 'in_review')
  await putReport('qzreportdraft', 'draft')
  await putReport('qzreportrejected', 'in_review', (id) => decided('report.rejected', id, 'Reason qzreportrejected'))
  return { ids }
}

/** Records that were public and are no more: a line may tell that they were, and none of their words. */
export async function writeGone(store: Store, shown: StoredIncident): Promise<Marked> {
  const ids: Marked['ids'] = new Map()
  const put = async (mark: Mark, hours: number, verb: 'incident.retracted' | 'incident.takenDown', publicAfter = at(45)) => {
    const of = markedIncident(mark, { publicAfter })
    const [first, second] = [markedReport(of, mark), markedReport(of, mark)]
    const right = markedReport(of, mark, { supersedes: first.id })
    ids.set(mark, [of.id, first.id, second.id, right.id])
    await write(store, 46.5, [created(of), added(first), added(second), added(right)])
    await write(store, hours, [decided(verb, of.id, 'error')])
  }
  await put('qzretracted', 47, 'incident.retracted')
  await put('qztakendown', 47, 'incident.takenDown')
  await put('qztakenunread', 47, 'incident.takenDown', holdEnds)
  const made = markedReport(shown, 'qzreportretracted')
  ids.set('qzreportretracted', [made.id])
  await write(store, 46.5, [added(made)])
  await write(store, 47, [decided('report.retracted', made.id, 'error')])
  return { ids }
}
