import type { ObservationRow } from '@/lib/schema/statement'
import type { TableColumn } from '@/lib/schema/table-columns'
import type { Column, Table } from './table'

const columns: readonly (Column<ObservationRow> & { name: TableColumn })[] = [
  { name: 'id', says: 'of the observation, inside its report', of: ({ id }) => id },
  { name: 'report', says: 'the report it stands in', of: ({ report }) => report },
  { name: 'incident', says: 'the incident, at /api/v1/incidents/{id}', of: ({ incident }) => incident },
  { name: 'incidentTitle', says: 'its title', of: ({ incidentTitle }) => incidentTitle },
  { name: 'kind', says: 'the cause of the incident', of: ({ kind }) => kind },
  { name: 'incidentStart', says: 'when it began, as it was said', of: ({ incidentStart }) => incidentStart.time },
  { name: 'incidentStartPrecision', says: 'how exactly', of: ({ incidentStart }) => incidentStart.precision },
  { name: 'incidentEnd', says: 'when it ended, where somebody said so', of: ({ incidentEnd }) => incidentEnd?.time ?? null },
  { name: 'incidentEndPrecision', says: 'how exactly', of: ({ incidentEnd }) => incidentEnd?.precision ?? null },
  { name: 'wave', says: 'the id of a larger attack or storm it belongs to', of: ({ wave }) => wave },
  { name: 'regions', kind: 'list', says: 'which regions it speaks of; several: of all of them together', of: ({ regions }) => regions },
  { name: 'place', says: 'the part of the region; empty: the whole', of: ({ place }) => place },
  { name: 'control', says: 'who holds the place, government or occupied', of: ({ control }) => control },
  { name: 'service', says: 'which service is meant', of: ({ service }) => service },
  { name: 'measure', says: 'what is counted about it', of: ({ measure }) => measure },
  { name: 'basis', says: 'at_time, peak or cumulative', of: ({ basis }) => basis },
  { name: 'unit', says: 'what is counted; empty: a state, with nothing counted', of: ({ unit }) => unit },
  { name: 'value', kind: 'number', says: 'the number said', of: ({ value }) => value },
  { name: 'min', kind: 'number', says: 'the beginning of a range said', of: ({ min }) => min },
  { name: 'max', kind: 'number', says: 'its end', of: ({ max }) => max },
  { name: 'qualifier', says: 'exact, about, at_least, at_most, range or vague', of: ({ qualifier }) => qualifier },
  { name: 'quantityText', says: 'the quantity in the words of the source', of: ({ quantityText }) => quantityText },
  { name: 'state', says: 'out, partly_restored, restored, limited, on_backup or unknown', of: ({ state }) => state },
  { name: 'note', says: 'what kind of customer or thing is meant', of: ({ note }) => note },
  { name: 'quote', says: 'the words that say so', of: ({ quote }) => quote },
  { name: 'reportQuote', says: 'the words of the whole report', of: ({ reportQuote }) => reportQuote },
  { name: 'supersedes', says: 'the report that this one puts right', of: ({ supersedes }) => supersedes },
  { name: 'asOf', says: 'the time spoken of, as it was said: an instant in UTC, a day or a month', of: ({ asOf }) => asOf.time },
  { name: 'asOfPrecision', says: 'how exactly it was said', of: ({ asOf }) => asOf.precision },
  { name: 'publishedAt', says: 'when the source published it', of: ({ publishedAt }) => publishedAt },
  { name: 'recordedAt', kind: 'instant', says: 'when this ledger took it in, UTC', of: ({ recordedAt }) => recordedAt },
  { name: 'publisher', says: 'who printed it', of: ({ source }) => source.publisher },
  { name: 'statedBy', says: 'who stated it', of: ({ source }) => source.statedBy },
  {
    name: 'tier',
    kind: 'integer',
    says: 'how near the source is to what it states, 1 the nearest, 4 an occupation authority',
    of: ({ source }) => source.tier,
  },
  { name: 'url', says: 'where it stands', of: ({ source }) => source.url },
  { name: 'archiveUrl', says: 'a kept copy', of: ({ source }) => source.archiveUrl },
  { name: 'lang', says: 'the language of the words, where it is known', of: ({ source }) => source.lang },
]

/** What was said, one statement a row: the flat form of `GET /observations`, complete, so that it can be taken in again without loss. */
export const observationTable: Table<ObservationRow> = {
  name: 'observations',
  about: 'One statement a row.',
  columns,
  key: ['report', 'id'],
  regions: ({ regions }) => regions,
}
