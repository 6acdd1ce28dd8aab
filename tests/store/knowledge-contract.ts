import { describe, expect, test } from 'vitest'
import type { StoredIncident } from '@/lib/schema/ledger'
import type { Bench } from './contract'
import { added, at, created, decided, everything, incident, report } from './factories'

const page = { limit: 100 }

/** When each report was public knowledge, by id: `[from, until]` in hours. */
async function known(bench: Bench, now = 90) {
  const hours = (instant: string | null) => (instant === null ? null : (Date.parse(instant) - Date.parse(at(0))) / 3_600_000)
  const statements = await bench.view(now).statements(everything)
  return Object.fromEntries(statements.map((row) => [row.report, [hours(row.knownFrom), hours(row.knownUntil)]]))
}

const reportsAt = async (bench: Bench, hours: number) =>
  (await bench.view(90).observations({ ...everything, knownAt: at(hours) }, page)).rows.map((row) => row.report)
const reportsNow = async (bench: Bench) => (await bench.view(90).observations(everything, page)).rows.map((row) => row.report)

async function shown(bench: Bench, of: StoredIncident, now = 90) {
  const found = await bench.view(now).incident(of.id)
  if (found === null || 'takenDownAt' in found) throw new Error('not shown')
  return found
}

export function knowledgeContract(bench: Bench): void {
  describe('public knowledge begins', () => {
    test('with the row of a report that is published at once', async () => {
      const of = incident()
      const first = report(of)
      await bench.append(5, created(of))
      await bench.append(6, added(first))
      expect(await known(bench)).toEqual({ [first.id]: [6, null] })
    })

    test.each([
      ['the report last', ['incident', 'report']],
      ['the incident last', ['report', 'incident']],
    ])('with the later of two publications: %s', async (_, order) => {
      const of = incident({ reviewState: 'in_review' })
      const first = report(of, { reviewState: 'in_review' })
      await bench.append(5, created(of), added(first))
      const publish = { incident: decided('incident.published', of.id), report: decided('report.published', first.id) }
      await bench.append(6, order[0] === 'incident' ? publish.incident : publish.report)
      expect(await known(bench)).toEqual({})
      await bench.append(7, order[0] === 'incident' ? publish.report : publish.incident)
      expect(await known(bench)).toEqual({ [first.id]: [7, null] })
      expect(await reportsAt(bench, 6.5)).toEqual([])
      expect(await reportsAt(bench, 7)).toEqual([first.id])
    })

    test('with the end of the hold, where that is later', async () => {
      const of = incident({ publicAfter: at(8) })
      const first = report(of)
      const late = report(of)
      await bench.append(5, created(of), added(first))
      await bench.append(10, added(late))
      expect(await known(bench)).toEqual({ [first.id]: [8, null], [late.id]: [10, null] })
      expect(await reportsAt(bench, 7)).toEqual([])
      expect(await reportsAt(bench, 8)).toEqual([first.id])
    })
  })

  describe('public knowledge ends', () => {
    test('with a retraction: as it was before, never recorded after', async () => {
      const of = incident()
      const [first, second] = [report(of), report(of)]
      await bench.append(5, created(of), added(first), added(second))
      await bench.append(7, decided('report.retracted', first.id, 'a slip'))
      expect(await known(bench)).toEqual({ [first.id]: [5, 7], [second.id]: [5, null] })
      expect((await reportsAt(bench, 6.9)).sort()).toEqual([first.id, second.id].sort())
      expect(await reportsAt(bench, 7)).toEqual([second.id])
      expect(await reportsNow(bench)).toEqual([second.id])
      const { incident: row, reports, history } = await shown(bench, of)
      expect(row).toMatchObject({ reportCount: 1, reviewState: 'published' })
      expect(Object.fromEntries(reports.map(({ id, reviewState }) => [id, reviewState]))).toEqual({
        [first.id]: 'retracted',
        [second.id]: 'published',
      })
      expect(history.at(-1)).toEqual({ seq: 4, time: at(7), role: 'editor', verb: 'report.retracted', subject: first.id, reason: 'a slip' })
    })

    test('with a published report that supersedes, not with one in review', async () => {
      const of = incident()
      const first = report(of)
      const second = report(of, { supersedes: first.id, reviewState: 'in_review' })
      await bench.append(5, created(of), added(first))
      await bench.append(6, added(second))
      expect(await known(bench)).toEqual({ [first.id]: [5, null] })
      expect((await shown(bench, of)).reports).toMatchObject([{ supersededBy: null, reviewState: 'published' }])
      await bench.append(7, decided('report.published', second.id))
      expect(await known(bench)).toEqual({ [first.id]: [5, 7], [second.id]: [7, null] })
      expect(await reportsAt(bench, 6.9)).toEqual([first.id])
      expect(await reportsNow(bench)).toEqual([second.id])
      const { reports } = await shown(bench, of)
      expect(reports.find(({ id }) => id === first.id)).toMatchObject({ supersededBy: second.id, reviewState: 'corrected' })
    })

    test('before it began for what was superseded under hold, or while both waited', async () => {
      const held = incident({ publicAfter: at(8) })
      const waiting = incident({ reviewState: 'in_review' })
      const heldFirst = report(held)
      const heldSecond = report(held, { supersedes: heldFirst.id })
      const waitingFirst = report(waiting)
      const waitingSecond = report(waiting, { supersedes: waitingFirst.id })
      await bench.append(5, created(held), added(heldFirst), created(waiting), added(waitingFirst))
      await bench.append(6, added(heldSecond), added(waitingSecond))
      await bench.append(9, decided('incident.published', waiting.id))
      expect(await known(bench)).toEqual({ [heldSecond.id]: [8, null], [waitingSecond.id]: [9, null] })
      expect((await shown(bench, held)).reports.map(({ id }) => id)).toEqual([heldSecond.id])
    })

    test('not for what a correction superseded that was withdrawn before anybody could read it', async () => {
      const of = incident({ publicAfter: at(8) })
      const first = report(of)
      const second = report(of, { supersedes: first.id })
      await bench.append(5, created(of), added(first), added(second))
      await bench.append(6, decided('report.retracted', second.id))
      expect(await known(bench)).toEqual({ [first.id]: [8, null] })
    })

    test('for every report of a retracted incident, which is still shown as retracted', async () => {
      const of = incident()
      const [first, waiting] = [report(of), report(of, { reviewState: 'in_review' })]
      await bench.append(5, created(of), added(first), added(waiting))
      await bench.append(7, decided('incident.retracted', of.id, 'it was another day'))
      expect(await known(bench)).toEqual({ [first.id]: [5, 7] })
      expect(await reportsNow(bench)).toEqual([])
      expect((await bench.view(90).incidents(everything, page)).total).toBe(0)
      expect((await bench.view(90).incidents({ ...everything, knownAt: at(6) }, page)).rows).toMatchObject([{ id: of.id, reportCount: 1 }])
      expect((await bench.view(90).incidents({ ...everything, knownAt: at(7) }, page)).total).toBe(0)
      expect(await bench.view(90).bounds()).toBeNull()
      const { incident: row, reports, history } = await shown(bench, of)
      expect(row).toMatchObject({ reviewState: 'retracted', reportCount: 1, regions: ['UA-12'] })
      expect(reports).toMatchObject([{ id: first.id, reviewState: 'retracted' }])
      expect(history.map(({ verb }) => verb)).toEqual(['incident.created', 'report.added', 'incident.retracted'])
      expect(history.at(-1)?.reason).toBe('it was another day')
    })

    test('at the moment it began where the clock did not move between, and that is told', async () => {
      const of = incident()
      const first = report(of)
      await bench.append(5, created(of), added(first), decided('incident.retracted', of.id))
      expect(await known(bench)).toEqual({ [first.id]: [5, 5] })
      expect((await shown(bench, of)).incident.reviewState).toBe('retracted')
      expect(await reportsAt(bench, 5)).toEqual([])
    })
  })

  describe('an incident as it was known', () => {
    test('counts only the reports of then', async () => {
      const of = incident()
      await bench.append(5, created(of), added(report(of, { asOfAt: at(1) })))
      await bench.append(7, added(report(of, { asOfAt: at(6) })))
      const then = await bench.view(90).incidents({ ...everything, knownAt: at(6) }, page)
      expect(then.rows).toMatchObject([{ reportCount: 1, lastAsOf: { time: at(1) } }])
      const now = await bench.view(90).incidents(everything, page)
      expect(now.rows).toMatchObject([{ reportCount: 2, lastAsOf: { time: at(6) } }])
    })

    test('counts only the reports that had been published by then', async () => {
      const of = incident()
      await bench.append(
        7,
        created(of),
        added(report(of, { publishedBy: at(2) })),
        added(report(of, { publishedBy: at(4) })),
        added(report(of)),
      )
      const counts = async (by: number) =>
        (await bench.view(90).incidents({ ...everything, publishedBy: at(by) }, page)).rows[0]?.reportCount ?? null
      expect([await counts(1), await counts(2), await counts(4), await counts(7)]).toEqual([null, 1, 2, 3])
    })
  })
}
