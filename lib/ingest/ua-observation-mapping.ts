import type { Measure, NewObservation, State, Unit } from '@/lib/schema/observation'
import { decided, type Reviewed, type SaidPlace, type SaidQualifier } from './reviewed'
import { RowFault } from './row-fault'
import type { UaObservationRow } from './ua-observation-row'

const unitOf: Record<UaObservationRow['metric'], Unit | null> = {
  customers_without: 'customers',
  households_without: 'households',
  people_without: 'people',
  settlements_without: 'settlements',
  buildings_without: 'buildings',
  facilities_on_generators: 'facilities',
  facilities_closed: 'facilities',
  mw_lost: 'megawatts',
  status: null,
}

const stateOf: Record<UaObservationRow['state'], State> = {
  out: 'out',
  'partly restored': 'partly_restored',
  restored: 'restored',
  'emergency schedule': 'limited',
}

type Quantity = Pick<NewObservation, 'qualifier'> & Required<Pick<NewObservation, 'unit' | 'value' | 'min' | 'max' | 'quantityText'>>

const nothingCounted: Quantity = { unit: null, value: null, min: null, max: null, qualifier: 'exact', quantityText: null }

/** What is counted, and how exactly. A status has no number of its own, whatever its qualifier says; a value there counts regions. */
function quantityOf(row: UaObservationRow, said: SaidQualifier | null): Quantity {
  const { value, value_min: min, value_max: max } = row
  const inWords = said !== null && (said.percent !== undefined || said.qualifier === 'vague')
  if (inWords && (value !== null || min !== null || max !== null)) throw new RowFault('qualifier', 'words and a number at once')
  const unit = row.metric === 'status' ? 'regions' : unitOf[row.metric]
  if (inWords && row.metric === 'status') return { ...nothingCounted, qualifier: 'vague', quantityText: row.qualifier }
  if (inWords && said.percent !== undefined) {
    return { ...nothingCounted, unit: 'percent', value: said.percent, qualifier: said.qualifier, quantityText: row.qualifier }
  }
  if (inWords) return { ...nothingCounted, unit, qualifier: 'vague', quantityText: row.qualifier }
  const numbers = [value, min, max].some((number) => number !== null)
  if (!numbers && said !== null) throw new RowFault('value', 'there are words of a quantity and no number')
  return numbers ? { ...nothingCounted, unit, value, min, max, qualifier: said?.qualifier ?? 'exact' } : nothingCounted
}

const isCounted = ({ value, min, quantityText, unit }: Quantity) =>
  unit !== null && (value !== null || min !== null || quantityText !== null)

/**
 * `state` decides what the value counts. Services that stop (transport, schools) are `without` like the others: the file says
 * `out` of them; where the words say closed, rows.json does.
 */
function measureOf({ metric, state }: UaObservationRow, quantity: Quantity): Measure {
  if (quantity.unit === 'regions') return 'regions_affected'
  if (metric === 'mw_lost') return 'capacity_lost'
  if (state === 'restored' && isCounted(quantity)) return 'reconnected'
  if (metric === 'facilities_on_generators') return 'on_backup'
  if (metric === 'facilities_closed') return 'closed'
  return state === 'emergency schedule' ? 'limited' : 'without'
}

/** A count of those who came back says that some are back, not that nobody is without; a generator that runs is a backup until it is not needed. */
function standingState({ state }: UaObservationRow, measure: Measure): State {
  if (measure === 'reconnected') return 'partly_restored'
  if (measure === 'on_backup' && (state === 'out' || state === 'emergency schedule')) return 'on_backup'
  return stateOf[state]
}

function placeOf({ place }: UaObservationRow, places: Reviewed['places']): SaidPlace {
  if (place === null) return { kind: 'region' }
  const known = decided(places, place)
  if (known === undefined) throw new RowFault('place', 'is not among the reviewed places')
  return known
}

function qualifierOf({ qualifier }: UaObservationRow, qualifiers: Reviewed['qualifiers']): SaidQualifier | null {
  if (qualifier === null) return null
  const known = decided(qualifiers, qualifier)
  if (known === undefined) throw new RowFault('qualifier', 'is not among the reviewed qualifiers')
  return known
}

/** The line as an observation of these regions. Throws RowFault where a word of it has not been reviewed. */
export function observationOf(row: UaObservationRow, regions: string[], reviewed: Pick<Reviewed, 'places' | 'qualifiers'>): NewObservation {
  const said = placeOf(row, reviewed.places)
  const quantity = quantityOf(row, qualifierOf(row, reviewed.qualifiers))
  if (said.kind === 'regions' && quantity.unit !== 'regions') throw new RowFault('value', 'a count of regions without a number')
  const measure = measureOf(row, quantity)
  return {
    regions,
    place: said.kind === 'place' ? (said.place ?? row.place) : said.kind === 'occupied' ? (said.place ?? null) : null,
    control: said.kind === 'occupied' ? 'occupied' : 'government',
    service: row.service,
    measure,
    basis: measure === 'reconnected' ? 'cumulative' : 'at_time',
    ...quantity,
    state: standingState(row, measure),
    note: said.kind === 'regions' ? null : (said.note ?? null),
    quote: row.quote,
  }
}
