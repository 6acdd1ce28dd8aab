import { saidObservation } from '@/lib/i18n/said-observation'
import type { Observation } from '@/lib/schema/observation'
import { placeName, type Reading, shortName } from '../../_overview/reading'

/** Where, how many and in what state, with the names as this reader knows them. */
export const inWords = (observation: Observation, reading: Reading): string =>
  saidObservation(observation, reading.locale, {
    region: (code) => shortName(code, reading),
    place: (place) => placeName(place, reading),
  })
