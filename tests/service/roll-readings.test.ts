import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Snapshot } from '@/lib/schema/reading'
import { takeSnapshots } from '@/lib/service/take-snapshots'
import { openStore } from '@/lib/store/open'
import { feed, snapshotsIn, streamed, taker } from '../store/snapshots'

/** What days came to, as the tables hold it, after snapshots were taken in by several calls in batches of a size. */
async function rolled(calls: readonly (readonly Snapshot[])[], batch: number): Promise<unknown[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'outage-ledger-roll-'))
  try {
    const store = await openStore({ dataDir })
    for (const call of calls) await takeSnapshots(taker(store, 500), feed, streamed(call), 'a test', { batch })
    await store.close()
    const db = new Database(join(dataDir, 'outage-ledger.sqlite'), { readonly: true })
    const rows = [
      'select t.region, d.* from reading_days d join reading_tracks t on t.id = d.track order by t.region, d.day',
      'select * from reading_sums order by region, day',
      'select * from feed_days order by day',
    ].map((query) =>
      db
        .prepare(query)
        .all()
        .map((row) => ({ ...(row as object), track: 0 })),
    )
    db.close()
    return rows
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

it('days come to the same whether what was said is followed from batch to batch or read back', async () => {
  const told = fc.oneof(snapshotsIn(300), snapshotsIn(3000))
  await fc.assert(
    fc.asyncProperty(told, fc.constantFrom(1, 4, 9), fc.nat(8), async (snapshots, batch, cut) => {
      // Each snapshot by a call of its own is carried nowhere, so that everything is read back.
      const readBack = await rolled(
        snapshots.map((one) => [one]),
        1,
      )
      expect(await rolled([snapshots], 1000)).toEqual(readBack)
      expect(await rolled([snapshots.slice(0, cut), snapshots.slice(cut)], batch)).toEqual(readBack)
    }),
    { numRuns: 15 },
  )
}, 120_000)
