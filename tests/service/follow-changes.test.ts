import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import type { AnnouncedChange } from '@/lib/schema/change'
import type { Told } from '@/lib/service/changes-watch'
import { followChanges, heartbeat } from '@/lib/service/follow-changes'
import { openStore } from '@/lib/store/open'
import { type Store, StoreUnavailable } from '@/lib/store/store'
import { added, at, contributor, created, editor, incident, report } from '../store/factories'
import { embeddedGround, type Ground, type MakeGround, postgresqlAnswers, TestDatabase } from '../store/ground'
import { play, steps } from '../store/random-ledger'

const settings = readSettings({})

/** Somebody who follows a store, and goes away and comes back with what they had last. */
class Follower {
  readonly had: AnnouncedChange[] = []
  #left = new AbortController()
  #told: AsyncGenerator<readonly Told[]> | null = null
  #unread: Told[] = []
  #place: string | undefined

  constructor(
    readonly store: Store,
    readonly clock: () => string,
  ) {}

  async come(since = this.#place): Promise<this> {
    this.#left = new AbortController()
    this.#unread = []
    this.#told = await followChanges({ store: this.store, clock: this.clock, settings }, { since, signal: this.#left.signal })
    // The first thing told is the place, so that who leaves before any entry comes back to it.
    await this.#next()
    return this
  }

  leave(): void {
    this.#left.abort()
  }

  /** Waits for so many entries. */
  async take(count: number): Promise<void> {
    for (const wanted = this.had.length + count; this.had.length < wanted; ) await this.#next()
  }

  /** One at a time, so that a break may come in the middle of what is told at once. */
  async #next(): Promise<void> {
    while (this.#unread.length === 0) {
      const { value, done } = (await this.#told?.next()) ?? { value: undefined, done: true }
      if (done || !value) throw new Error('the stream ended')
      this.#unread.push(...value)
    }
    const event = this.#unread.shift()
    this.#place = event?.id ?? this.#place
    if (event?.data) this.had.push(event.data)
  }
}

/** Everything that the changes hold from a cursor on, as it stands; and the cursor behind it. */
async function rest(store: Store, now: string, since: string): Promise<{ rows: AnnouncedChange[]; end: string }> {
  const rows: AnnouncedChange[] = []
  for (let place = since; ; ) {
    const page = await store.publicView(now).changes({ limit: 3, since: place })
    rows.push(...page.rows.map(({ data: _, ...entry }) => entry))
    if (page.next === place) return { rows, end: place }
    place = page.next
  }
}

const keyOf = ({ cursor: _, ...entry }: AnnouncedChange) => entry
/** A write of which nobody may know. */
const writeUnseen = (store: Store, hours: number) =>
  store.write({ actor: contributor, time: at(hours) }, (tx) => tx.append(created(incident({ reviewState: 'in_review' }))))

/** What every engine must do alike. */
function followingContract(name: string, makeGround: MakeGround, numRuns: number): void {
  describe(name, () => {
    let ground: Ground
    let store: Store
    const begin = async () => {
      ground = await makeGround()
      store = await openStore(ground.settings)
    }
    const end = async () => {
      await store.close()
      await ground.remove()
    }
    beforeEach(begin)
    afterEach(end)

    test('who goes on from what they had last, wherever they stopped, gets exactly the rest', async () => {
      const property = fc.asyncProperty(steps, fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }), async (said, leaves) => {
        await end()
        await begin()
        let hours = 0
        const clock = () => at(hours)
        const [steady, restless] = [await new Follower(store, clock).come(), await new Follower(store, clock).come()]
        let place = await store.publicView(clock()).changesEnd()
        // At the end every hold is over.
        const moments = [...said.map((step) => ({ at: step.hours, said: [step] })), { at: 60, said: [] }]
        for (const [i, moment] of moments.entries()) {
          hours = moment.at
          if (leaves[i % leaves.length]) restless.leave()
          await play(store, moment.said)
          await writeUnseen(store, hours)
          if (leaves[i % leaves.length]) await restless.come()
          const { rows, end: behind } = await rest(store, clock(), place)
          place = behind
          // Half of it before a break in the middle of a page, and the rest after.
          const half = Math.floor(rows.length / 2)
          await steady.take(rows.length)
          await restless.take(half)
          restless.leave()
          await restless.come()
          await restless.take(rows.length - half)
          expect(steady.had.slice(steady.had.length - rows.length).map(keyOf)).toEqual(rows.map(keyOf))
          expect(restless.had.map(keyOf)).toEqual(steady.had.map(keyOf))
        }
        for (const { cursor } of steady.had) {
          const { rows } = await rest(store, clock(), cursor)
          const late = await new Follower(store, clock).come(cursor)
          await late.take(rows.length)
          expect(late.had.map(keyOf)).toEqual(rows.map(keyOf))
          late.leave()
        }
        steady.leave()
        restless.leave()
      })
      await fc.assert(property, { numRuns })
    })

    test('a cursor of another ledger is refused', async () => {
      const foreign = Buffer.from(JSON.stringify(['c', 99, '', null])).toString('base64url')
      await expect(new Follower(store, () => at(9)).come(foreign)).rejects.toMatchObject({ problem: 'invalid-parameter' })
    })
  })
}

followingContract('following the embedded store', embeddedGround, 25)

const silent = !(await postgresqlAnswers('following PostgreSQL'))
describe.skipIf(silent)('PostgreSQL', () => {
  const database = new TestDatabase()
  beforeAll(database.create)
  afterAll(database.drop)
  followingContract('following the PostgreSQL store', database.ground, 6)

  test('what one server writes is told by the others, also after a break of their line', async () => {
    const ground = await database.ground()
    const [writer, reader] = await Promise.all([openStore(ground.settings), openStore(ground.settings)])
    const follower = await new Follower(reader, () => at(9)).come()
    const publish = async () => {
      const of = incident()
      await writer.write({ actor: editor, time: at(5) }, async (tx) => [await tx.append(created(of)), await tx.append(added(report(of)))])
      return of.id
    }
    const first = await publish()
    await follower.take(2)
    await ground.meddle(
      `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'outage-ledger listener' and datname = current_database()`,
    )
    const second = await publish()
    await follower.take(2)
    expect(follower.had.map((entry) => entry.incident)).toEqual([first, first, second, second])
    follower.leave()
    await Promise.all([writer.close(), reader.close()])
    await ground.remove()
  })
})

describe('as time passes', () => {
  const second = 1000
  let ground: Ground
  let store: Store
  let told: Told[]
  let left: AbortController
  const clock = () => new Date().toISOString()
  beforeEach(async () => {
    vi.useFakeTimers({ now: Date.parse(at(5)) })
    ground = await embeddedGround()
    store = await openStore(ground.settings)
    told = []
    left = new AbortController()
    const events = await followChanges({ store, clock, settings }, { since: undefined, signal: left.signal })
    void (async () => {
      for await (const some of events) told.push(...some)
    })()
    await vi.advanceTimersByTimeAsync(0)
  })
  afterEach(async () => {
    left.abort()
    vi.useRealTimers()
    await store.close()
    await ground.remove()
  })
  const announced = () => told.flatMap(({ data }) => data ?? [])
  const beats = () => told.filter((event) => event.id === undefined).length
  const write = (of: ReturnType<typeof incident>) =>
    store.write({ actor: editor, time: clock() }, async (tx) => [await tx.append(created(of)), await tx.append(added(report(of)))])

  test('there is a sign of life at once, then by the clock, and never for a write of which nobody may know', async () => {
    expect(told).toEqual([{ id: expect.any(String) }, {}])
    for (let i = 0; i < 5; i++) await writeUnseen(store, 5)
    await write(incident({ publicAfter: at(8) }))
    await vi.advanceTimersByTimeAsync(heartbeat - second)
    expect(told).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(second)
    expect(beats()).toBe(2)
    await writeUnseen(store, 5)
    await vi.advanceTimersByTimeAsync(10 * heartbeat)
    expect(beats()).toBe(12)
    expect(announced()).toEqual([])
  })

  test('what a hold let go is told when it ends, without a write', async () => {
    const [later, sooner] = [incident({ publicAfter: at(7) }), incident({ publicAfter: at(6) })]
    await write(later)
    await write(sooner)
    await vi.advanceTimersByTimeAsync(3600 * second - 1)
    expect(announced()).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(announced().map((entry) => [entry.incident, entry.time])).toEqual([
      [sooner.id, at(6)],
      [sooner.id, at(6)],
    ])
    await vi.advanceTimersByTimeAsync(3600 * second)
    expect(
      announced()
        .slice(2)
        .map((entry) => entry.incident),
    ).toEqual([later.id, later.id])
  })

  test('a hold longer than a timer reaches ends, too', async () => {
    const of = incident({ publicAfter: at(5 + 24 * 3) })
    await write(of)
    await vi.advanceTimersByTimeAsync(3 * 86_400 * second)
    expect(announced().map((entry) => entry.incident)).toEqual([of.id, of.id])
  })

  test('a store that is silent for a while makes nobody go, and nothing is missed', async () => {
    const silence = vi.spyOn(store, 'publicView').mockImplementation(() => {
      const refused = () => Promise.reject(new StoreUnavailable('gone'))
      return { ...store.editorView(), changes: refused, nextRelease: refused } as never
    })
    const of = incident()
    await write(of)
    await vi.advanceTimersByTimeAsync(heartbeat)
    expect(announced()).toEqual([])
    silence.mockRestore()
    await vi.advanceTimersByTimeAsync(heartbeat)
    expect(announced().map((entry) => entry.incident)).toEqual([of.id, of.id])
  })

  test('nothing is left running when the last reader has gone', async () => {
    await write(incident({ publicAfter: at(6) }))
    await vi.advanceTimersByTimeAsync(0)
    expect(vi.getTimerCount()).toBe(2)
    left.abort()
    await vi.advanceTimersByTimeAsync(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('those who stand at one place are answered by one question, with one list', async () => {
    const others = await Promise.all(
      Array.from({ length: 9 }, () => followChanges({ store, clock, settings }, { since: undefined, signal: left.signal })),
    )
    const had: (readonly Told[])[] = []
    for (const events of others) {
      void (async () => {
        for await (const some of events) if (some[0]?.data) had.push(some)
      })()
    }
    await vi.advanceTimersByTimeAsync(0)
    const view = vi.spyOn(store, 'publicView')
    await write(incident())
    await vi.advanceTimersByTimeAsync(0)
    expect(had.map((some) => some.length)).toEqual(Array.from({ length: 9 }, () => 2))
    expect(new Set(had).size).toBe(1)
    // The page, that there is no more behind it, and when the next hold ends.
    expect(view).toHaveBeenCalledTimes(3)
  })
})
