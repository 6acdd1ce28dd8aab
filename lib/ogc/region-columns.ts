import type { Table } from '@/lib/export/table'
import type { Denominator, Region } from '@/lib/schema/region'

/** What counts of one kind there are of a region: what somebody counted before what was estimated. */
const counted = ({ denominators }: Region, of: Denominator['of']) =>
  denominators.find((each) => each.of === of && each.kind === 'sourced') ?? denominators.find((each) => each.of === of)

/** A region in one flat row. */
export const regionTable: Pick<Table<Region>, 'columns'> = {
  columns: [
    { name: 'code', says: 'ISO 3166-2 code, or the P-code of a raion', of: ({ code }) => code },
    { name: 'level', says: '0 the country, 1 an oblast, 2 a raion', of: ({ level }) => level },
    { name: 'parent', says: 'the region it lies in', of: ({ parent }) => parent },
    { name: 'nameEn', says: 'its name in English', of: ({ name }) => name.en },
    { name: 'nameUk', says: 'its name in Ukrainian', of: ({ name }) => name.uk },
    { name: 'shortNameEn', says: 'the same, as a map has room for', of: ({ shortName }) => shortName.en },
    { name: 'shortNameUk', says: 'the same, as a map has room for', of: ({ shortName }) => shortName.uk },
    { name: 'iso', says: 'ISO 3166-2', of: ({ iso }) => iso },
    { name: 'pcode', says: 'the code that humanitarian organisations use', of: ({ pcode }) => pcode },
    { name: 'katottg', says: 'the code of the state’s register', of: ({ katottg }) => katottg },
    { name: 'inPack', says: 'false: a country that only appears in statements', of: ({ inPack }) => inPack },
    { name: 'population', says: 'people; empty: nobody has counted', of: (region) => counted(region, 'population')?.value ?? null },
    { name: 'populationYear', says: 'of which year', of: (region) => counted(region, 'population')?.year ?? null },
    { name: 'populationSource', says: 'who counted', of: (region) => counted(region, 'population')?.source ?? null },
    { name: 'households', says: 'homes; empty: nobody has counted', of: (region) => counted(region, 'households')?.value ?? null },
    { name: 'householdsKind', says: 'sourced, or estimated', of: (region) => counted(region, 'households')?.kind ?? null },
    { name: 'householdsYear', says: 'of which year', of: (region) => counted(region, 'households')?.year ?? null },
    { name: 'householdsSource', says: 'who counted', of: (region) => counted(region, 'households')?.source ?? null },
  ],
}
