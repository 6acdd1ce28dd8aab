import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings } from '@/lib/config/settings'
import { tagOf } from '@/lib/http/answer'
import { loadTerritory } from '@/lib/regions/territory'
import { ImpactQuery } from '@/lib/schema/query'
import type { Context } from '@/lib/service/context'
import { getImpact, windowFor } from '@/lib/service/get-impact'
import { seedRecords } from '@/lib/service/seed-records'
import { openStore } from '@/lib/store/open'
import { added, created, editor, incident, observation, report } from '../store/factories'
import { end, ledgerOf } from './ledger'
import { type Figure, median, ratioOf, rounds } from './part'

const hour = 3_600_000

/** Processor milliseconds of some work. */
async function spent(work: () => Promise<void>): Promise<number> {
  const begin = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(begin)
  return (user + system) / 1000
}

/** The records that come with the product, looked at a month after the ledger's busiest evening. */
async function shipped(): Promise<{ ctx: Context; close: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'outage-ledger-bench-'))
  const settings = readSettings({ DATA_DIR: dataDir })
  const store = await openStore(settings)
  const now = new Date(end + 30 * 24 * hour).toISOString()
  const ctx: Context = { store, clock: () => now, actor: { role: 'system', key: null }, territory: loadTerritory('ua'), settings }
  await seedRecords(ctx)
  const close = async () => {
    await store.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { ctx, close }
}

/** A ledger of which nothing was read before: the same behind a store of its own. */
const unread = (ctx: Context): Context => ({ ...ctx, store: { ...ctx.store } })

/** Tells of one more place. */
async function write({ store, clock, territory }: Context): Promise<void> {
  const quiet = territory.regions.find(({ level }) => level === 2)?.code ?? ''
  const of = incident({ startsAt: clock() })
  await store.write({ actor: editor, time: clock() }, async (tx) => {
    await tx.append(created(of))
    await tx.append(added(report(of, { asOfAt: new Date(end).toISOString(), observations: [observation({ regions: [quiet] })] })))
  })
}

/** What is known of the ledger when an hour is asked for that nobody has asked for before. */
const grounds = {
  /** What the other hours of its week have left. */
  week: (ctx: Context) => {
    const shared = unread(ctx)
    return async () => shared
  },
  /** The same, but for a record that was written since. */
  write: (ctx: Context) => {
    const shared = unread(ctx)
    return async () => {
      await write(ctx)
      return shared
    }
  },
  nothing: (ctx: Context) => async () => unread(ctx),
} as const

/** Asks about as many hours, each once, whole or only the query and the writing, and answers what each took in processor milliseconds. */
async function measure(ctx: Context, hours: number, ground: keyof typeof grounds): Promise<{ whole: number; least: number }> {
  const asked = Array.from({ length: hours }, (_, i) =>
    ImpactQuery.parse({ asOf: new Date(end - i * hour).toISOString(), service: ['electricity'], unit: 'connections' }),
  )
  const next = grounds[ground](ctx)
  let [whole, least] = [0, 0]
  for (const query of asked) {
    const { asOf = '' } = query
    const ledger = await next()
    let answer: unknown
    // The one right after the other, and no answer outlives its turn: what the machine does besides falls on both.
    whole += await spent(async () => {
      answer = await getImpact(ledger, query)
      tagOf(JSON.stringify(answer))
    })
    least += await spent(async () => {
      await ctx.store.publicView(ctx.clock()).statements(windowFor(ctx, query, asOf, asOf))
      tagOf(JSON.stringify(answer))
    })
  }
  return { whole: whole / hours, least: least / hours }
}

/** Impact that was never asked for, against the least that reading the store for it would cost. */
export async function benchAnew(): Promise<Record<string, Figure>> {
  const ledgers = {
    'the shipped records': { make: shipped, hours: 150 },
    '4,500 statements': { make: () => ledgerOf(6000, 100), hours: 8 },
  }
  const figures: Record<string, Figure> = {}
  for (const [name, { make, hours }] of Object.entries(ledgers)) {
    const { ctx, close } = await make()
    try {
      for (const [ground, row] of [
        ['week', `${name}, in a week that was asked about`],
        ['nothing', `${name}, with nothing read before`],
        // The last, since the ledger grows by it.
        ['write', `${name}, after a write`],
      ] as const) {
        for (let warm = 0; warm < 2; warm++) await measure(ctx, hours, ground)
        const measured: { whole: number; least: number }[] = []
        for (let round = 0; round < rounds; round++) measured.push(await measure(ctx, hours, ground))
        figures[row] = {
          figure: `${median(measured.map(({ whole }) => whole)).toFixed(2)} ms`,
          ratio: ratioOf(measured.map(({ whole, least }) => whole / least)),
        }
      }
    } finally {
      await close()
    }
  }
  return figures
}
