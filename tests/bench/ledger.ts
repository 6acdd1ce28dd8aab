import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { readSettings } from '@/lib/config/settings'
import { loadTerritory } from '@/lib/regions/territory'
import type { Context } from '@/lib/service/context'
import { openStore } from '@/lib/store/open'
import { added, created, editor, incident, observation, report } from '../store/factories'

const day = 86_400_000
/** When the measured ledgers end, and views of the present stand. */
export const end = Date.parse('2026-01-08T18:00:00Z')

const perReport = 4

/**
 * A ledger in a folder of its own with so many observations, as dense at its end as at its beginning: what grows is the past. A day has as many
 * as the real one has in its busiest month, where nothing else is said. Every incident
 * has a region, three reports of three sources over three days and lasts as long.
 */
export async function ledgerOf(observations: number, perDay = 12): Promise<{ ctx: Context; close: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'outage-ledger-bench-'))
  const settings = readSettings({ DATA_DIR: dataDir })
  const store = await openStore(settings)
  const territory = loadTerritory('ua')
  const codes = territory.regions.filter(({ level, inPack }) => level === 1 && inPack).map(({ code }) => code)
  const incidents = Math.ceil(observations / perReport / 3)
  const perIncident = (perReport * 3 * day) / perDay
  const now = new Date(end).toISOString()
  for (let first = 0; first < incidents; first += 500) {
    await store.write({ actor: editor, time: now }, async (tx) => {
      for (let i = first; i < Math.min(incidents, first + 500); i++) {
        const begin = Math.floor((end - (incidents - i) * perIncident) / 3_600_000) * 3_600_000
        const region = codes[i % codes.length] ?? 'UA-12'
        const of = incident({ startsAt: new Date(begin).toISOString() })
        await tx.append(created(of))
        for (let source = 0; source < 3; source++) {
          const asOfAt = new Date(Math.min(begin + source * day, end - 3_600_000)).toISOString()
          const figures = Array.from({ length: perReport }, (_, n) =>
            observation({
              regions: [region],
              service: n === 3 ? 'water' : 'electricity',
              unit: n === 1 ? 'customers' : 'households',
              place: n === 2 ? 'a town' : null,
              value: 1000 + ((i * 7919 + n * 104_729) % 500_000),
            }),
          )
          const said = { publisher: `Publisher ${source}`, statedBy: null, tier: source === 0 ? (1 as const) : (2 as const) }
          const url = `https://example.org/${i}/${source}`
          await tx.append(
            added(report(of, { id: ulid(), asOfAt, observations: figures, source: { ...said, url, archiveUrl: null, lang: null } })),
          )
        }
      }
    })
  }
  const ctx: Context = { store, clock: () => now, actor: { role: 'contributor', key: null }, territory, settings }
  const close = async () => {
    await store.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { ctx, close }
}
