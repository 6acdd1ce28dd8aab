import { ulid } from 'ulid'
import { describe, expect, test } from 'vitest'
import type { LedgerEvent, StoredIncident, StoredReport } from '@/lib/schema/ledger'
import { InvalidEvent, type ReviewedIncident } from '@/lib/store/store'
import type { Bench } from './contract'
import { added, at, contributor, copy, created, decided, editor, everything, incident, merged, report } from './factories'
import { everythingPublic } from './ledger-contract'

const page = { limit: 100 }
const admin = { role: 'admin', key: 'test-admin' } as const

/** Two public incidents with a report each, the second of which was merged into the first at 7. */
async function mergedPair(bench: Bench) {
  const [target, duplicate] = [incident(), incident({ title: 'The same again' })]
  const [first, second] = [report(target), report(duplicate)]
  const counterpart = copy(second, target)
  await bench.append(5, created(target), added(first))
  await bench.append(6, created(duplicate), added(second))
  await bench.append(7, ...merged(duplicate, target, [[second, counterpart]]))
  return { target, duplicate, first, second, counterpart }
}

const waiting = (changes: Partial<StoredIncident> = {}) => incident({ reviewState: 'in_review', ...changes })
const waitingReport = (of: StoredIncident, changes: Partial<StoredReport> = {}) => report(of, { reviewState: 'in_review', ...changes })

async function recordOf(bench: Bench, id: string): Promise<ReviewedIncident> {
  const found = await bench.store.editorView().record(id)
  if (found === null || 'takenDownAt' in found) throw new Error('no record')
  return found
}

const incidentsKnownAt = async (bench: Bench, hours: number) => {
  const { rows } = await bench.view(90).incidents({ ...everything, knownAt: at(hours) }, page)
  return Object.fromEntries(rows.map(({ id, reportCount }) => [id, reportCount]))
}

const queued = async (bench: Bench, limit = 100) => {
  const { waiting: found, total } = await bench.store.editorView().queue(limit)
  return { ids: found.map(({ of, report: which }) => which?.report.id ?? of.incident.id), total }
}

function mergeContract(bench: Bench): void {
  describe('a merged duplicate', () => {
    test('answers with what it was merged into, and so does each of its reports', async () => {
      const { target, duplicate, first, second, counterpart } = await mergedPair(bench)
      const whole = await bench.view(8).incident(target.id)
      expect(whole).toMatchObject({ incident: { id: target.id, reportCount: 2 } })
      expect(await bench.view(8).incident(duplicate.id)).toEqual(whole)
      expect(whole && 'reports' in whole && whole.reports.map(({ id }) => id).sort()).toEqual([first.id, counterpart.id].sort())
      const moved = await bench.view(8).report(counterpart.id)
      expect(moved).toMatchObject({ report: { id: counterpart.id, incident: target.id, reviewState: 'published' } })
      expect(await bench.view(8).report(second.id)).toEqual(moved)
    })

    test('is counted once at any time, and its past stays what it was', async () => {
      const { target, duplicate, second, counterpart } = await mergedPair(bench)
      expect(await incidentsKnownAt(bench, 6.9)).toEqual({ [target.id]: 1, [duplicate.id]: 1 })
      expect(await incidentsKnownAt(bench, 7)).toEqual({ [target.id]: 2 })
      const said = await bench.view(90).statements(everything)
      const spans = said.flatMap(({ report: id, knownFrom, knownUntil }) =>
        id === second.id || id === counterpart.id ? [[id, knownFrom, knownUntil]] : [],
      )
      expect(spans.sort()).toEqual(
        [
          [second.id, at(6), at(7)],
          [counterpart.id, at(7), null],
        ].sort(),
      )
      expect((await bench.view(90).incidents(everything, page)).rows.map(({ id }) => id)).toEqual([target.id])
      expect((await bench.view(8).holdings()).withheld).toMatchObject({ waiting: 0, retracted: 0, corrected: 0 })
    })

    test('leaves the time of each report’s recording, by which an undated one counts', async () => {
      const { counterpart } = await mergedPair(bench)
      const { rows } = await bench.view(90).observations({ ...everything, publishedBy: at(6.5) }, page)
      expect(rows.find((row) => row.report === counterpart.id)?.recordedAt).toBe(at(6))
    })

    test('is told in the history of the other, unless nobody ever read it', async () => {
      const { target, duplicate } = await mergedPair(bench)
      const unread = waiting()
      await bench.append(8, created(unread), ...merged(unread, target, []))
      const found = await bench.view(9).incident(target.id)
      const merges = found && 'history' in found ? found.history.filter(({ verb }) => verb === 'incident.merged') : []
      expect(merges).toMatchObject([{ subject: duplicate.id, reason: 'the same night', time: at(7) }])
      const forEditors = (await recordOf(bench, target.id)).history.filter(({ verb }) => verb === 'incident.merged')
      expect(forEditors.map(({ subject }) => subject)).toEqual([duplicate.id, unread.id])
    })

    test('of a duplicate answers from the last one', async () => {
      const [a, b, c] = [incident(), incident(), incident()]
      const said = report(a)
      const inB = copy(said, b)
      const inC = copy(inB, c)
      await bench.append(5, created(a), added(said), created(b), created(c))
      await bench.append(6, ...merged(a, b, [[said, inB]]))
      await bench.append(7, ...merged(b, c, [[inB, inC]]))
      for (const of of [a, b, c]) expect(await bench.view(8).incident(of.id)).toMatchObject({ incident: { id: c.id, reportCount: 1 } })
      for (const each of [said, inB, inC]) expect(await bench.view(8).report(each.id)).toMatchObject({ report: { id: inC.id } })
      expect(await bench.store.verify()).toMatchObject({ ok: true })
    })

    test('that waited brings what waits, and nothing of it is public before that is', async () => {
      const [target, duplicate] = [incident(), waiting()]
      const said = waitingReport(duplicate)
      const counterpart = copy(said, target)
      await bench.append(5, created(target), added(report(target)), created(duplicate), added(said))
      await bench.append(6, ...merged(duplicate, target, [[said, counterpart]]))
      expect(await bench.view(7).incident(duplicate.id)).toMatchObject({ incident: { id: target.id, reportCount: 1 } })
      expect(await bench.view(7).report(said.id)).toBeNull()
      expect(await queued(bench)).toEqual({ ids: [counterpart.id], total: 1 })
      await bench.append(8, decided('report.published', counterpart.id))
      expect(await bench.view(9).report(said.id)).toMatchObject({ report: { id: counterpart.id, recordedAt: at(5) } })
    })

    test('is no candidate for the duplicate rule', async () => {
      const { target, counterpart } = await mergedPair(bench)
      const found = await bench.store.reportsByUrl(at(8), counterpart.source.url)
      expect(found.map(({ incident: id }) => id)).toEqual([target.id])
    })

    test('goes with a takedown of the other: tombstones for each, and not a word', async () => {
      const secret = 'Zlatopil'
      const [target, duplicate] = [incident(), incident({ title: `Strike near ${secret}` })]
      const said = report(duplicate, { quote: `${secret} is dark` })
      const counterpart = copy(said, target)
      await bench.append(5, created(target), added(report(target)), created(duplicate), added(said))
      await bench.append(6, ...merged(duplicate, target, [[said, counterpart]], `${secret} twice`))
      await bench.store.write({ actor: editor, time: at(6) }, (tx) => tx.remember('key', 'hash', `{"id":"${duplicate.id}"}`))
      const hashes = await bench.ground.meddle('select seq, hash from ledger order by seq')
      const [row] = await bench.append(7, decided('incident.takenDown', target.id, 'safety'))
      expect(row).toMatchObject({ subject: target.id, verb: 'incident.takenDown' })
      for (const id of [target.id, duplicate.id, said.id, counterpart.id]) {
        const tombstone = { id, takenDownAt: at(7), reason: 'safety' }
        const [ofIncident, ofReport] = [await bench.view(8).incident(id), await bench.view(8).report(id)]
        expect(ofIncident ?? ofReport).toEqual(tombstone)
      }
      for (const table of ['ledger', 'incidents', 'reports', 'observations', 'idempotency']) {
        expect(JSON.stringify(await bench.ground.meddle(`select * from ${table}`))).not.toMatch(new RegExp(secret, 'i'))
      }
      expect(await bench.ground.meddle('select key from idempotency')).toEqual([])
      expect(await bench.ground.meddle('select seq, hash from ledger where seq < 7 order by seq')).toEqual(hashes)
      expect(await bench.store.verify()).toMatchObject({ ok: true, problem: null })
      expect(await bench.store.rebuild()).toMatchObject({ ok: true })
      expect(await bench.store.verify()).toMatchObject({ ok: true, problem: null })
    })

    test('comes out of a rebuild as it was', async () => {
      const { target, duplicate, first, second, counterpart } = await mergedPair(bench)
      const ids = [target, duplicate, first, second, counterpart].map(({ id }) => id)
      const before = await everythingPublic(bench, 8, ids)
      const forEditors = await recordOf(bench, target.id)
      expect(await bench.store.verify()).toMatchObject({ ok: true, problem: null })
      await bench.ground.meddle('update reports set merged_into = null')
      expect(await bench.store.verify()).toMatchObject({ ok: false })
      expect(await bench.store.rebuild()).toMatchObject({ ok: true })
      expect(await everythingPublic(bench, 8, ids)).toBe(before)
      expect(await recordOf(bench, target.id)).toEqual(forEditors)
    })

    test.each<[string, (pair: Awaited<ReturnType<typeof mergedPair>>, other: StoredIncident) => LedgerEvent[]]>([
      ['a merge of what was merged', ({ duplicate }, other) => merged(duplicate, other, [])],
      ['a merge into what was merged', ({ duplicate }, other) => merged(other, duplicate, [])],
      ['a merge into itself', (_, other) => merged(other, other, [])],
      ['a merge into nothing', (_, other) => merged(other, incident(), [])],
      ['a merge of what was retracted', (_, other) => [decided('incident.retracted', other.id), ...merged(other, incident(), [])]],
      ['a merge that takes another’s report', ({ target, first }, other) => merged(other, target, [[first, copy(first, target)]])],
      [
        'a merge that gives a report elsewhere',
        ({ target, second, duplicate }, other) => merged(other, target, [[second, copy(second, duplicate)]]),
      ],
      ['a decision about what was merged', ({ duplicate }) => [decided('incident.retracted', duplicate.id)]],
      ['a decision about a report of what was merged', ({ second }) => [decided('report.retracted', second.id)]],
      ['a report of what was merged', ({ duplicate }) => [added(report(duplicate))]],
      ['a takedown of what was merged alone', ({ duplicate }) => [decided('incident.takenDown', duplicate.id)]],
    ])('refuses %s', async (_, events) => {
      const pair = await mergedPair(bench)
      const other = incident()
      await bench.append(8, created(other))
      await expect(bench.append(9, ...events(pair, other))).rejects.toThrow(InvalidEvent)
      expect(await bench.store.verify()).toMatchObject({ ok: true, rows: 7 })
    })
  })
}

function queueContract(bench: Bench): void {
  describe('the queue', () => {
    test('holds what nobody has decided, the longest wait first', async () => {
      const [old, young, held] = [waiting(), waiting({ reviewState: 'draft' }), incident({ publicAfter: at(80) })]
      const [ofPublic, ofHeld] = [waitingReport(held), waitingReport(held)]
      await bench.append(5, created(held), added(report(held)))
      await bench.append(6, created(old), added(waitingReport(old)))
      await bench.append(7, added(ofPublic))
      await bench.append(8, created(young))
      await bench.append(9, added(ofHeld))
      expect(await queued(bench)).toEqual({ ids: [old.id, ofPublic.id, young.id, ofHeld.id], total: 4 })
      expect(await queued(bench, 2)).toEqual({ ids: [old.id, ofPublic.id], total: 4 })
    })

    test('holds nothing that was decided, merged, corrected, or whose incident was put away', async () => {
      const [target, rejected, retracted, taken, duplicate] = [incident(), waiting(), incident(), waiting(), waiting()]
      const [decidedOn, corrected] = [waitingReport(target), waitingReport(target)]
      await bench.append(5, created(target), added(report(target)), added(decidedOn), added(corrected))
      await bench.append(5, created(rejected), created(retracted), added(waitingReport(retracted)), created(taken), created(duplicate))
      expect((await queued(bench)).total).toBe(6)
      await bench.append(6, decided('incident.rejected', rejected.id), decided('incident.retracted', retracted.id))
      await bench.append(6, decided('incident.takenDown', taken.id), decided('report.rejected', decidedOn.id))
      await bench.append(6, added(report(target, { supersedes: corrected.id })), ...merged(duplicate, target, []))
      expect(await queued(bench)).toEqual({ ids: [], total: 0 })
    })

    test('gives back what a withdrawn correction had corrected, while nobody had read it', async () => {
      const held = incident({ publicAfter: at(80) })
      const said = waitingReport(held)
      const correction = report(held, { supersedes: said.id })
      await bench.append(5, created(held), added(said), added(correction))
      expect((await queued(bench)).ids).toEqual([])
      await bench.append(6, decided('report.retracted', correction.id))
      expect((await queued(bench)).ids).toEqual([said.id])
    })
  })

  describe('a record for editors', () => {
    test('is whole in every state, with who wrote it and every row about it', async () => {
      const of = waiting()
      const said = waitingReport(of)
      await bench.store.write({ actor: contributor, time: at(5) }, async (tx) => {
        await tx.append(created(of))
        await tx.append(added(said))
      })
      await bench.append(6, decided('report.rejected', said.id, 'not in the source'), decided('incident.rejected', of.id))
      const found = await recordOf(bench, of.id)
      expect(found).toMatchObject({
        incident: { ...of, reviewState: 'rejected' },
        recordedAt: at(5),
        writer: contributor,
        approvals: [],
        known: { from: null, until: null },
        mergedInto: null,
        reports: [{ report: { ...said, reviewState: 'rejected' }, writer: contributor, supersededBy: null }],
      })
      expect(found.history).toEqual([
        { seq: 1, time: at(5), actor: contributor, verb: 'incident.created', subject: of.id, reason: null },
        { seq: 2, time: at(5), actor: contributor, verb: 'report.added', subject: said.id, reason: null },
        { seq: 3, time: at(6), actor: editor, verb: 'report.rejected', subject: said.id, reason: 'not in the source' },
        { seq: 4, time: at(6), actor: editor, verb: 'incident.rejected', subject: of.id, reason: 'because' },
      ])
      expect(await bench.store.write({ actor: editor, time: at(7) }, (tx) => tx.reviewed(of.id))).toEqual(found)
    })

    test('is a tombstone once taken down, and nothing where there is none', async () => {
      const of = waiting()
      await bench.append(5, created(of), decided('incident.takenDown', of.id, 'rights'))
      expect(await bench.store.editorView().record(of.id)).toEqual({ id: of.id, takenDownAt: at(5), reason: 'rights' })
      expect(await bench.store.editorView().record(ulid())).toBeNull()
    })

    test('names each yes: one to the incident is one to what was in it by then', async () => {
      const of = waiting()
      const [early, late] = [waitingReport(of), waitingReport(of)]
      await bench.append(5, created(of), added(early), decided('incident.approved', of.id))
      await bench.append(6, added(late))
      await bench.store.write({ actor: admin, time: at(7) }, (tx) => tx.append(decided('report.approved', early.id)))
      const { approvals, reports } = await recordOf(bench, of.id)
      const first = { seq: 3, time: at(5), actor: editor }
      expect(approvals).toEqual([first])
      expect(reports.map((each) => each.approvals)).toEqual([[first, { seq: 5, time: at(7), actor: admin }], []])
      expect(await queued(bench)).toEqual({ ids: [of.id], total: 1 })
      expect(await bench.view(90).incident(of.id)).toBeNull()
    })

    test('names who wrote a report before its incident was merged', async () => {
      const [target, duplicate] = [incident(), waiting()]
      const said = waitingReport(duplicate)
      const counterpart = copy(said, target)
      await bench.append(5, created(target))
      await bench.store.write({ actor: contributor, time: at(6) }, async (tx) => {
        await tx.append(created(duplicate))
        await tx.append(added(said))
      })
      await bench.append(7, ...merged(duplicate, target, [[said, counterpart]]))
      expect((await recordOf(bench, target.id)).reports).toMatchObject([{ writer: contributor, recordedAt: at(6), mergedInto: null }])
      expect(await recordOf(bench, duplicate.id)).toMatchObject({ mergedInto: target.id, reports: [{ mergedInto: counterpart.id }] })
    })

    test.each([
      ['an incident that is published', (of: string) => decided('incident.approved', of)],
      ['a report that is published', (_: string, said: string) => decided('report.approved', said)],
      ['nothing', () => decided('incident.approved', ulid())],
    ])('takes no yes to %s', async (_, event) => {
      const of = incident()
      const said = report(of)
      await bench.append(5, created(of), added(said))
      await expect(bench.append(6, event(of.id, said.id))).rejects.toThrow(InvalidEvent)
    })
  })
}

export function reviewContract(bench: Bench): void {
  mergeContract(bench)
  queueContract(bench)
}
