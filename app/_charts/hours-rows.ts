import { rangeScaleEnd } from '@/app/_ui/range-scale'
import type { HouseholdHours, Series } from '@/lib/schema/impact'

export interface HoursRow {
  region: string
  hours: HouseholdHours
}

export interface HoursRows {
  /** Regions with an estimate, largest first. */
  rows: HoursRow[]
  /** Regions still out at the end, of which no hour can be estimated. */
  openOnly: string[]
  /** The end of the scale. */
  max: number
}

const most = ({ best, low, high }: HouseholdHours) => best ?? low ?? high

/** Estimated household-hours of regions over the period. Data only; a region without an estimate has no bar, for unknown is not zero. */
export function hoursRows({ hours }: Pick<Series, 'hours'>): HoursRows {
  const all = Object.entries(hours).map(([region, of]) => ({ region, hours: of }))
  const rows = all.filter((row) => most(row.hours) !== null)
  rows.sort((a, b) => (most(b.hours) ?? 0) - (most(a.hours) ?? 0) || a.region.localeCompare(b.region))
  return {
    rows,
    openOnly: all.filter((row) => most(row.hours) === null && row.hours.open).map(({ region }) => region),
    max: rangeScaleEnd(rows.map((row) => row.hours)),
  }
}
