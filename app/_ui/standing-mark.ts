import type { RegionImpact } from '@/lib/schema/impact'
import { type AmountStep, amountStep } from './amount-scale'

/** The five marks of every drawing: shade is the amount, pattern is the standing. A stale mark keeps the shade of the last figure. */
export type StandingMark =
  | { kind: 'reported'; step: AmountStep }
  | { kind: 'noFigure' }
  | { kind: 'stale'; step: AmountStep | null }
  | { kind: 'restored' }
  | { kind: 'notReported' }

type Told = Pick<RegionImpact, 'standing' | 'low' | 'best' | 'high'> & { last: Pick<RegionImpact, 'low' | 'best' | 'high'> | null }

/** The number a range is shown by: its best, else the end that is known; null where no number was said. */
export const shownCount = ({ best, low, high }: Pick<RegionImpact, 'low' | 'best' | 'high'>): number | null => best ?? low ?? high

/** How one region is drawn. */
export function standingMark({ standing, last, ...range }: Told): StandingMark {
  if (standing === 'restored' || standing === 'notReported') return { kind: standing }
  if (standing === 'stale') {
    const count = last && shownCount(last)
    return { kind: 'stale', step: count === null ? null : amountStep(count) }
  }
  const count = shownCount(range)
  return count === null ? { kind: 'noFigure' } : { kind: 'reported', step: amountStep(count) }
}

/**
 * The paint of a mark in an SVG that holds the patterns of `drawing` (see PatternDefs): a value for the `fill` attribute.
 * Colours are custom properties, so that light and dark switch without script.
 */
export function markFill(mark: StandingMark, drawing: string): string {
  switch (mark.kind) {
    case 'reported':
      return `var(--a${mark.step + 1})`
    case 'stale':
      return `url(#${drawing}-s${mark.step === null ? 0 : mark.step + 1})`
    case 'restored':
      return 'var(--plane)'
    case 'noFigure':
      return `url(#${drawing}-f)`
    case 'notReported':
      return `url(#${drawing}-n)`
  }
}
