import type { Denominator } from '@/lib/schema/region'
import type { DenominatorRow, PackFile } from './pack'

const beforeDisplacement = 'before displacement'

/**
 * What counts of a region may be held against: its customers, its population, the households somebody counted, and the estimate of
 * households (population ÷ the national persons per household). Empty where nothing is known: nothing is invented.
 */
export function denominatorsOf(row: DenominatorRow | undefined, file: PackFile): Denominator[] {
  return row === undefined ? [] : [...customersOf(row, file), ...homesOf(row, file)]
}

function customersOf({ customers: value }: DenominatorRow, { customers }: PackFile): Denominator[] {
  return value && customers ? [{ of: 'customers', value, kind: 'sourced', formula: null, ...customers, note: null }] : []
}

function homesOf(row: DenominatorRow, { population, estimate }: PackFile): Denominator[] {
  const people = row.pop_present_2022 ?? null
  if (people === null || population === null || estimate === null) return []
  return [
    { of: 'population', value: people, kind: 'sourced', formula: null, ...population, note: beforeDisplacement },
    ...countedHouseholds(row),
    {
      of: 'households',
      value: Math.round(people / estimate.personsPerHousehold),
      kind: 'estimated',
      formula: `population ÷ ${estimate.personsPerHousehold} persons per household (national, ${estimate.year})`,
      source: `${population.source}; ${estimate.source}`,
      year: population.year,
      note: beforeDisplacement,
    },
  ]
}

/** A count without a year cannot be held against anything: it is left out. */
function countedHouseholds({ households, hh_year: year, hh_source: source, hh_note: note }: DenominatorRow): Denominator[] {
  if (!households || !year || !source) return []
  const remark = note ? `${beforeDisplacement}; ${note}` : beforeDisplacement
  return [{ of: 'households', value: households, kind: 'sourced', formula: null, source, year, note: remark }]
}
