import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '@/lib/store/open'
import type { Store } from '@/lib/store/store'
import { at, everything } from './factories'
import { embeddedGround, type MakeGround, postgresqlAnswers, TestDatabase } from './ground'
import { answers, hiddenAt, play, recordIds, steps } from './random-ledger'

const silent = !(await postgresqlAnswers('agreement of PostgreSQL with the embedded store'))

async function inStore<T>(makeGround: MakeGround, work: (store: Store) => Promise<T>): Promise<T> {
  const ground = await makeGround()
  const store = await openStore(ground.settings)
  try {
    return await work(store)
  } finally {
    await store.close()
    await ground.remove()
  }
}

const moments = [0, 9, 12, 30]
const allAnswers = (store: Store, ids: string[]) => Promise.all(moments.map((hours) => answers(store, at(hours), ids)))

describe('whatever is written', () => {
  test('the ledger verifies, and a rebuild changes no answer', async () => {
    const property = fc.asyncProperty(steps, (said) =>
      inStore(embeddedGround, async (store) => {
        const taken = await play(store, said)
        const before = await allAnswers(store, recordIds(said))
        expect(await store.verify()).toMatchObject({ ok: true, rows: taken.length, problem: null })
        expect(await store.rebuild()).toMatchObject({ ok: true, rows: taken.length })
        expect(await allAnswers(store, recordIds(said))).toEqual(before)
      }),
    )
    await fc.assert(property, { numRuns: 40 })
  })

  test('what was known at any hour is what was live then, but for what was taken down since', async () => {
    const property = fc.asyncProperty(steps, (said) =>
      inStore(embeddedGround, async (store) => {
        const idsAt = async (now: number, knownAt?: number) => {
          const filter = { ...everything, ...(knownAt !== undefined && { knownAt: at(knownAt) }) }
          const view = store.publicView(at(now))
          const { rows } = await view.incidents(filter, { limit: 1000 })
          const figures = await view.observations(filter, { limit: 1000 })
          return [
            ...rows.map(({ id, reportCount }) => `${id} ${reportCount}`),
            ...figures.rows.map(({ incident, id }) => `${incident} ${id}`),
          ]
        }
        const live = new Map<number, string[]>()
        const takenDown = new Set<string>()
        for (const step of said) {
          const [taken] = await play(store, [step])
          if (taken?.event.verb === 'incident.takenDown') takenDown.add(taken.event.payload.id)
          live.set(step.hours, await idsAt(step.hours))
        }
        for (const [hours, then] of live) {
          const rest = then.filter((line) => !takenDown.has(line.slice(0, 26)))
          expect(await idsAt(90, hours)).toEqual(rest)
        }
      }),
    )
    await fc.assert(property, { numRuns: 40 })
  })

  test('nobody reads a word of what is held, in review, rejected or taken down', async () => {
    const property = fc.asyncProperty(steps, (said) =>
      inStore(embeddedGround, async (store) => {
        const taken = await play(store, said)
        for (const hours of moments) {
          const hidden = hiddenAt(taken, hours)
          const shown = recordIds(said).filter((id) => !hidden.includes(id))
          const text = JSON.stringify(await answers(store, at(hours), shown))
          for (const id of hidden) expect(text).not.toContain(id)
        }
      }),
    )
    await fc.assert(property, { numRuns: 40 })
  })
})

describe.skipIf(silent)('whatever is written, to either engine', () => {
  const database = new TestDatabase()
  beforeAll(database.create)
  afterAll(database.drop)

  test('both take the same and answer the same', async () => {
    const property = fc.asyncProperty(steps, async (said) => {
      const run = async (store: Store) => {
        const taken = await play(store, said)
        const answered = await allAnswers(store, recordIds(said))
        return { taken: taken.length, answered, report: await store.verify() }
      }
      const embedded = await inStore(embeddedGround, run)
      expect(embedded.report.ok).toBe(true)
      expect(await inStore(database.ground, run)).toEqual(embedded)
    })
    await fc.assert(property, { numRuns: 12 })
  })
})
