import type { Candidate } from '@/lib/finder/candidate'

/**
 * An observation in one line: measure and state where they say more than "without power", quantity, unit, service, regions, place.
 * `without ≈600000 households electricity UA-12`, `back water UA-30`, `on_backup health UA-12 (Dnipro)`.
 */
export function observed({ found }: Candidate): string {
  const { measure, state, qualifier, value, min, max, unit, service, regions, place } = found
  const sign = { exact: '', about: '≈', at_least: '≥', at_most: '≤', range: '', vague: 'vague' }[qualifier]
  const number = value ?? (min === null || min === undefined ? '' : `${min}-${max}`)
  const what =
    measure === 'without' && state === 'restored' ? 'back' : measure === 'without' && state === 'partly_restored' ? 'partly' : measure
  const counted = unit === null || unit === undefined ? [] : [`${sign}${number}`, unit]
  return [what, ...counted, service ?? '?', regions.length === 0 ? '?' : regions.join('+'), ...(place ? [`(${place})`] : [])].join(' ')
}

/** Every number an observation claims. */
export const numbersOf = ({ found: { value, min, max } }: Candidate): number[] =>
  [value, min, max].filter((number) => number !== null && number !== undefined)
