import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { impactAt } from '@/lib/impact/impact'
import { seriesOf } from '@/lib/impact/series'
import { loadTerritory } from '@/lib/regions/territory'
import { ImpactQuery, SeriesQuery } from '@/lib/schema/query'
import { services } from '@/lib/schema/vocabulary'
import { anonymous } from '@/lib/service/anonymous'
import type { Context } from '@/lib/service/context'
import { getImpact } from '@/lib/service/get-impact'
import { getSeries } from '@/lib/service/get-series'
import { openStore } from '@/lib/store/open'
import { spanOf } from '@/lib/time/interval'
import { added, at, created, editor, everything, incident, observation, report } from '../store/factories'
import { embeddedGround, type MakeGround, postgresqlAnswers, TestDatabase } from '../store/ground'

const territory = loadTerritory('ua')
const day = 24

/** What somebody says at some hour, as exactly as they may: minutes to months, figures, states and that it is back. */
const word = fc.record({
  incident: fc.nat(3),
  hours: fc.integer({ min: 0, max: 120 * day }),
  precision: fc.constantFrom('minute' as const, 'hour' as const, 'day' as const, 'month' as const),
  region: fc.constantFrom('UA-12', 'UA-65', 'UA'),
  service: fc.constantFrom('electricity' as const, 'water' as const),
  tier: fc.constantFrom(1 as const, 2 as const, 4 as const),
  measure: fc.constantFrom('without' as const, 'limited' as const),
  unit: fc.constantFrom('households' as const, 'customers' as const),
  says: fc.constantFrom('out' as const, 'out' as const, 'restored' as const, 'figure' as const, 'figure' as const),
  value: fc.integer({ min: 0, max: 5000 }),
})
type Word = typeof word extends fc.Arbitrary<infer W> ? W : never

/** Figures of one thing an hour to a day apart: only such have hours between them. */
const chain = fc
  .tuple(word, fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(5000)), { minLength: 1, maxLength: 6 }))
  .map(([first, steps]) => {
    const said: Word[] = [{ ...first, says: 'figure', measure: 'without', service: 'electricity' }]
    for (const [gap, value] of steps)
      said.push({ ...(said.at(-1) ?? first), hours: (said.at(-1)?.hours ?? 0) + gap, value, says: 'figure' })
    return said
  })
const record = fc.record({
  words: fc.array(fc.oneof(fc.tuple(word), chain), { minLength: 1, maxLength: 15 }).map((groups) => groups.flat()),
  // Views at and around the edges of what can stand: shelf lives, thirty days more, a month, and years later.
  views: fc.array(fc.tuple(fc.integer({ min: 0, max: 200 * day }), fc.integer({ min: -60, max: 60 })), { minLength: 1, maxLength: 6 }),
})

function reportOf({ hours, precision, region, service, tier, measure, unit, says, value }: Word, of: ReturnType<typeof incident>) {
  const time = at(hours)
  const figure =
    says === 'figure' ? { value, unit, state: 'out' as const } : { value: null, unit: null, qualifier: 'vague' as const, state: says }
  const observations = [observation({ regions: [region], service, measure, ...figure })]
  const source = { publisher: `Publisher ${tier}`, statedBy: null, tier, url: `https://example.org/${tier}`, archiveUrl: null, lang: null }
  return report(of, {
    source,
    observations,
    asOf: { time, precision },
    asOfSpan: spanOf({ time, precision }, territory.zone),
  })
}

function agreement(name: string, makeGround: MakeGround, runs: number): void {
  test(`${name} leaves out nothing that an answer rests on`, async () => {
    const ground = await makeGround()
    const store = await openStore(ground.settings)
    try {
      await fc.assert(
        fc.asyncProperty(record, async ({ words, views }) => {
          const of = Array.from({ length: 4 }, () => incident())
          await store.write({ actor: editor, time: at(0) }, async (tx) => {
            for (const each of of) await tx.append(created(each))
            for (const said of words) await tx.append(added(reportOf(said, of[said.incident] ?? incident())))
          })
          const begins = words.map(({ hours, precision }) => spanOf({ time: at(hours), precision }, territory.zone).from).sort()
          const bounds = await store.publicView(at(400 * day)).bounds()
          // The ledger grows from run to run: its ends are at least as far out as those of what was written now.
          expect(bounds && begins[0] && bounds.first <= begins[0] && bounds.last >= (begins.at(-1) ?? '')).toBe(true)
          for (const [hours, minutes] of views) {
            const asOf = new Date(Date.parse(at(hours)) + minutes * 60_000).toISOString()
            const now = at(400 * day)
            const ctx = { store, clock: () => now, actor: anonymous, territory, settings: ground.settings } as unknown as Context
            const all = await store.publicView(now).statements(everything)
            const reaching = all.filter(({ asOf: said }) => spanOf(said, territory.zone).until > asOf).map(({ id }) => id)
            expect((await store.publicView(now).statements({ ...everything, from: asOf })).map(({ id }) => id)).toEqual(reaching)
            const ask = { services: [...services], measures: [], level: 1 as const, regions: [] }
            const { data, totals, lastAsOf } = await getImpact(ctx, ImpactQuery.parse({ asOf, service: [...services] }))
            expect({ data, totals, lastAsOf }).toEqual(pick(impactAt(all, territory.regions, ask, { asOf })))
            const from = new Date(Date.parse(asOf) - 20 * day * 3_600_000).toISOString()
            const { buckets, hours: told } = await getSeries(ctx, SeriesQuery.parse({ from, to: asOf, step: 'day' }))
            const over = { ...ask, services: ['electricity' as const], step: 'day' as const, from, to: asOf, zone: territory.zone }
            expect({ buckets, hours: told }).toEqual(seriesOf(all, territory.regions, over, {}))
          }
        }),
        { numRuns: runs },
      )
    } finally {
      await store.close()
      await ground.remove()
    }
  })
}

const pick = ({ data, totals, lastAsOf }: ReturnType<typeof impactAt>) => ({ data, totals, lastAsOf })

const silent = !(await postgresqlAnswers('narrowing on PostgreSQL'))

describe('the store', () => {
  agreement('the embedded one', embeddedGround, 12)
  describe.skipIf(silent)('on PostgreSQL', () => {
    const database = new TestDatabase()
    beforeAll(database.create)
    afterAll(database.drop)
    agreement('the one of several servers', database.ground, 4)
  })
})
