import { loadTerritory } from '@/lib/regions/territory'
import type { LedgerEvent, StoredIncident, StoredReport } from '@/lib/schema/ledger'
import { openStore } from '@/lib/store/open'
import { added, created, observation } from '../store/factories'

const hour = 3_600_000
const begin = Date.parse('2022-10-10T00:00:00Z')
const perReport = 10
const perIncident = 10
/** How many incidents are one write. */
const together = 50

/** Ids in the order in which they are asked for, the same in every run. */
const idOf = (kind: string, i: number) => `01H${kind}${String(i).padStart(22, '0')}`
const instant = (hours: number) => new Date(begin + hours * hour).toISOString()
const hourFrom = (hours: number) => ({ from: instant(hours), until: instant(hours + 1) })

function incidentOf(i: number): StoredIncident {
  const start = { time: instant(i * 10), precision: 'hour' } as const
  const id = idOf('A', i)
  return {
    ...{ id, title: `Strikes on the energy system, night ${i}`, kind: 'strike', start, end: null, wave: null },
    ...{ reviewState: 'published', publicAfter: start.time, startSpan: hourFrom(i * 10) },
  }
}

function reportOf(incident: StoredIncident, i: number, regions: readonly string[]): StoredReport {
  const id = idOf('B', i)
  const observations = Array.from({ length: perReport }, (_, k) =>
    observation({
      id: idOf('C', i * perReport + k),
      regions: [regions[(i + k) % regions.length] ?? 'UA-12'],
      place: k % 3 === 0 ? `the city and its district, ${k}` : null,
      value: 1000 + ((i * 7919 + k * 104_729) % 500_000),
      qualifier: 'about',
      quote: `About ${k} in ${i} subscribers remain without electricity after the night’s strikes, said the operator of the network`,
    }),
  )
  return {
    ...{ id, incident: incident.id, supersedes: null, reviewState: 'published', observations, quote: null, publishedBy: null },
    source: {
      ...{ publisher: `Publisher ${i % 30}`, statedBy: `Oblast administration ${i % 25}`, tier: 1 },
      ...{ url: `https://example.org/reports/${i}`, archiveUrl: null, lang: 'en' },
    },
    publishedAt: instant(i),
    asOf: { time: instant(i), precision: 'hour' },
    asOfSpan: hourFrom(i),
  }
}

/** Writes so many observations into an empty store, ten a report and a hundred an incident. */
export async function writeManyRecords(settings: { dataDir: string; databaseUrl?: string }, count: number): Promise<void> {
  const regions = loadTerritory('ua')
    .regions.filter(({ level }) => level === 1)
    .map(({ code }) => code)
  const store = await openStore(settings)
  try {
    const incidents = Math.ceil(count / perReport / perIncident)
    for (let first = 0; first < incidents; first += together) {
      const events = Array.from({ length: Math.min(together, incidents - first) }, (_, i): LedgerEvent[] => {
        const incident = incidentOf(first + i)
        const reports = Array.from({ length: perIncident }, (_, k) => reportOf(incident, (first + i) * perIncident + k, regions))
        return [created(incident), ...reports.map(added)]
      }).flat()
      await store.write({ actor: { role: 'system', key: null }, time: new Date().toISOString() }, async (tx) => {
        for (const event of events) await tx.append(event)
      })
    }
  } finally {
    await store.close()
  }
}
