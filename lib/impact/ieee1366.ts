import type { Unit } from '@/lib/schema/observation'
import type { Denominator } from '@/lib/schema/region'
import type { Instant } from '@/lib/schema/time'
import { hoursBetween } from '@/lib/time/interval'

/** One interruption as a machine feed gives it: how many were cut (Nᵢ), from when, and until when (null: still). */
export interface Interruption {
  unit: Unit | null
  interrupted: number
  from: Instant
  until: Instant | null
}

/** Indices of IEEE Std 1366 in hours per customer served, interruptions per customer served, and hours per interruption. */
export interface ReliabilityIndices {
  saidi: number
  saifi: number
  /** Null where nobody was interrupted: there is no average of none. */
  caidi: number | null
  /** An interruption still goes on and was counted up to now, so the indices will grow. */
  open: boolean
}

/**
 * SAIDI = Σ rᵢNᵢ / N_T, SAIFI = Σ Nᵢ / N_T, CAIDI = SAIDI / SAIFI (IEEE Std 1366). Null unless every interruption is counted in customers and
 * N_T is a sourced count of customers: no estimate ever carries these names.
 */
export function reliabilityIndices(interruptions: readonly Interruption[], served: Denominator, now: Instant): ReliabilityIndices | null {
  if (served.kind !== 'sourced' || served.of !== 'customers') return null
  if (interruptions.some(({ unit }) => unit !== 'customers')) return null
  const begun = interruptions.filter(({ from }) => hoursBetween(from, now) >= 0)
  const endOf = ({ until }: Interruption) => (until === null || hoursBetween(until, now) < 0 ? now : until)
  const saidi = begun.reduce((sum, one) => sum + hoursBetween(one.from, endOf(one)) * one.interrupted, 0) / served.value
  const saifi = begun.reduce((sum, { interrupted }) => sum + interrupted, 0) / served.value
  const open = begun.some(({ until }) => until === null || hoursBetween(until, now) < 0)
  return { saidi, saifi, caidi: saifi === 0 ? null : saidi / saifi, open }
}
