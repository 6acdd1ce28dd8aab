import { mediaTypes } from '@/lib/http/negotiate'
import { operations } from '@/lib/http/operations'

/** The operations whose answers are files to keep, and what each is asked for. */
const kept = [
  { key: 'observations', operation: operations.listObservations, asked: '' },
  { key: 'incidents', operation: operations.listIncidents, asked: '' },
  { key: 'readings', operation: operations.listReadings, asked: '' },
  { key: 'impact', operation: operations.getImpact, asked: '' },
  { key: 'series', operation: operations.getSeries, asked: '' },
  { key: 'oblasts', operation: operations.getGeometry, asked: 'level=1' },
  { key: 'raions', operation: operations.getGeometry, asked: 'level=2' },
  { key: 'listRegions', operation: operations.listRegions, asked: '' },
] as const

/** What can be taken along, each with an address for every format that it is written in. `key` names its words. */
export const files = kept.map(({ key, operation, asked }) => ({
  key,
  downloads: operation.formats.map((format) => {
    const query = [asked, 'format' in operation.query.shape ? `format=${format}` : ''].filter(Boolean).join('&')
    return { format, type: mediaTypes[format], href: query === '' ? operation.path : `${operation.path}?${query}` }
  }),
}))
