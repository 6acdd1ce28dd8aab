import type { Locale } from './locale'
import type { words } from './messages/words'
import { type Said, saidQuantity } from './said-quantity'
import { translator } from './translator'

/** An observation as far as it is told in words; the shape of the records' own. */
interface SaidObservation extends Said {
  regions: readonly string[]
  place: string | null
  control: 'government' | 'occupied'
  measure: keyof typeof words.en.measure
  unit: keyof typeof words.en.unit | null
  state: keyof typeof words.en.state
  note: string | null
}

/** The names by which a reader knows a region and a place. */
export interface Names {
  region: (code: string) => string
  place: (place: string) => string
}

/** How many, as it was said, with the unit: `about 600,000 households`; null where nothing was counted. */
export function saidCount(observation: Said & Pick<SaidObservation, 'unit'>, locale: Locale): string | null {
  const { unit, value, max } = observation
  const counted = value ?? max
  const number = saidQuantity(observation, locale)
  if (number === null) return null
  const unitWord = unit !== null && counted !== null ? translator(locale, 'words')(`unit.${unit}`, { count: counted }) : ''
  return [number, unitWord].join('\u00a0').trim()
}

/** Where, how many and in what state: `Dnipropetrovsk, about 600,000 households, partly restored`. */
export function saidObservation(observation: SaidObservation, locale: Locale, names: Names): string {
  const t = translator(locale, 'incident')
  const w = translator(locale, 'words')
  const regions = observation.regions.map(names.region).join(', ')
  const place = observation.place === null ? regions : `${names.place(observation.place)} (${regions})`
  const occupied = observation.control === 'occupied' ? t('occupied') : null
  const state = observation.measure === 'without' ? w(`state.${observation.state}`) : w(`measure.${observation.measure}`)
  return [place, occupied, saidCount(observation, locale), observation.note, state].filter(Boolean).join(', ')
}
