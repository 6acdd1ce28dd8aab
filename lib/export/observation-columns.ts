import type { ObservationRow } from '@/lib/schema/statement'
import { type Column, listed } from './csv'

/** What was said, one statement a row: the flat form of `GET /observations`. */
export const observationColumns: readonly Column<ObservationRow>[] = [
  { name: 'id', says: 'of the observation, inside its report', of: ({ id }) => id },
  { name: 'report', says: 'the report it stands in', of: ({ report }) => report },
  { name: 'incident', says: 'the incident, at /api/v1/incidents/{id}', of: ({ incident }) => incident },
  { name: 'incidentTitle', says: 'its title', of: ({ incidentTitle }) => incidentTitle },
  { name: 'kind', says: 'the cause of the incident', of: ({ kind }) => kind },
  { name: 'regions', says: 'which regions it speaks of; several: of all of them together', of: ({ regions }) => listed(regions) },
  { name: 'place', says: 'the part of the region; empty: the whole', of: ({ place }) => place },
  { name: 'control', says: 'who holds the place, government or occupied', of: ({ control }) => control },
  { name: 'service', says: 'which service is meant', of: ({ service }) => service },
  { name: 'measure', says: 'what is counted about it', of: ({ measure }) => measure },
  { name: 'basis', says: 'at_time, peak or cumulative', of: ({ basis }) => basis },
  { name: 'unit', says: 'what is counted; empty: a state, with nothing counted', of: ({ unit }) => unit },
  { name: 'value', says: 'the number said', of: ({ value }) => value },
  { name: 'min', says: 'the beginning of a range said', of: ({ min }) => min },
  { name: 'max', says: 'its end', of: ({ max }) => max },
  { name: 'qualifier', says: 'exact, about, at_least, at_most, range or vague', of: ({ qualifier }) => qualifier },
  { name: 'quantityText', says: 'the quantity in the words of the source', of: ({ quantityText }) => quantityText },
  { name: 'state', says: 'out, partly_restored, restored, limited, on_backup or unknown', of: ({ state }) => state },
  { name: 'note', says: 'what kind of customer or thing is meant', of: ({ note }) => note },
  { name: 'quote', says: 'the words that say so', of: ({ quote }) => quote },
  { name: 'asOf', says: 'the time spoken of, as it was said: an instant in UTC, a day or a month', of: ({ asOf }) => asOf.time },
  { name: 'asOfPrecision', says: 'how exactly it was said', of: ({ asOf }) => asOf.precision },
  { name: 'publishedAt', says: 'when the source published it', of: ({ publishedAt }) => publishedAt },
  { name: 'recordedAt', says: 'when this ledger took it in, UTC', of: ({ recordedAt }) => recordedAt },
  { name: 'publisher', says: 'who printed it', of: ({ source }) => source.publisher },
  { name: 'statedBy', says: 'who stated it', of: ({ source }) => source.statedBy },
  {
    name: 'tier',
    says: 'how near the source is to what it states, 1 the nearest, 4 an occupation authority',
    of: ({ source }) => source.tier,
  },
  { name: 'url', says: 'where it stands', of: ({ source }) => source.url },
  { name: 'archiveUrl', says: 'a kept copy', of: ({ source }) => source.archiveUrl },
]
