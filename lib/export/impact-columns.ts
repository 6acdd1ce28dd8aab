import type { Impact, RegionImpact } from '@/lib/schema/impact'
import type { Table } from './table'

/** One region and service of an answer, with the moment that the answer is of. */
export type ImpactRow = RegionImpact & { view: Pick<Impact, 'asOf' | 'knownAt' | 'publishedBy'> }

/** One row a region and service, in the order of the answer. */
export const impactRows = ({ data, asOf, knownAt, publishedBy }: Impact): ImpactRow[] =>
  data.map((row) => ({ ...row, view: { asOf, knownAt, publishedBy } }))

/** The statements behind a row, one a source: the same publisher, speaker and address are one. */
function sourcesOf({ basis }: RegionImpact) {
  return [...new Map(basis.map((said) => [JSON.stringify([said.publisher, said.statedBy, said.url]), said])).values()]
}

const columns: Table<ImpactRow>['columns'] = [
  { name: 'region', says: 'ISO 3166-2 code, or the P-code of a raion', of: ({ region }) => region },
  { name: 'nameEn', says: 'its name in English', of: ({ name }) => name.en },
  { name: 'nameUk', says: 'its name in Ukrainian', of: ({ name }) => name.uk },
  { name: 'service', says: 'which service is meant', of: ({ service }) => service },
  {
    name: 'standing',
    says: 'reported; restored; stale: the last word is too old to hold; notReported: nobody has said anything, which is not zero',
    of: ({ standing }) => standing,
  },
  { name: 'measure', says: 'without, on_backup, closed or limited', of: ({ measure }) => measure },
  { name: 'state', says: 'out, partly_restored, restored, limited, on_backup or unknown', of: ({ state }) => state },
  { name: 'low', kind: 'number', says: 'at least so many; empty: nothing below was said', of: ({ low }) => low },
  { name: 'best', kind: 'number', says: 'the figure that leads; empty: no number', of: ({ best }) => best },
  { name: 'high', kind: 'number', says: 'at most so many; empty beside a best: open, "at least"', of: ({ high }) => high },
  { name: 'unit', says: 'what is counted; customers, households and people are never added to each other', of: ({ unit }) => unit },
  { name: 'shareLow', kind: 'number', says: 'low over the denominator, a fraction', of: ({ share }) => share?.low ?? null },
  { name: 'shareBest', kind: 'number', says: 'best over the denominator, a fraction', of: ({ share }) => share?.best ?? null },
  { name: 'shareHigh', kind: 'number', says: 'high over the denominator, a fraction', of: ({ share }) => share?.high ?? null },
  { name: 'shareOver', kind: 'boolean', says: 'true: more are said to be without than are served', of: ({ share }) => share?.over ?? null },
  { name: 'denominatorOf', says: 'what the denominator counts', of: ({ denominator }) => denominator?.of ?? null },
  { name: 'denominatorValue', kind: 'number', says: 'how many of them there are', of: ({ denominator }) => denominator?.value ?? null },
  { name: 'denominatorKind', says: 'sourced, or estimated by its formula', of: ({ denominator }) => denominator?.kind ?? null },
  { name: 'denominatorFormula', says: 'how it was estimated', of: ({ denominator }) => denominator?.formula ?? null },
  { name: 'denominatorSource', says: 'who counted', of: ({ denominator }) => denominator?.source ?? null },
  { name: 'denominatorYear', kind: 'integer', says: 'of which year', of: ({ denominator }) => denominator?.year ?? null },
  { name: 'denominatorNote', says: 'what to say beside it', of: ({ denominator }) => denominator?.note ?? null },
  {
    name: 'asOf',
    says: 'the time of the word that stands, as it was said: an instant in UTC, a day or a month',
    of: (row) => row.asOf?.time ?? null,
  },
  { name: 'asOfPrecision', says: 'how exactly it was said: minute, hour, day, month', of: ({ asOf }) => asOf?.precision ?? null },
  { name: 'ageHours', kind: 'number', says: 'hours from the end of that time to viewAsOf', of: ({ ageHours }) => ageHours },
  { name: 'lastLow', kind: 'number', says: 'while stale: the last word, at least', of: ({ last }) => last?.low ?? null },
  { name: 'lastBest', kind: 'number', says: 'while stale: the last word', of: ({ last }) => last?.best ?? null },
  { name: 'lastHigh', kind: 'number', says: 'while stale: the last word, at most', of: ({ last }) => last?.high ?? null },
  { name: 'lastUnit', says: 'while stale: what the last word counted', of: ({ last }) => last?.unit ?? null },
  {
    name: 'tier',
    kind: 'integer',
    says: 'how near the source of the leading word is, 1 the nearest, 4 an occupation authority',
    of: ({ tier }) => tier,
  },
  { name: 'incidents', kind: 'list', says: 'the incidents behind it, at /api/v1/incidents/{id}', of: ({ incidents }) => incidents },
  {
    name: 'publishers',
    kind: 'list',
    says: 'who printed the statements behind and beside it, one for each of urls',
    of: (row) => sourcesOf(row).map((s) => s.publisher),
  },
  {
    name: 'statedBy',
    kind: 'list',
    says: 'who stated them, one for each of urls; – where nobody is named',
    of: (row) => sourcesOf(row).map((s) => s.statedBy ?? '–'),
  },
  { name: 'urls', kind: 'list', says: 'where they stand', of: (row) => sourcesOf(row).map((s) => s.url) },
  { name: 'viewAsOf', kind: 'instant', says: 'the moment asked about', of: ({ view }) => view.asOf },
  { name: 'viewKnownAt', kind: 'instant', says: 'only what this ledger had made public by then', of: ({ view }) => view.knownAt },
  { name: 'viewPublishedBy', kind: 'instant', says: 'only what the sources had published by then', of: ({ view }) => view.publishedBy },
]

/** Who is without how much: the flat form of a row of `GET /impact`, in every format but JSON. */
export const impactTable: Table<ImpactRow> = {
  name: 'impact',
  about: 'One region and service a row.',
  columns,
  key: ['region', 'service'],
  regions: ({ region }) => [region],
}
