import { isDeepStrictEqual } from 'node:util'
import { openStore } from '@/lib/store/open'
import { projected } from '@/lib/store/tables'
import { runCommand } from '../server/command'
import { embeddedGround, type Ground, TestDatabase } from '../store/ground'
import { CrashSeries, type Program } from './crash-series'
import { Dice } from './dice'

export type CrashEngine = 'sqlite' | 'postgresql'

export interface CrashTotals {
  rounds: number
  acknowledged: number
  sentAgain: number
  storedUnanswered: number
}

/** After so many rounds a store is looked at as a whole and a new one begun: what is checked in a round grows with all that was written. */
const roundsOfStore = 20

const tablesOf = (ground: Ground) =>
  Promise.all(projected.map(({ name, key }) => ground.meddle(`select * from ${name} order by ${key.join()}`)))

/** What an operator would look at: `ledger verify` finds nothing, and a rebuild makes the very tables that are there. */
async function requireSound(ground: Ground): Promise<void> {
  const { dataDir, databaseUrl } = ground.settings
  const verified = await runCommand('ledger', ['verify'], { DATA_DIR: dataDir, ...(databaseUrl && { DATABASE_URL: databaseUrl }) })
  if (verified.code !== 0) throw new Error(`ledger verify: ${verified.stdout}${verified.stderr}`)
  const before = await tablesOf(ground)
  const store = await openStore(ground.settings)
  try {
    await store.rebuild()
  } finally {
    await store.close()
  }
  if (!isDeepStrictEqual(await tablesOf(ground), before)) throw new Error('a rebuild makes other tables than those that were there')
}

async function series(crashes: CrashSeries, rounds: number, totals: CrashTotals, tell: (line: string) => void): Promise<void> {
  try {
    for (let i = 0; i < rounds; i += 1) {
      const { killedAfter, acknowledged, sentAgain, storedUnanswered } = await crashes.round()
      totals.rounds += 1
      totals.acknowledged += acknowledged
      totals.sentAgain += sentAgain
      totals.storedUnanswered += storedUnanswered
      tell(
        `round ${totals.rounds}: killed after ${killedAfter} ms, ${acknowledged} acknowledged, ${sentAgain} sent again (${storedUnanswered} stored already)`,
      )
    }
  } finally {
    await crashes.stop()
  }
}

/**
 * Kills a writing server again and again and looks each time for what it had acknowledged. Throws with the seed, which draws the same
 * writes and the same moments again, where anything does not hold.
 */
export async function crash(
  engine: CrashEngine,
  { rounds, seed, program, tell = () => {} }: { rounds: number; seed: number; program: Program; tell?: (line: string) => void },
): Promise<CrashTotals> {
  const totals: CrashTotals = { rounds: 0, acknowledged: 0, sentAgain: 0, storedUnanswered: 0 }
  const database = engine === 'postgresql' ? new TestDatabase() : null
  await database?.create()
  try {
    for (let first = 0; first < rounds; first += roundsOfStore) {
      const ground = await (database?.ground() ?? embeddedGround())
      // Each store's rounds are drawn by a number of their own, so that they can be run again without those before.
      const own = seed + first / roundsOfStore
      try {
        await series(new CrashSeries(ground, new Dice(own), program), Math.min(roundsOfStore, rounds - first), totals, tell)
        await requireSound(ground)
      } catch (error) {
        throw new Error(`${engine}, after ${totals.rounds} rounds; again: npm run crash -- --engine ${engine} --seed ${own}`, {
          cause: error,
        })
      }
      await ground.remove()
    }
  } finally {
    await database?.drop()
  }
  return totals
}
