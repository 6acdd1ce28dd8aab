import { z } from 'zod'
import type { Territory } from '@/lib/regions/territory'
import type { MachineFeed, Snapshot } from '@/lib/schema/reading'
import { countiesOf, countyFinder } from './eagle-i'
import { FeedFault, type OnSetAside } from './feed-fault'

/** Outages as utilities of the United States tell them of themselves, a record an outage, by county. */
export const odin: MachineFeed = {
  id: 'odin',
  publisher: 'Outage Data Initiative Nationwide, Oak Ridge National Laboratory',
  tier: 1,
  url: 'https://ornl.opendatasoft.com/explore/dataset/odin-real-time-outages-county/',
  licence: null,
  cadenceMinutes: 15,
  service: 'electricity',
  measure: 'without',
  unit: 'customers',
}

/** Records that the API gives at once; it gives none beyond the most. */
export const odinPage = 100
export const odinMost = 10_000

/**
 * Where a page of records is asked for. Only the fields that are read come: the outline of the county that each record carries is most of an
 * answer, winds clockwise, and is not needed, since the county has its number.
 */
export function odinAddress(records: URL, offset: number): URL {
  const address = new URL(records)
  address.searchParams.set('select', 'communitydescriptor,metersaffected')
  address.searchParams.set('limit', String(odinPage))
  address.searchParams.set('offset', String(offset))
  return address
}

/** What says nothing: the API writes null, and where a utility wrote it the word. */
const isNothing = (value: unknown) => value === null || value === undefined || value === 'NULL' || value === ''

const Page = z.looseObject({ total_count: z.int().nonnegative(), results: z.array(z.looseObject({})) })
/** Numbers come as numbers, or as text of digits. */
const Meters = z.union([
  z.int().nonnegative(),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
])

export interface OdinPage {
  total: number
  records: Record<string, unknown>[]
}

/** A page of the API's answer. Throws FeedFault for what is none. */
export function odinPageOf(text: string): OdinPage {
  const page = Page.safeParse(parsed(text))
  if (!page.success) throw new FeedFault('odin', 'expected total_count and results')
  return { total: page.data.total_count, records: page.data.results }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new FeedFault('odin', 'expected JSON')
  }
}

/**
 * A snapshot of all pages that were read at one time, which the API does not tell: the records of a county summed, for it may have several
 * utilities with several outages each. No denominator comes with them, and a county without a record told nothing. A record without a county
 * or a count is set aside; a county with no other told nothing. Throws FeedFault where the pages are not the whole.
 */
export function odinSnapshot(
  pages: readonly OdinPage[],
  time: string,
  { territory, onSetAside }: { territory: Pick<Territory, 'find' | 'regions'>; onSetAside: OnSetAside },
): Snapshot {
  const records = pages.flatMap((page) => page.records)
  if (pages.length === 0 || pages.some(({ total }) => total !== records.length)) throw new FeedFault('odin', 'changed while it was read')
  const codeOf = countyFinder(territory)
  const sums = new Map<string, number>()
  for (const [index, record] of records.entries()) {
    const { communitydescriptor: fips, metersaffected } = record
    const aside = (field: string, reason: string) =>
      onSetAside({ line: index + 1, field, reason, text: JSON.stringify(record).slice(0, 1000) })
    const region = typeof fips === 'string' || typeof fips === 'number' ? codeOf(String(fips)) : null
    const meters = Meters.safeParse(metersaffected)
    if (region === null) aside('communitydescriptor', isNothing(fips) ? 'is not given' : 'is not a county of this territory')
    else if (!meters.success) aside('metersaffected', isNothing(metersaffected) ? 'is not given' : 'is not a whole number')
    else sums.set(region, (sums.get(region) ?? 0) + meters.data)
  }
  const readings = [...sums].map(([region, value]) => ({ region, value, served: null }))
  return { time, asked: countiesOf(territory), readings: readings.sort((a, b) => (a.region < b.region ? -1 : 1)) }
}
