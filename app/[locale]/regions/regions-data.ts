import type { RegionsViewQuery } from '@/app/_filters/region-view'
import type { RegionImpact } from '@/lib/schema/impact'
import type { Service } from '@/lib/schema/observation'
import { ImpactQuery } from '@/lib/schema/query'
import type { Region } from '@/lib/schema/region'
import type { Instant } from '@/lib/schema/time'
import { services } from '@/lib/schema/vocabulary'
import type { Context } from '@/lib/service/context'
import { getImpact } from '@/lib/service/get-impact'
import { listToldRegions } from '@/lib/service/list-told-regions'
import { momentOf } from '../_overview/overview-data'

/** A region with a row each service that anything is known of, and what else it may be looked for by. */
export interface ListedRegion {
  region: Region
  rows: ReadonlyMap<Service, RegionImpact>
  /** The districts inside it, with what each may be looked for by. */
  districts: { region: Region; words: string }[]
  /** The smaller regions inside it that anything was ever said of. */
  told: ListedRegion[]
  words: string
}

export interface RegionsData {
  asOf: Instant
  isDay: boolean
  nothingNewer: boolean
  list: ListedRegion[]
}

const namesOf = ({ name, shortName, aliases, code, pcode }: Region) => [
  name.en,
  name.uk,
  shortName.en,
  shortName.uk,
  ...aliases,
  code,
  pcode ?? '',
]

/** Each once, as a text to look in. */
const text = (names: readonly string[]) => [...new Set(names.flatMap((name) => name.split(/\s+/)))].filter((name) => name !== '').join(' ')

function wordsOf(ctx: Context, region: Region): string {
  const cities = ctx.territory
    .cities()
    .filter(({ district, region: of }) => district === region.code || (region.level === 1 && of === region.code))
  return text([...namesOf(region), ...cities.flatMap(({ name }) => [name.en, name.uk])])
}

/** Every region of the territory, with how each of its services stands at the moment asked for, or where a view without one opens. */
export async function regionsData(ctx: Context, query: RegionsViewQuery): Promise<RegionsData> {
  const { asked, isDay, nothingNewer } = await momentOf(ctx, query)
  const { find: _find, ...filters } = query
  const ask = ImpactQuery.parse({ ...filters, asOf: asked, service: [...services] })
  const isSmaller = (code: string) => ctx.territory.find(code)?.level === 2
  const told = [...(await listToldRegions(ctx, ask))].filter(isSmaller)
  const others = services.filter((service) => service !== 'electricity')
  const electricity: ImpactQuery = { ...ask, service: ['electricity'], unit: 'connections' }
  const answers = await Promise.all([
    getImpact(ctx, electricity),
    getImpact(ctx, { ...ask, service: others }),
    ...(told.length > 0
      ? [getImpact(ctx, { ...ask, level: 2, region: told }), getImpact(ctx, { ...electricity, level: 2, region: told })]
      : []),
  ])
  const rows = answers.flatMap(({ data }) => data)
  const known = rows.filter(({ standing }) => standing !== 'notReported')
  const listed = (region: Region): ListedRegion => {
    const children = ctx.territory.children(region.code)
    return {
      region,
      rows: new Map(known.filter((row) => row.region === region.code).map((row) => [row.service, row])),
      districts: children.map((child) => ({ region: child, words: wordsOf(ctx, child) })),
      told: children.filter(({ code }) => told.includes(code)).map(listed),
      words: wordsOf(ctx, region),
    }
  }
  const list = ctx.territory.regions.filter(({ level, inPack }) => level === 1 && inPack).map(listed)
  return { asOf: answers[0].asOf, isDay, nothingNewer, list }
}
