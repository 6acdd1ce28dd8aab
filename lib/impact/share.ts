import type { Range, Share } from '@/lib/schema/impact'
import type { Unit } from '@/lib/schema/observation'
import type { Denominator, Region } from '@/lib/schema/region'

/**
 * What a count may be held against: households against households, customers against customers or, where nobody counts those, against
 * households, whose label says so. People are never held against households, nor the reverse. Sourced counts come before estimates.
 */
export function denominatorFor({ denominators }: Region, unit: Unit | null): Denominator | null {
  if (unit !== 'customers' && unit !== 'households') return null
  const wanted = unit === 'customers' ? (['customers', 'households'] as const) : (['households'] as const)
  for (const of of wanted) {
    const fitting = denominators.filter((denominator) => denominator.of === of)
    const found = fitting.find(({ kind }) => kind === 'sourced') ?? (of === 'households' ? fitting[0] : undefined)
    if (found !== undefined) return found
  }
  return null
}

/** Out over served, as fractions. More than all is flagged, not cut to 100 %. */
export function shareOf({ low, best, high }: Range, { value }: Denominator): Share {
  const share = (count: number | null) => (count === null ? null : count / value)
  return { low: share(low), best: share(best), high: share(high), over: [low, best, high].some((count) => count !== null && count > value) }
}
