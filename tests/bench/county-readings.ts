import { countiesOf } from '@/lib/ingest/eagle-i'
import type { Territory } from '@/lib/regions/territory'
import type { Reading, Snapshot } from '@/lib/schema/reading'

const quarter = 15 * 60_000
/** Snapshots of which one outage is made: it lasts them or is none. */
const perOutage = 24

/** A number that looks like chance and is the same every time. */
function mixed(a: number, b: number): number {
  let x = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3ce5)
  return (x ^ (x >>> 13)) >>> 0
}

/** What a county says in a snapshot: a third of them have somebody out for six hours, most of the time fewer and fewer. */
function countOf(county: number, snapshot: number): number | null {
  const place = snapshot + (county % perOutage)
  const outage = Math.floor(place / perOutage)
  if (mixed(county, outage) % 3 > 0) return null
  const most = 1 + (mixed(outage, county) % 4000)
  return Math.max(1, Math.round(most * (1 - Math.floor((place % perOutage) / 2) / perOutage)))
}

/** So many days of a feed that counts every county of the United States each quarter of an hour, up to an end and with it. */
export async function* countyReadings(territory: Pick<Territory, 'regions'>, days: number, end: number): AsyncGenerator<Snapshot> {
  const asked = countiesOf(territory)
  const snapshots = days * 96
  for (let at = 0; at <= snapshots; at++) {
    const readings: Reading[] = []
    for (const [county, region] of asked.entries()) {
      const value = countOf(county, at)
      if (value !== null) readings.push({ region, value, served: null })
    }
    yield { time: new Date(end - (snapshots - at) * quarter).toISOString(), asked, readings }
  }
}
