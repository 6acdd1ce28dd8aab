import fc from 'fast-check'
import { readSettings } from '@/lib/config/settings'
import { loadTerritory } from '@/lib/regions/territory'
import type { MachineFeed, Snapshot } from '@/lib/schema/reading'
import type { Context } from '@/lib/service/context'
import { takeSnapshots } from '@/lib/service/take-snapshots'
import type { Store } from '@/lib/store/store'
import { at, editor } from './factories'

/** A feed of a quarter of an hour, as a utility's map would be read. */
export const feed: MachineFeed = {
  id: 'outage-map',
  publisher: 'A utility',
  tier: 1,
  url: 'https://example.org/outages',
  licence: null,
  cadenceMinutes: 15,
  service: 'electricity',
  measure: 'without',
  unit: 'customers',
}

/** Who takes readings in, at an hour of the tests' day. Nothing is held unless it is asked for. */
export const taker = (store: Store, hours: number, env: Record<string, string> = {}): Context => ({
  store,
  clock: () => at(hours),
  actor: editor,
  territory: loadTerritory('ua'),
  settings: readSettings({ HOLD_HOURS_READINGS: '0', ...env }),
})

export async function* streamed(snapshots: readonly Snapshot[]): AsyncGenerator<Snapshot> {
  yield* snapshots
}

/** Takes snapshots in as one batch at an hour. */
export const take = (store: Store, hours: number, ...snapshots: Snapshot[]) =>
  takeSnapshots(taker(store, hours), feed, streamed(snapshots), 'a test')

/** A snapshot some quarters of an hour after the beginning of the tests' day; null is asked and not answered. */
export const snapshot = (quarter: number, values: Record<string, number | null | undefined>, served: number | null = null): Snapshot => ({
  time: at(quarter / 4),
  asked: Object.keys(values),
  readings: Object.entries(values).flatMap(([region, value]) => (value === null || value === undefined ? [] : [{ region, value, served }])),
})

/** Raions of two oblasts. */
export const areas = ['UA1202', 'UA1204', 'UA1206', 'UA6302', 'UA6304'] as const

const values = fc.record(
  Object.fromEntries(
    areas.map((area) => [
      area,
      fc.option(
        fc.nat(3).map((n) => n * 100),
        { freq: 3 },
      ),
    ]),
  ),
  { requiredKeys: [] },
)

/** Snapshots at different quarters, in order of time; values repeat, so that some are no change, and areas come and go. */
export const snapshotsIn = (quarters: number) =>
  fc
    .uniqueArray(fc.record({ quarter: fc.nat(quarters), values }), { selector: ({ quarter }) => quarter, minLength: 1, maxLength: 9 })
    .map((told) => told.sort((a, b) => a.quarter - b.quarter).map((one) => snapshot(one.quarter, one.values)))
