import type { Locale } from '@/lib/i18n/locale'
import { saidQuantity } from '@/lib/i18n/said-quantity'
import { translator } from '@/lib/i18n/translator'
import type { Observation } from '@/lib/schema/observation'
import { placeName, type Reading, shortName } from '../../_overview/reading'

/** How many, as it was said, with the unit: `about 600,000 households`; null where nothing was counted. */
export function quantityInWords(observation: Observation, locale: Locale): string | null {
  const { unit, value, max } = observation
  const counted = value ?? max
  const number = saidQuantity(observation, locale)
  if (number === null) return null
  const unitWord = unit !== null && counted !== null ? translator(locale, 'words')(`unit.${unit}`, { count: counted }) : ''
  return [number, unitWord].join('\u00a0').trim()
}

/** Where, how many and in what state: `Dnipropetrovsk, about 600,000 households, partly restored`. */
export function inWords(observation: Observation, reading: Reading): string {
  const { locale } = reading
  const t = translator(locale, 'incident')
  const w = translator(locale, 'words')
  const quantity = quantityInWords(observation, locale)
  const regions = observation.regions.map((code) => shortName(code, reading)).join(', ')
  const place = observation.place === null ? regions : `${placeName(observation.place, reading)} (${regions})`
  const occupied = observation.control === 'occupied' ? t('occupied') : null
  const state = observation.measure === 'without' ? w(`state.${observation.state}`) : w(`measure.${observation.measure}`)
  return [place, occupied, quantity, observation.note, state].filter(Boolean).join(', ')
}
