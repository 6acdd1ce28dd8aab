import type { ViewQuery } from '@/app/_filters/view'
import type { Locale } from '@/lib/i18n/locale'
import type { Range, RegionImpact } from '@/lib/schema/impact'
import type { Unit } from '@/lib/schema/observation'
import { countOf } from './reading'

/** The standings that have a row each; what is not reported is one line for all. */
export const toldStandings = ['reported', 'restored', 'stale'] as const
export type ToldStanding = (typeof toldStandings)[number]

/** The rows under one heading; without a standing they are all there are, in the order asked for. */
export interface RowGroup {
  standing: ToldStanding | null
  rows: RegionImpact[]
}

/** The figure a row shows: what is reported now, or while stale the last word. */
export function shownFigure(row: RegionImpact): { range: Range; unit: Unit | null } | null {
  if (row.standing === 'reported') return { range: row, unit: row.unit }
  return row.standing === 'stale' && row.last ? { range: row.last, unit: row.last.unit } : null
}

const shownCount = (row: RegionImpact): number => {
  const figure = shownFigure(row)
  return (figure && countOf(figure.range)) ?? -1
}

const shareOf = ({ share }: RegionImpact): number => (share && countOf(share)) ?? -1
const ageOf = ({ ageHours }: RegionImpact): number => ageHours ?? Number.POSITIVE_INFINITY

type Compare = (a: RegionImpact, b: RegionImpact) => number

/** Infinity less infinity is no order at all. */
const byAge: Compare = (a, b) => (ageOf(a) === ageOf(b) ? 0 : ageOf(a) - ageOf(b))
const byAmount: Compare = (a, b) => shownCount(b) - shownCount(a)

/** The order asked for; what has nothing of the kind comes last, and ties are broken so that one state has one order. */
function comparing(order: ViewQuery['sort'], nameOf: (row: RegionImpact) => string, locale: Locale): Compare {
  const byName: Compare = (a, b) => nameOf(a).localeCompare(nameOf(b), locale)
  const first: Record<ViewQuery['sort'], Compare> = {
    rank: byAmount,
    amount: byAmount,
    name: byName,
    share: (a, b) => shareOf(b) - shareOf(a) || byAmount(a, b),
    age: byAge,
  }
  return (a, b) => first[order](a, b) || byAge(a, b) || a.region.localeCompare(b.region)
}

/**
 * The rows of the table that tell something. By rank they stand under their standing, the largest first and without a figure the newest word
 * first; in any other order they are one group.
 */
export function rowGroups(
  rows: readonly RegionImpact[],
  order: ViewQuery['sort'],
  { nameOf, locale }: { nameOf: (row: RegionImpact) => string; locale: Locale },
): RowGroup[] {
  const told = rows.filter(({ standing }) => standing !== 'notReported').sort(comparing(order, nameOf, locale))
  const groups: RowGroup[] =
    order === 'rank'
      ? toldStandings.map((standing) => ({ standing, rows: told.filter((row) => row.standing === standing) }))
      : [{ standing: null, rows: told }]
  return groups.filter((group) => group.rows.length > 0)
}
