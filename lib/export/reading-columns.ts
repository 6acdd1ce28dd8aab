import type { ReadingStep } from '@/lib/schema/reading'
import type { Table } from './table'

const columns: Table<ReadingStep>['columns'] = [
  { name: 'feed', says: 'the machine feed, as /api/v1/feeds has it', of: ({ feed }) => feed },
  { name: 'region', says: 'ISO 3166-2 code, or the code of a smaller region', of: ({ region }) => region },
  { name: 'service', says: 'which service is meant', of: ({ service }) => service },
  { name: 'measure', says: 'what is counted about it', of: ({ measure }) => measure },
  { name: 'unit', says: 'what is counted', of: ({ unit }) => unit },
  { name: 'since', kind: 'instant', says: 'the first snapshot that gave the number, UTC', of: ({ since }) => since },
  { name: 'until', kind: 'instant', says: 'the last one that gave it without a gap, UTC', of: ({ until }) => until },
  { name: 'out', kind: 'integer', says: 'how many', of: ({ out }) => out },
  { name: 'served', kind: 'integer', says: 'of how many, where the feed tells', of: ({ served }) => served },
  {
    name: 'coverage',
    kind: 'number',
    says: 'the share of the snapshots due in that time that were taken in',
    of: ({ coverage }) => coverage,
  },
]

/** What machine feeds said of areas, a step a row: the flat form of `GET /readings`. */
export const readingTable: Table<ReadingStep> = {
  name: 'readings',
  about: 'One number of one area a row, for as long as it was given without a gap.',
  columns,
  key: ['feed', 'region', 'since'],
  regions: ({ region }) => [region],
}
