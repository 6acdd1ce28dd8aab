import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ReviewRequest } from '@/lib/schema/review'
import { ServiceError } from '@/lib/service/errors'
import { getIncident } from '@/lib/service/get-incident'
import { getReviewRecord } from '@/lib/service/get-review-record'
import { listQueue } from '@/lib/service/list-queue'
import { at, everything } from '../store/factories'
import { embeddedGround, type MakeGround, postgresqlAnswers, TestDatabase } from '../store/ground'
import { contributorKey, editorA, editorB, ReviewWorld, reader } from './review-world'

const reason = 'read against the source'
const noUlid = '01ARZ3NDEKTSV4RRFFQ69G5FAV'

/** The name of the problem that a verb refuses with, or what it answers. */
async function outcome<T>(work: Promise<T>): Promise<T | string> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ServiceError) return error.problem
    throw error
  }
}

const publish = (rest: { report?: string; seenSeq?: number } = {}): ReviewRequest => ({ decision: 'publish', reason, ...rest })
const reject = (rest: { report?: string } = {}): ReviewRequest => ({ decision: 'reject', reason, ...rest })
const retract = (rest: { report?: string } = {}): ReviewRequest => ({ decision: 'retract', reason, ...rest })
const takedown: ReviewRequest = { decision: 'takedown', reason: 'safety' }
const merge = (into: string): ReviewRequest => ({ decision: 'merge', reason, into })

let world: ReviewWorld
const begin = async (env: Record<string, string> = {}) => {
  world = await ReviewWorld.open(embeddedGround, env)
}
afterEach(() => world.close())

/** Whether the public finds a word in what stands at an hour. */
async function isPublic(word: string, hours = world.hours): Promise<boolean> {
  const view = world.store.publicView(at(hours))
  const lists = [view.incidents(everything, { limit: 100 }), view.observations(everything, { limit: 100 })]
  return JSON.stringify(await Promise.all(lists)).includes(word)
}

/** Every word that anybody can be shown of an incident, its past included. */
async function everShown(id: string): Promise<string> {
  const view = world.store.publicView(at(world.hours))
  const reports = await world.reportsOf(id)
  return JSON.stringify(await Promise.all([view.incident(id), ...reports.map((report) => view.report(report))]))
}

describe('a decision about an incident', () => {
  beforeEach(() => begin())

  /** Incidents by the state they are in. */
  const states: Record<string, () => Promise<string>> = {
    waiting: () => world.create(reader),
    published: () => world.create(editorA),
    held: () => world.create(editorA, { kind: 'strike', startsAt: 9 }),
    async rejected() {
      const id = await world.create(reader)
      await world.review(editorA, id, reject())
      return id
    },
    async retracted() {
      const id = await world.create(editorA)
      await world.review(editorA, id, retract())
      return id
    },
    async merged() {
      const id = await world.create(reader)
      await world.review(editorA, id, merge(await world.create(editorA)))
      return id
    },
    async takenDown() {
      const id = await world.create(editorA)
      await world.review(editorA, id, takedown)
      return id
    },
    missing: async () => noUlid,
  }
  const put = 'published'
  const table: [string, Record<ReviewRequest['decision'], string | null>][] = [
    ['waiting', { publish: put, reject: 'rejected', retract: 'conflict', takedown: null, merge: put }],
    ['published', { publish: 'conflict', reject: 'conflict', retract: 'retracted', takedown: null, merge: put }],
    // Under hold it may only go where it is held as long.
    ['held', { publish: 'conflict', reject: 'conflict', retract: 'retracted', takedown: null, merge: 'invalid-record' }],
    ['rejected', { publish: 'conflict', reject: 'conflict', retract: 'conflict', takedown: null, merge: 'conflict' }],
    ['retracted', { publish: 'conflict', reject: 'conflict', retract: 'conflict', takedown: null, merge: 'conflict' }],
    ['merged', { publish: 'conflict', reject: 'conflict', retract: 'conflict', takedown: 'conflict', merge: 'conflict' }],
    ['takenDown', { publish: 'gone', reject: 'gone', retract: 'gone', takedown: 'gone', merge: 'gone' }],
    ['missing', { publish: 'not-found', reject: 'not-found', retract: 'not-found', takedown: 'not-found', merge: 'not-found' }],
  ]

  test.each(table)('that is %s', async (state, expected) => {
    for (const [decision, answer] of Object.entries(expected)) {
      const id = (await states[state]?.()) ?? ''
      const into = await world.create(editorA)
      const requests: Record<string, ReviewRequest> = {
        publish: publish(),
        reject: reject(),
        retract: retract(),
        takedown,
        merge: merge(into),
      }
      const request = requests[decision] ?? publish()
      const rows = (await world.store.verify()).rows
      const got = await outcome(world.review(editorA, id, request))
      if (typeof got === 'string') {
        expect([decision, got]).toEqual([decision, answer])
        expect((await world.store.verify()).rows).toBe(rows)
      } else {
        expect(got).toEqual({ id, decision, outcome: 'decided', reviewState: answer, seq: (await world.store.head())?.seq })
      }
    }
    expect(await world.store.verify()).toMatchObject({ ok: true, problem: null })
  })

  test.each([
    ['a reader', reader, 'unauthorised'],
    ['a contributor', contributorKey, 'forbidden'],
    ['an editor', editorA, 'decided'],
    ['an administrator', { role: 'admin', key: 'admin' } as const, 'decided'],
  ])('of %s', async (_, actor, expected) => {
    const id = await world.create(reader)
    const got = await outcome(world.review(actor, id, publish()))
    expect(typeof got === 'string' ? got : got.outcome).toBe(expected)
    // Nobody learns by it whether a record is there.
    if (expected !== 'decided') expect(await outcome(world.review(actor, noUlid, publish()))).toBe(expected)
    for (const asked of [listQueue(world.as(actor)), getReviewRecord(world.as(actor), id)]) {
      expect(typeof (await outcome<unknown>(asked))).toBe(expected === 'decided' ? 'object' : 'string')
    }
  })

  test('that changed since it was read is a conflict that tells what happened', async () => {
    const id = await world.create(reader)
    const seenSeq = (await getReviewRecord(world.as(editorA), id)).lastSeq
    world.hours = 11
    const later = await world.add(editorB, id)
    const refused = await world.review(editorA, id, publish({ seenSeq })).catch((error: unknown) => error)
    expect(refused).toMatchObject({
      problem: 'conflict',
      more: { happened: { verb: 'report.added', subject: later, time: at(11), role: 'editor' } },
    })
    const now = (await getReviewRecord(world.as(editorA), id)).lastSeq
    expect(await world.review(editorA, id, publish({ seenSeq: now }))).toMatchObject({ outcome: 'decided', reviewState: 'published' })
  })

  test('already taken is told to the one who comes later', async () => {
    const id = await world.create(reader)
    await world.review(editorA, id, reject())
    const refused = await world.review(editorB, id, publish()).catch((error: unknown) => error)
    expect(refused).toMatchObject({ problem: 'conflict', more: { happened: { verb: 'incident.rejected', reason, role: 'editor' } } })
  })

  test('sent again under its key answers the first result and decides nothing twice', async () => {
    const id = await world.create(reader)
    const first = await world.review(editorA, id, publish(), 'the key')
    await world.review(editorB, id, retract())
    expect(await world.review(editorA, id, publish(), 'the key')).toEqual(first)
    expect(await outcome(world.review(editorA, id, reject(), 'the key'))).toBe('conflict')
  })

  test('takes down with a class of reason, and what was sent for it is kept no longer', async () => {
    const id = await world.create(editorA, { word: 'Zlatopil' })
    await world.review(editorA, id, takedown, 'the key')
    expect(await outcome(getIncident(world.as(reader), id))).toBe('gone')
    expect(await world.store.publicView(at(11)).incident(id)).toEqual({ id, takenDownAt: at(10), reason: 'safety' })
    expect(JSON.stringify(await world.ground.meddle('select * from ledger'))).not.toContain('Zlatopil')
  })
})

describe('a publication', () => {
  beforeEach(() => begin())

  test('of an incident publishes what waits in it', async () => {
    const id = await world.create(reader, { word: 'dusk' }, world.report({ word: 'dawn' }))
    expect(await isPublic('dusk')).toBe(false)
    await world.review(editorA, id, publish())
    expect([await isPublic('dusk'), await isPublic('dawn')]).toEqual([true, true])
    expect((await listQueue(world.as(editorA))).total).toBe(0)
  })

  test('sets aside what the words were held for', async () => {
    const id = await world.create(editorA, { word: 'Trypilska TPP' })
    expect((await listQueue(world.as(editorA))).data).toMatchObject([{ id, report: null, reasons: ['facility'], writer: editorA }])
    await world.review(editorB, id, publish())
    expect(await isPublic('Trypilska TPP')).toBe(true)
  })

  test('is refused where no source suffices, however often it is asked', async () => {
    const id = await world.create(reader, { tier: 3 })
    for (const editor of [editorA, editorB]) expect(await outcome(world.review(editor, id, publish()))).toBe('invalid-record')
    expect((await listQueue(world.as(editorA))).data).toMatchObject([{ reasons: expect.arrayContaining(['tier']), tiers: [3] }])
    const better = await world.add(editorA, id, { tier: 1 })
    expect(await world.review(editorA, id, publish())).toMatchObject({ outcome: 'decided' })
    expect(await world.reportsOf(id)).toContain(better)
  })

  test('is refused where every report was rejected', async () => {
    const id = await world.create(reader)
    const [only = ''] = await world.reportsOf(id)
    await world.review(editorA, id, reject({ report: only }))
    expect(await outcome(world.review(editorA, id, publish()))).toBe('invalid-record')
  })

  test('under hold takes effect when the hold ends, with no further write', async () => {
    const id = await world.create(reader, { kind: 'strike', startsAt: 9, word: 'sirens' })
    expect(await world.review(editorA, id, publish())).toMatchObject({ reviewState: 'published' })
    const { publicAfter } = (await world.record(id)).incident
    expect(Date.parse(publicAfter)).toBeGreaterThan(Date.parse(at(12)))
    expect([await isPublic('sirens', 11), await isPublic('sirens', 13.01)]).toEqual([false, true])
  })

  test('never publishes the words that a correction has put right before', async () => {
    const id = await world.create(reader, { word: 'wrongly' })
    const [wrong = ''] = await world.reportsOf(id)
    const right = await world.add(editorA, id, { word: 'rightly', supersedes: wrong })
    await world.review(editorA, id, publish())
    expect([await isPublic('Quote wrongly'), await isPublic('Quote rightly')]).toEqual([false, true])
    expect(await everShown(id)).not.toContain('Quote wrongly')
    expect(await outcome(world.review(editorA, id, publish({ report: wrong })))).toBe('conflict')
    expect((await listQueue(world.as(editorA))).total).toBe(0)
    expect((await world.record(id)).reports.map(({ report, supersededBy }) => [report.id, supersededBy])).toEqual([
      [wrong, right],
      [right, null],
    ])
  })

  test('of a correction that waits with what it corrects publishes it alone', async () => {
    const id = await world.create(reader, { word: 'first' })
    const [first = ''] = await world.reportsOf(id)
    const second = await world.add(editorA, id, { word: 'near Trypilska TPP', supersedes: first })
    const third = await world.add(editorA, id, { word: 'third', supersedes: second })
    await world.review(editorA, id, publish())
    expect(await everShown(id)).not.toMatch(/Quote (first|near)/)
    expect((await world.record(id)).reports.find(({ report }) => report.id === third)?.report.reviewState).toBe('published')
  })

  test('of a report in a public incident; a correction by an editor shows at once and the old one stays to be read', async () => {
    const id = await world.create(editorA, { word: 'before', value: 67 })
    const [wrong = ''] = await world.reportsOf(id)
    const offered = await world.add(reader, id, { word: 'offered' })
    expect((await listQueue(world.as(editorA))).data).toMatchObject([{ id, report: offered, reasons: ['contributor'], writer: reader }])
    await world.review(editorA, id, publish({ report: offered }))
    expect(await isPublic('offered')).toBe(true)
    world.hours = 11
    const right = await world.add(editorB, id, { word: 'after', value: 67_000, supersedes: wrong })
    expect([await isPublic('Quote before'), await isPublic('Quote after')]).toEqual([false, true])
    const { reports } = await getIncident(world.as(reader), id)
    expect(reports.find((each) => each.id === wrong)).toMatchObject({ reviewState: 'corrected', supersededBy: right })
  })

  test('of a report is refused where it would leave none whose source suffices', async () => {
    const id = await world.create(editorA, { tier: 1 })
    const [good = ''] = await world.reportsOf(id)
    const poor = await world.add(reader, id, { tier: 3, supersedes: good })
    expect(await outcome(world.review(editorA, id, publish({ report: poor })))).toBe('invalid-record')
    const beside = await world.add(reader, id, { tier: 3 })
    expect(await world.review(editorA, id, publish({ report: beside }))).toMatchObject({ outcome: 'decided' })
  })
})

describe('a decision about a report', () => {
  beforeEach(() => begin())

  const table: [string, (id: string) => Promise<string>, string[]][] = [
    ['waits', (id) => world.add(reader, id), ['published', 'rejected', 'conflict']],
    ['is published', (id) => world.add(editorA, id), ['conflict', 'conflict', 'retracted']],
    [
      'was rejected',
      async (id) => {
        const report = await world.add(reader, id)
        await world.review(editorA, id, reject({ report }))
        return report
      },
      ['conflict', 'conflict', 'conflict'],
    ],
    [
      'was retracted',
      async (id) => {
        const report = await world.add(editorA, id)
        await world.review(editorA, id, retract({ report }))
        return report
      },
      ['conflict', 'conflict', 'conflict'],
    ],
    [
      'is another incident’s',
      async () => (await world.reportsOf(await world.create(editorA)))[0] ?? '',
      ['not-found', 'not-found', 'not-found'],
    ],
  ]
  test.each(table)('that %s', async (_, make, expected) => {
    for (const incidentState of ['published', 'waiting']) {
      const answers = []
      for (const decide of [publish, reject, retract]) {
        // In one that waits, only an editor may add.
        const id = incidentState === 'published' ? await world.create(editorA) : await world.create(editorA, { word: 'Trypilska TPP' })
        const report = await make(id).catch(() => null)
        if (report === null) continue
        const got = await outcome(world.review(editorA, id, decide({ report })))
        answers.push(typeof got === 'string' ? got : got.reviewState)
      }
      if (answers.length > 0) expect(answers).toEqual(expected)
    }
  })

  test('that alone suffices as a source cannot be taken back from under the others', async () => {
    const id = await world.create(editorA, { tier: 1 })
    const [official = ''] = await world.reportsOf(id)
    const rumour = await world.add(editorA, id, { tier: 3 })
    expect(await outcome(world.review(editorA, id, retract({ report: official })))).toBe('invalid-record')
    for (const report of [rumour, official])
      expect(await world.review(editorA, id, retract({ report }))).toMatchObject({ reviewState: 'retracted' })
  })

  test.each(['rejected', 'retracted'])('of an incident that was %s is refused', async (state) => {
    const id = await world.create(state === 'rejected' ? reader : editorA)
    const [report = ''] = await world.reportsOf(id)
    await world.review(editorA, id, state === 'rejected' ? reject() : retract())
    for (const decide of [publish, reject, retract]) expect(await outcome(world.review(editorA, id, decide({ report })))).toBe('conflict')
  })
})

describe('a merge', () => {
  beforeEach(() => begin())

  test('brings the reports along, corrections with what they corrected, and leaves what was put away', async () => {
    const into = await world.create(editorA, { word: 'target' })
    const id = await world.create(editorA, { word: 'slip' })
    const [slip = ''] = await world.reportsOf(id)
    const right = await world.add(editorA, id, { word: 'right', supersedes: slip })
    const gone = await world.add(editorA, id, { word: 'withdrawn' })
    await world.review(editorA, id, retract({ report: gone }))
    const offered = await world.add(reader, id, { word: 'offered' })
    const refused = await world.add(reader, id, { word: 'refused' })
    await world.review(editorA, id, reject({ report: refused }))
    world.hours = 11
    expect(await world.review(editorA, id, merge(into))).toMatchObject({ id, outcome: 'decided', reviewState: 'published' })
    const { reports } = await world.record(into)
    expect(reports.map(({ report, writer }) => [report.quote, report.reviewState, writer.role])).toEqual([
      ['Quote target', 'published', 'editor'],
      ['Quote slip', 'published', 'editor'],
      ['Quote right', 'published', 'editor'],
      ['Quote offered', 'in_review', 'contributor'],
    ])
    expect(new Set(reports.flatMap(({ report }) => report.observations.map((observation) => observation.id))).size).toBe(4)
    const answered = await getIncident(world.as(reader), id)
    expect(answered).toEqual(await getIncident(world.as(reader), into))
    expect(answered.reports.map(({ quote, reviewState }) => [quote, reviewState]).sort()).toEqual([
      ['Quote right', 'published'],
      ['Quote slip', 'corrected'],
      ['Quote target', 'published'],
    ])
    const view = world.store.publicView(at(11))
    expect(await view.report(right)).toMatchObject({ report: { quote: 'Quote right', incident: into } })
    expect(await view.report(gone)).toMatchObject({ report: { reviewState: 'retracted' } })
    expect(await view.report(offered)).toBeNull()
    expect((await listQueue(world.as(editorB))).data).toMatchObject([{ id: into, reasons: ['contributor'], writer: reader }])
    expect(await world.store.verify()).toMatchObject({ ok: true, problem: null })
  })

  test('publishes nothing: what was published in an incident that waited waits in the other', async () => {
    const into = await world.create(editorA)
    const id = await world.create(editorA, { word: 'Trypilska TPP', tier: 1 }, world.report({ word: 'harmless' }))
    expect((await world.record(id)).reports.map(({ report }) => report.reviewState)).toContain('published')
    await world.review(editorA, id, merge(into))
    expect(await isPublic('harmless')).toBe(false)
  })

  test.each([
    ['itself', 'intoSame', async (id: string) => id],
    ['nothing', 'intoUnknown', async () => noUlid],
    ['what was taken down', 'intoUnknown', async () => (await world.review(editorA, await world.create(editorA), takedown)).id],
    ['what was rejected', 'intoEnded', async () => (await world.review(editorA, await world.create(reader), reject())).id],
    ['what was retracted', 'intoEnded', async () => (await world.review(editorA, await world.create(editorA), retract())).id],
    [
      'what was merged',
      'intoMerged',
      async () => (await world.review(editorA, await world.create(reader), merge(await world.create(editorA)))).id,
    ],
    ['what waits, while it is public', 'intoOtherWay', () => world.create(reader)],
    ['what is under hold, while it is public', 'intoOtherWay', () => world.create(editorA, { kind: 'strike', startsAt: 9 })],
  ])('into %s is refused, and it is said which of the refusals it is', async (_, why, target) => {
    const id = await world.create(editorA)
    const into = await target(id)
    await expect(world.review(editorA, id, merge(into))).rejects.toMatchObject({ problem: 'invalid-record', more: { why } })
  })

  test('keeps both ids for writers, too: a report to the duplicate is one to the other', async () => {
    const into = await world.create(editorA)
    const id = await world.create(editorA)
    const [old = ''] = await world.reportsOf(id)
    await world.review(editorA, id, merge(into))
    const correction = await world.add(editorA, id, { supersedes: old })
    expect(await world.reportsOf(into)).toContain(correction)
    const copied = (await world.record(into)).reports.find(({ supersededBy }) => supersededBy === correction)
    expect(copied).toBeDefined()
  })
})

describe('where two editors are needed', () => {
  beforeEach(() => begin({ REVIEWERS_REQUIRED: '2' }))

  test('an editor’s own record waits for another editor, whose yes publishes it', async () => {
    const id = await world.create(editorA, { word: 'lamps' })
    expect((await listQueue(world.as(editorB))).data).toMatchObject([{ id, reasons: ['secondEditor'] }])
    expect(await outcome(world.review(editorA, id, publish()))).toBe('conflict')
    expect(await isPublic('lamps')).toBe(false)
    expect(await world.review(editorB, id, publish())).toMatchObject({ outcome: 'decided', reviewState: 'published' })
    expect(await isPublic('lamps')).toBe(true)
  })

  test('a reader’s record takes two, of different keys', async () => {
    const id = await world.create(reader, { word: 'lamps' })
    expect(await world.review(editorA, id, publish())).toMatchObject({ outcome: 'approved', reviewState: 'in_review' })
    expect((await listQueue(world.as(editorB))).data).toMatchObject([{ id, approvals: [{ actor: editorA }] }])
    await expect(world.review(editorA, id, publish())).rejects.toMatchObject({ problem: 'conflict', more: { why: 'agreed' } })
    expect(await isPublic('lamps')).toBe(false)
    expect(await world.review(editorB, id, publish())).toMatchObject({ outcome: 'decided' })
    expect(await isPublic('lamps')).toBe(true)
  })

  test('a yes does not reach what was added after it', async () => {
    const id = await world.create(reader)
    await world.review(editorA, id, publish())
    await world.add(editorB, id, { word: 'later' })
    // Of the incident it is the second yes, of the later report the writer's own once more.
    expect(await world.review(editorB, id, publish())).toMatchObject({ outcome: 'approved' })
    expect(await outcome(world.review(editorB, id, publish()))).toBe('conflict')
    expect(await world.review(editorA, id, publish())).toMatchObject({ outcome: 'decided' })
    expect(await isPublic('later')).toBe(true)
  })

  test('a report takes two as well, and a correction by an editor waits for the other', async () => {
    const id = await world.create(editorA)
    await world.review(editorB, id, publish())
    const [wrong = ''] = await world.reportsOf(id)
    const right = await world.add(editorA, id, { supersedes: wrong, word: 'corrected' })
    expect(await isPublic('corrected')).toBe(false)
    expect(await outcome(world.review(editorA, id, publish({ report: right })))).toBe('conflict')
    expect(await world.review(editorB, id, publish({ report: right }))).toMatchObject({ outcome: 'decided' })
    const offered = await world.add(reader, id)
    expect(await world.review(editorA, id, publish({ report: offered }))).toMatchObject({ outcome: 'approved' })
    expect(await world.review(editorB, id, publish({ report: offered }))).toMatchObject({ outcome: 'decided' })
  })

  test('one is enough to reject, to retract and to take down', async () => {
    expect(await world.review(editorA, await world.create(reader), reject())).toMatchObject({ outcome: 'decided' })
    expect(await world.review(editorA, await world.create(reader), takedown)).toMatchObject({ outcome: 'decided' })
  })
})

describe('a record under review', () => {
  beforeEach(() => begin())

  test('tells what its publication would change, beside what is public', async () => {
    await world.create(editorA, { value: 1000 })
    const id = await world.create(reader, { value: 5000 })
    const { impact, reports, asOf, isPublic: shown } = await getReviewRecord(world.as(editorA), id)
    expect([shown, reports.map((report) => report.isPublic), asOf]).toEqual([false, [false], at(1.999_999_722)])
    expect(impact.map(({ before, after }) => [before.region, before.high, after.high])).toEqual([['UA-12', 1000, 6000]])
    await world.review(editorA, id, publish())
    const after = await getReviewRecord(world.as(editorA), id)
    expect([after.isPublic, after.reports.map((report) => report.isPublic), after.impact]).toEqual([true, [true], []])
  })

  test('tells a correction as taking the place of what it corrects', async () => {
    const id = await world.create(editorA, { value: 67 })
    const [wrong = ''] = await world.reportsOf(id)
    await world.add(reader, id, { value: 67_000, supersedes: wrong })
    const { impact } = await getReviewRecord(world.as(editorA), id)
    expect(impact.map(({ before, after }) => [before.best, after.best, after.low])).toEqual([[67, 67_000, 67_000]])
  })
})

const silent = !(await postgresqlAnswers('two editors deciding at once on PostgreSQL'))
const database = new TestDatabase()
beforeAll(() => (silent ? undefined : database.create()))
afterAll(() => (silent ? undefined : database.drop()))
const engines: [string, MakeGround][] = [
  ['the embedded store', embeddedGround],
  ...(silent ? [] : [['PostgreSQL', database.ground] as [string, MakeGround]]),
]

describe.each(engines)('two editors deciding at once, on %s', (_, makeGround) => {
  beforeEach(async () => {
    world = await ReviewWorld.open(makeGround)
  })

  test.each<[string, ReviewRequest, ReviewRequest]>([
    ['publish and publish', publish(), publish()],
    ['publish and reject', publish(), reject()],
    ['reject and reject', reject(), reject()],
  ])('%s: one wins, the other is told', async (_pair, one, other) => {
    const id = await world.create(reader)
    const got = await Promise.allSettled([world.review(editorA, id, one), world.review(editorB, id, other)])
    expect(got.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = got.find((each) => each.status === 'rejected')
    expect(lost?.reason).toMatchObject({ problem: 'conflict', more: { happened: { subject: id } } })
    expect(await world.store.verify()).toMatchObject({ ok: true, problem: null })
  })
})
