import type { Series, SeriesPoint } from '@/lib/schema/impact'
import type { Region } from '@/lib/schema/region'
import type { Table } from './table'

type View = Pick<Series, 'service' | 'step' | 'knownAt' | 'publishedBy'>

/** One region in one bucket. */
export interface SeriesRow extends SeriesPoint, View {
  start: string
  end: string
  region: string
  name: Region['name'] | null
}

/** One row a bucket and region, a bucket at a time: the regions in the order of the answer. Names come from the territory. */
export function* seriesRows(series: Series, find: (code: string) => Region | undefined): Generator<SeriesRow[]> {
  const { service, step, knownAt, publishedBy } = series
  for (const { start, end, regions } of series.buckets) {
    yield Object.entries(regions).map(([region, point]) => {
      const name = find(region)?.name ?? null
      return { start, end, region, name, service, step, knownAt, publishedBy, ...point }
    })
  }
}

const columns: Table<SeriesRow>['columns'] = [
  {
    name: 'start',
    kind: 'instant',
    says: 'the beginning of the bucket, UTC; an hour, day or week of the territory',
    of: ({ start }) => start,
  },
  { name: 'end', kind: 'instant', says: 'its end, not part of it', of: ({ end }) => end },
  { name: 'region', says: 'ISO 3166-2 code, or the P-code of a raion', of: ({ region }) => region },
  { name: 'nameEn', says: 'its name in English', of: ({ name }) => name?.en ?? null },
  { name: 'nameUk', says: 'its name in Ukrainian', of: ({ name }) => name?.uk ?? null },
  { name: 'service', says: 'which service is meant', of: ({ service }) => service },
  { name: 'step', says: 'the length of a bucket', of: ({ step }) => step },
  {
    name: 'standing',
    says: 'at the end of the bucket: reported, restored, stale or notReported; the last two are gaps, which are not zero',
    of: ({ standing }) => standing,
  },
  { name: 'low', kind: 'number', says: 'at the end of the bucket, at least; empty in a gap', of: ({ low }) => low },
  { name: 'best', kind: 'number', says: 'at the end of the bucket; empty in a gap or without a number', of: ({ best }) => best },
  {
    name: 'high',
    kind: 'number',
    says: 'at the end of the bucket, at most; empty beside a best: open, "at least"',
    of: ({ high }) => high,
  },
  { name: 'peak', kind: 'number', says: 'the highest best inside the bucket', of: ({ peak }) => peak },
  { name: 'unit', says: 'what is counted; customers, households and people are never added to each other', of: ({ unit }) => unit },
  { name: 'hoursCovered', kind: 'number', says: 'how many hours of the bucket were reported', of: ({ hoursCovered }) => hoursCovered },
  { name: 'viewKnownAt', kind: 'instant', says: 'only what this ledger had made public by then', of: ({ knownAt }) => knownAt },
  { name: 'viewPublishedBy', kind: 'instant', says: 'only what the sources had published by then', of: ({ publishedBy }) => publishedBy },
]

/** A region over time: the flat form of `GET /series`. */
export const seriesTable: Table<SeriesRow> = {
  name: 'series',
  about: 'One bucket and region a row; sums over regions are in the JSON alone.',
  columns,
  key: ['region', 'start'],
  regions: ({ region }) => [region],
}
