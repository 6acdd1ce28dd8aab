import type { Incident } from '@/lib/schema/incident'
import type { Table } from './table'

const columns: Table<Incident>['columns'] = [
  { name: 'id', says: 'its address is /api/v1/incidents/{id}', of: ({ id }) => id },
  { name: 'title', says: 'in words', of: ({ title }) => title },
  { name: 'kind', says: 'the cause', of: ({ kind }) => kind },
  { name: 'start', says: 'when it began, as it was said: an instant in UTC, a day or a month', of: ({ start }) => start.time },
  { name: 'startPrecision', says: 'how exactly that is known', of: ({ start }) => start.precision },
  { name: 'end', says: 'when it ended; empty: nobody has said so', of: ({ end }) => end?.time ?? null },
  { name: 'endPrecision', says: 'how exactly that is known', of: ({ end }) => end?.precision ?? null },
  {
    name: 'status',
    says: 'reported, restored, stale or notReported at the moment asked about; where none is asked about, now, and in a file of all incidents at the beginning of the hour or the last change in public since',
    of: ({ status }) => status,
  },
  { name: 'regions', kind: 'list', says: 'which regions its reports name', of: ({ regions }) => regions },
  { name: 'services', kind: 'list', says: 'which services they speak of', of: ({ services }) => services },
  { name: 'reports', kind: 'integer', says: 'how many reports there are', of: ({ reportCount }) => reportCount },
  { name: 'lastAsOf', says: 'the time of the newest figure', of: ({ lastAsOf }) => lastAsOf?.time ?? null },
  { name: 'lastAsOfPrecision', says: 'how exactly it was said', of: ({ lastAsOf }) => lastAsOf?.precision ?? null },
  { name: 'recordedAt', kind: 'instant', says: 'when this ledger took it in, UTC', of: ({ recordedAt }) => recordedAt },
]

/** One incident a row: the flat form of `GET /incidents`. */
export const incidentTable: Table<Incident> = {
  name: 'incidents',
  about: 'One incident a row.',
  columns,
  key: ['id'],
  regions: ({ regions }) => regions,
}
