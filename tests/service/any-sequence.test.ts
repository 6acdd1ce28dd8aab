import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ImpactQuery } from '@/lib/schema/query'
import type { ReviewRequest } from '@/lib/schema/review'
import { ServiceError } from '@/lib/service/errors'
import { getImpact } from '@/lib/service/get-impact'
import { listed } from '../store/changes-contract'
import { at, everything } from '../store/factories'
import { embeddedGround } from '../store/ground'
import { Mirror } from '../store/mirror'
import { contributorKey, editorA, editorB, ReviewWorld, reader } from './review-world'

const actors = [reader, contributorKey, editorA, editorB]
const index = fc.nat(7)
const anyone = fc.constantFrom(...actors)
const told = fc.record({
  kind: fc.constantFrom('strike' as const, 'technical' as const),
  tier: fc.constantFrom(1 as const, 2 as const, 3 as const),
  startsAt: fc.nat(12),
  value: fc.integer({ min: 1, max: 9000 }),
})
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant('create' as const), who: anyone, told }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('report' as const), who: anyone, of: index, corrects: fc.option(index), told }) },
  {
    weight: 9,
    arbitrary: fc.record({
      what: fc.constant('review' as const),
      who: fc.constantFrom(editorA, editorB),
      of: index,
      choice: fc.nat(11),
      report: fc.option(index, { freq: 2 }),
      into: index,
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Steps, each after a while: none, so that several share a time, minutes, or hours, so that holds end. */
const sequences = fc.array(fc.tuple(step, fc.constantFrom(0, 0.1, 1, 3)), { minLength: 6, maxLength: 16, size: 'max' })

const taken = new Map<string, number>()
const count = (what: string): void => {
  taken.set(what, (taken.get(what) ?? 0) + 1)
}

const of = <T>(list: readonly T[], i: number): T | undefined => list[i % list.length]

/** Every report there is in an incident; none where it was taken down. */
const reportsIn = (world: ReviewWorld, id: string) => world.reportsOf(id).catch(() => [])

/** What editors do with a record of a state, the likely first; beside it now and then what does not fit. */
const decisions = {
  in_review: ['publish', 'publish', 'publish', 'merge', 'merge', 'reject'],
  published: ['merge', 'merge', 'merge', 'retract', 'retract', 'publish'],
} as const

async function requestOf(
  world: ReviewWorld,
  { choice, report: nth, into }: Extract<Step, { what: 'review' }>,
  id: string,
  ids: readonly string[],
): Promise<ReviewRequest> {
  const reason = 'because'
  if (choice === 11) return { decision: 'takedown', reason: 'safety' }
  const record = await world.record(id).catch(() => null)
  const report = nth === null ? undefined : of(record?.reports ?? [], nth)?.report
  const state = (report ?? record?.incident)?.reviewState
  const decision = of(decisions[state === 'published' ? state : 'in_review'], choice) ?? 'publish'
  if (decision === 'merge') {
    const others = ids.filter((other) => other !== id)
    return { decision, reason, into: of(others, into) ?? id }
  }
  return { decision, reason, ...(report && { report: report.id }) }
}

/** Does one step by the verbs; a refusal is an answer, anything else thrown a fault. */
async function take(world: ReviewWorld, said: Step, ids: string[]): Promise<void> {
  try {
    if (said.what === 'create') {
      ids.push(await world.create(said.who, said.told))
      return count('create')
    }
    const id = of(ids, said.of)
    if (id === undefined) return
    if (said.what === 'report') {
      const supersedes = said.corrects === null ? undefined : of(await reportsIn(world, id), said.corrects)
      await world.add(said.who, id, { ...said.told, ...(supersedes !== undefined && { supersedes }) })
      return count(supersedes === undefined ? 'report' : 'correction')
    }
    const { decision, outcome } = await world.review(said.who, id, await requestOf(world, said, id, ids))
    count(outcome === 'approved' ? 'approve' : decision)
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    count('refused')
  }
}

const page = { limit: 1000 }
const impactQuery = ImpactQuery.parse({ unit: 'connections' })

/** What the public reads as standing, as it was known at a time; live where that is now. */
async function standing(world: ReviewWorld, hours: number, now: number) {
  const isLive = hours === now
  world.hours = now
  const view = world.store.publicView(at(now))
  const filter = isLive ? everything : { ...everything, knownAt: at(hours) }
  const incidents = (await view.incidents(filter, page)).rows
  const observations = (await view.observations(filter, page)).rows
  const stood = (await view.statements(filter)).filter(({ knownFrom, knownUntil }) => {
    const [from, until] = [knownFrom <= at(hours), knownUntil === null || knownUntil > at(hours)]
    return from && until
  })
  const statements = stood.map(({ knownUntil: _until, ...statement }) => statement)
  const moments = { asOf: at(hours), ...(!isLive && { knownAt: at(hours) }) }
  const { data, totals } = await getImpact(world.as(reader), { ...impactQuery, ...moments })
  return { incidents, observations, statements, impact: { data: data.filter(({ basis }) => basis.length > 0), totals } }
}
type Standing = Awaited<ReturnType<typeof standing>>

/** Without what was taken down since: that is gone from the past as well. */
function without(gone: ReadonlySet<string>, { incidents, observations, statements, impact }: Standing) {
  const stays = ({ incident }: { incident: string }) => !gone.has(incident)
  return {
    incidents: incidents.filter(({ id }) => !gone.has(id)),
    observations: observations.filter(stays),
    statements: statements.filter(stays),
    impact: gone.size === 0 ? impact : null,
  }
}

async function everyAnswer(world: ReviewWorld, ids: readonly string[], now: number) {
  const view = world.store.publicView(at(now))
  const editors = world.store.editorView()
  const reports = (await Promise.all(ids.map((id) => reportsIn(world, id)))).flat()
  return Promise.all([
    view.statements(everything),
    view.holdings(),
    editors.queue(100),
    ...ids.map((id) => view.incident(id)),
    ...ids.map((id) => editors.record(id)),
    ...reports.map((id) => view.report(id)),
  ])
}

/** How long a page of the changes is that a copy asks for after each step; 0 where it does not ask. */
const polling = fc.array(fc.nat(4), { minLength: 1, maxLength: 7 })

/** That a copy which was kept by the changes alone, and one that begins now, are what the lists answer. */
async function copiesAreWhole({ store }: ReviewWorld, kept: Mirror, hours: number): Promise<void> {
  const fresh = new Mirror()
  for (const copy of [kept, fresh]) await copy.drain(store, at(hours), copy === kept ? 2 : 1000)
  const standing = await listed(store, hours)
  expect(kept.incidents).toEqual(standing)
  expect(fresh.incidents).toEqual(standing)
}

async function holds(world: ReviewWorld, said: readonly [Step, number][], polls: readonly number[]): Promise<void> {
  const ids = [await world.create(editorA), await world.create(reader), await world.create(editorB)]
  const live = new Map<number, Standing>()
  const mirror = new Mirror()
  let hours = 10
  for (const [i, [each, later]] of said.entries()) {
    // In thousandths of an hour, which an instant can tell apart.
    hours = Math.round((hours + later) * 1000) / 1000
    world.hours = hours
    await take(world, each, ids)
    const seen = await standing(world, hours, hours)
    live.set(hours, seen)
    const limit = polls[i % polls.length] ?? 0
    if (limit > 0) await mirror.poll(world.store, at(hours), limit)
    // A duplicate stands nowhere beside what it was merged into.
    const records = await Promise.all(ids.map((id) => world.store.editorView().record(id)))
    const merged = records.flatMap((found) => (found && 'mergedInto' in found && found.mergedInto !== null ? [found.incident.id] : []))
    expect(seen.incidents.filter(({ id }) => merged.includes(id))).toEqual([])
  }
  await copiesAreWhole(world, mirror, hours)
  const end = hours + 100
  await copiesAreWhole(world, mirror, end)
  const tombstones = await Promise.all(ids.map((id) => world.store.editorView().record(id)))
  const gone = new Set(tombstones.flatMap((found) => (found && 'takenDownAt' in found ? [found.id] : [])))
  for (const [then, seen] of live) {
    expect(without(gone, await standing(world, then, end))).toEqual(without(gone, seen))
  }
  expect(await world.store.verify()).toMatchObject({ ok: true, problem: null })
  const before = await everyAnswer(world, ids, end)
  expect(await world.store.rebuild()).toMatchObject({ ok: true, problem: null })
  expect(await everyAnswer(world, ids, end)).toEqual(before)
  expect(await world.store.verify()).toMatchObject({ ok: true, problem: null })
}

describe('whatever is created, reported, corrected and decided', () => {
  test.each([
    ['one editor', '1', 14],
    ['two', '2', 7],
  ])(
    'the ledger verifies, a rebuild changes nothing, the past is what was read then, and a copy by the changes is whole: by %s',
    async (_, REVIEWERS_REQUIRED, numRuns) => {
      const property = fc.asyncProperty(sequences, polling, async (said, polls) => {
        const world = await ReviewWorld.open(embeddedGround, { REVIEWERS_REQUIRED })
        try {
          await holds(world, said, polls)
        } finally {
          await world.close()
        }
      })
      await fc.assert(property, { numRuns, interruptAfterTimeLimit: 30_000 })
    },
  )

  test('was no idle talk: steps of the kinds that matter were taken', () => {
    const kinds = ['create', 'correction', 'publish', 'merge', 'refused']
    expect(kinds.filter((kind) => !taken.has(kind))).toEqual([])
  })
})
