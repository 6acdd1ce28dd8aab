import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { followWrite, knownStatements } from '@/lib/service/known-statements'
import { canonicalJson } from '@/lib/store/canonical-json'
import { openStore } from '@/lib/store/open'
import type { RecordFilter, Store } from '@/lib/store/store'
import { added, at, created, decided, editor, everything, incident, report } from '../store/factories'
import { embeddedGround } from '../store/ground'
import { play, steps } from '../store/random-ledger'
import { patience } from '../support/eventually'

/** A store that counts what is read of it: by a filter alone, and of the incidents that are named. */
function counting(store: Store): { store: Store; read: { whole: number; named: number } } {
  const read = { whole: 0, named: 0 }
  const publicView: Store['publicView'] = (now) => {
    const view = store.publicView(now)
    const statements = (filter: RecordFilter) => {
      read[filter.incidents === undefined ? 'whole' : 'named'] += 1
      return view.statements(filter)
    }
    return { ...view, statements }
  }
  return { store: { ...store, publicView }, read }
}

/** A ledger of its own, looked at when one says. */
async function onLedger(work: (store: Store) => Promise<void>): Promise<void> {
  const ground = await embeddedGround()
  const store = await openStore(ground.settings)
  try {
    await work(store)
  } finally {
    await store.close()
    await ground.remove()
  }
}

/** Writes an incident with a report of it, and answers its id. */
async function tell(store: Store, of = incident()): Promise<string> {
  await store.write({ actor: editor, time: at(1) }, async (tx) => {
    await tx.append(created(of))
    await tx.append(added(report(of)))
  })
  return of.id
}

const inNoOrder = (statements: readonly unknown[]) => statements.map((each) => canonicalJson(each)).sort()
const filters = [everything, { ...everything, services: ['water' as const] }, { ...everything, from: at(1), to: at(12) }]

test('what is known is what would be read, whatever was written, held back, let go and taken down', async () => {
  const counted = { whole: 0, named: 0 }
  await fc.assert(
    fc.asyncProperty(steps, fc.array(fc.tuple(fc.nat({ max: 3 * 60 }), fc.nat(2)), { minLength: 5, maxLength: 40 }), (said, asked) =>
      onLedger(async (under) => {
        const { store, read } = counting(under)
        const rest = [...said]
        let now = 0
        for (const [minutes, which] of asked) {
          now += minutes / 60
          // One event at a time, as it was written when it was.
          if (rest[0] && rest[0].hours <= now) await play(under, rest.splice(0, 1))
          const filter = filters[which] ?? everything
          const clock = () => at(now)
          const known = await knownStatements({ store, clock }, filter)
          expect(inNoOrder(known), `filter ${which} at ${at(now)}`).toEqual(inNoOrder(await under.publicView(at(now)).statements(filter)))
        }
        counted.whole += read.whole
        counted.named += read.named
      }),
    ),
    { numRuns: 25 },
  )
  // One that reads all anew each time would agree, too.
  expect(counted.named).toBeGreaterThan(20)
})

test('after a write only the incident is read again that it was about', () =>
  onLedger(async (under) => {
    const { store, read } = counting(under)
    const [first, second] = [await tell(under), await tell(under)]
    const ask = async () => (await knownStatements({ store, clock: () => at(2) }, everything)).map(({ incident }) => incident)
    expect((await ask()).sort()).toEqual([first, second].sort())
    await under.write({ actor: editor, time: at(1) }, (tx) => tx.append(decided('incident.retracted', second, 'no such thing')))
    expect(await ask()).toEqual([first, second])
    expect(read).toEqual({ whole: 1, named: 1 })
    expect(await ask()).toHaveLength(2)
    expect(read).toEqual({ whole: 1, named: 1 })
  }))

test('a hold that has ended is seen where somebody wrote meanwhile', () =>
  onLedger(async (store) => {
    const ask = async (hours: number) =>
      (await knownStatements({ store, clock: () => at(hours) }, everything)).map(({ incident }) => incident).sort()
    const held = await tell(store, incident({ publicAfter: at(3) }))
    expect(await ask(2)).toEqual([])
    const other = await tell(store)
    expect(await ask(4)).toEqual([held, other].sort())
  }))

test('what was written while others asked otherwise is seen by who asks after a further write', () =>
  onLedger(async (store) => {
    const ask = async (filter: RecordFilter) =>
      (await knownStatements({ store, clock: () => at(2) }, filter)).map(({ incident }) => incident).sort()
    const told = [await tell(store)]
    expect(await ask(everything)).toEqual(told)
    told.push(await tell(store))
    expect(await ask({ ...everything, services: ['electricity'] })).toEqual([...told].sort())
    told.push(await tell(store))
    expect(await ask(everything)).toEqual([...told].sort())
  }))

test('what was taken down is let go of though nobody asks', () =>
  onLedger(async (under) => {
    const { store: counted, read } = counting(under)
    let followed = 0
    const store: Store = {
      ...counted,
      async writtenAfter(seq) {
        followed += 1
        return await counted.writtenAfter(seq)
      },
    }
    const id = await tell(under)
    const clock = () => at(2)
    expect(await knownStatements({ store, clock }, everything)).toHaveLength(1)
    under.listen(() => followWrite({ store, clock }))
    await under.write({ actor: editor, time: at(1) }, (tx) => tx.append(decided('incident.takenDown', id, 'safety')))
    await vi.waitFor(() => expect(followed).toBe(1), patience)
    expect(await knownStatements({ store, clock }, everything)).toEqual([])
    expect(read).toEqual({ whole: 2, named: 0 })
  }))
