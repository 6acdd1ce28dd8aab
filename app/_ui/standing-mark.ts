import type { Range } from '@/lib/schema/impact'
import type { Standing } from '@/lib/schema/incident'
import type { Unit } from '@/lib/schema/observation'
import type { Denominator } from '@/lib/schema/region'
import { type AmountStep, amountStep, shareStep } from './amount-scale'

/** The five marks of every drawing: shade is the amount, pattern is the standing. A stale mark keeps the shade of the last figure. */
export type StandingMark =
  | { kind: 'reported'; step: AmountStep }
  | { kind: 'noFigure' }
  | { kind: 'stale'; step: AmountStep | null }
  | { kind: 'restored' }
  | { kind: 'notReported' }

/** A range with what it counts. */
export type Counted = Range & { unit: Unit | null }

/** How a region stands. While stale its own range says nothing and `last` keeps the last figure. */
export type Told = Counted & { standing: Standing; last: Counted | null }

/** What a count of one region is held against, by the unit of the count. */
export type Served = Partial<Record<Unit, Pick<Denominator, 'of' | 'value'>>>

/** The number a range is shown by: its best, else the end that is known; null where no number was said. */
export const shownCount = ({ best, low, high }: Range): number | null => best ?? low ?? high

/** The figure a region is told by: what is reported, or while stale the last word. Null where there is none. */
export const toldFigure = (told: Told): Counted | null =>
  told.standing === 'stale' ? told.last : told.standing === 'reported' ? told : null

const scaled = ({ low, best, high }: Range, by: number): Range => {
  const part = (count: number | null) => (count === null ? null : count * by)
  return { low: part(low), best: part(best), high: part(high) }
}

/** A figure as fractions of the whole: said in per cent, or held against what is served there. Null where it cannot be. */
export function shareOf(figure: Counted, served: Served | null): Range | null {
  if (figure.unit === 'percent') return scaled(figure, 0.01)
  const whole = figure.unit === null ? undefined : served?.[figure.unit]
  return whole === undefined ? null : scaled(figure, 1 / whole.value)
}

/** A share is told of what holds now; of what is stale only where somebody said it as a share. */
export function toldShare(told: Told, served: Served | null): Range | null {
  const figure = toldFigure(told)
  if (figure === null || (told.standing === 'stale' && figure.unit !== 'percent')) return null
  return shareOf(figure, served)
}

function markWith(told: Told, step: AmountStep | null): StandingMark {
  const { standing } = told
  if (standing === 'restored' || standing === 'notReported') return { kind: standing }
  if (standing === 'stale') return { kind: 'stale', step }
  return step === null ? { kind: 'noFigure' } : { kind: 'reported', step }
}

/** How one region is drawn where the shade is the count. A figure in per cent is a share and no count: it has no shade here. */
export function standingMark(told: Told): StandingMark {
  const figure = toldFigure(told)
  const count = figure === null || figure.unit === 'percent' ? null : shownCount(figure)
  return markWith(told, count === null ? null : amountStep(count))
}

/** How one region is drawn where the shade is the share of all connections there. */
export function shareMark(told: Told, served: Served | null): StandingMark {
  const range = toldShare(told, served)
  const share = range && shownCount(range)
  return markWith(told, share === null ? null : shareStep(share))
}

/** Whether two marks are drawn alike. */
export const sameMark = (a: StandingMark, b: StandingMark): boolean =>
  a.kind === b.kind && ('step' in a ? a.step : null) === ('step' in b ? b.step : null)

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
