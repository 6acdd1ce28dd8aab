import type { Region } from '@/lib/schema/region'
import type { territories } from '@/lib/schema/vocabulary'
import { denominatorsOf } from './denominators'
import { labelPoint } from './label-point'
import { BoundaryLevel1, BoundaryLevel2, type City, countryNameOf, type Pack, type PackFile, readPack } from './pack'
import { type PackTopology, toFeatures, wholeOf, withProperties } from './topology'

/** A territory pack: which regions there are, what they are called, how many live there and where they lie. */
export interface Territory {
  code: string
  version: string
  /** IANA zone of the territory's days. */
  zone: string
  /** The country, its regions of level 1 and 2, then the countries that only appear in statements. */
  regions: readonly Region[]
  /**
   * By canonical code, ISO 3166-2, P-code, KATOTTG, name or alias in either language, whatever the case. A larger region wins over a
   * smaller one; of equals with one name none is found.
   */
  find(code: string): Region | undefined
  children(code: string): readonly Region[]
  /** The codes given and those of everything inside them, each once; canonical where known. */
  widen(codes: readonly string[]): string[]
  /**
   * TopoJSON whose geometries have the properties code, level, parent, nameEn and nameUk, and `aside` where a map opens without them.
   * Level 2 has one degree of detail.
   */
  geometry(level: 1 | 2, detail: 'web' | 'detailed'): PackTopology
  /** Neighbours (draw them first: they run under the country), rivers and lakes. */
  context(): PackTopology
  cities(): readonly City[]
  /** Whose the boundaries are. */
  boundaries: PackFile['boundaries']
  /** What the counts of homes rest on where nobody published any. */
  counts: Pick<PackFile, 'population' | 'estimate' | 'customers'>
}

type Place = Pick<Region, 'code' | 'level' | 'parent' | 'name' | 'zone'> & Partial<Region>

function regionOf(place: Place): Region {
  const nothing = { iso: null, pcode: null, katottg: null, aliases: [], labelPoint: null, denominators: [], inPack: true }
  return { ...nothing, shortName: place.name, ...place }
}

const propertiesIn = (topology: PackTopology) =>
  Object.values(topology.objects).flatMap((object) => object.geometries.map((g) => g.properties))

function level1Regions({ file, level1, denominators }: Pack): Region[] {
  return propertiesIn(level1.web).map((properties) => {
    const { pcode, iso3166_2: iso, katottg } = BoundaryLevel1.parse(properties)
    const entry = file.regions[iso]
    if (entry === undefined) throw new Error(`pack ${file.code}: ${iso} has a boundary and no name`)
    const { zone = file.zone, ...named } = entry
    const counts = denominatorsOf(denominators.get(pcode), file)
    return regionOf({
      code: iso,
      level: 1,
      parent: file.country.code,
      ...named,
      zone,
      iso,
      pcode,
      katottg,
      denominators: counts,
    })
  })
}

/** What has no ISO code goes by its P-code. English names of raions end in "district", as the records' do. */
function level2Regions({ file, level2, denominators }: Pack): Region[] {
  return propertiesIn(level2).map((properties) => {
    const { pcode, katottg, name_en, name_uk = name_en, short_name_en, parent_iso3166_2: parent } = BoundaryLevel2.parse(properties)
    const short = { en: short_name_en ?? name_en.replace(/ raion$/, ''), uk: short_name_en ?? name_uk.replace(/ район$/, '') }
    const name = { en: name_en.replace(/ raion$/, ' district'), uk: name_uk }
    const aliases = [...(name.en === name_en ? [] : [name_en]), ...(file.formerNames[pcode] ?? [])]
    const counts = denominatorsOf(denominators.get(pcode), file)
    return regionOf({
      code: pcode,
      level: 2,
      parent,
      name,
      shortName: short,
      zone: file.regions[parent]?.zone ?? file.zone,
      pcode,
      katottg,
      aliases,
      denominators: counts,
    })
  })
}

function countries({ file }: Pack): { own: Region; foreign: Region[] } {
  const country = (of: Pack['file']['country'], inPack: boolean) => regionOf({ level: 0, parent: null, iso: of.code, inPack, ...of })
  return { own: country(file.country, true), foreign: file.foreign.map((of) => country(of, false)) }
}

/** One writing for the three apostrophes and the dashes people use, in lower case. */
const folded = (text: string) =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[’ʼ`']/g, '’')
    .replace(/[‐‑–—]/g, '-')
    .replace(/\s+/g, ' ')

function indexOf(regions: readonly Region[]): Map<string, Region> {
  const index = new Map<string, Region>()
  const shared = new Set<string>()
  const add = (text: string | null, region: Region) => {
    const key = text === null ? '' : folded(text)
    const known = index.get(key)
    if (known === undefined && key !== '') index.set(key, region)
    else if (known !== undefined && known !== region && known.level === region.level) shared.add(key)
  }
  for (const region of regions) for (const code of [region.code, region.iso, region.pcode, region.katottg]) add(code, region)
  for (const region of regions) {
    for (const name of [...Object.values(region.name), ...Object.values(region.shortName), ...region.aliases]) add(name, region)
  }
  for (const key of shared) index.delete(key)
  return index
}

/** Puts the canonical code and the product's names on the boundaries; the codes of other lists stay in the regions. */
function labelled(topology: PackTopology, find: Territory['find']): PackTopology {
  return withProperties(topology, ({ pcode, aside }) => {
    const region = typeof pcode === 'string' ? find(pcode) : undefined
    if (region === undefined) throw new Error(`boundary ${String(pcode)} has no region`)
    const { code, level, parent, name } = region
    return { code, level, parent, nameEn: name.en, nameUk: name.uk, ...(aside === true && { aside }) }
  })
}

/** Where labels stand is worked out when it is first asked for: of thousands of regions it is the most of what a territory costs to load. */
function withLabelPoints(regions: readonly Region[], level1: PackTopology, level2: PackTopology): Region[] {
  let known: Map<string | number | undefined, Region['labelPoint']> | null = null
  const points = () => {
    known ??= new Map(
      [level1, level2].flatMap((topology) => toFeatures(topology).features).map(({ id, geometry }) => [id, labelPoint(geometry)]),
    )
    return known
  }
  let country: Region['labelPoint'] = null
  return regions.map((region) => ({
    ...region,
    get labelPoint() {
      if (region.level !== 0) return points().get(region.code) ?? null
      if (region.inPack) country ??= labelPoint(wholeOf(level1))
      return region.inPack ? country : null
    },
  }))
}

function compose(pack: Pack): Territory {
  const { own, foreign } = countries(pack)
  const bare = [own, ...level1Regions(pack), ...level2Regions(pack), ...foreign]
  const bareIndex = indexOf(bare)
  const label = (topology: PackTopology) => labelled(topology, (code) => bareIndex.get(folded(code)))
  const shapes = { web: label(pack.level1.web), detailed: label(pack.level1.detailed), level2: label(pack.level2) }
  const regions = withLabelPoints(bare, shapes.web, shapes.level2)
  const index = indexOf(regions)
  const find = (code: string) => index.get(folded(code))
  const children = (code: string) => {
    const parent = find(code)?.code
    return parent === undefined ? [] : regions.filter((region) => region.parent === parent)
  }
  const within = (code: string): string[] => [find(code)?.code ?? code, ...children(code).flatMap((child) => within(child.code))]
  return {
    code: pack.file.code,
    version: pack.file.version,
    zone: pack.file.zone,
    regions,
    find,
    children,
    widen: (codes) => [...new Set(codes.flatMap(within))],
    geometry: (level, detail) => (level === 2 ? shapes.level2 : shapes[detail]),
    context: () => pack.context,
    cities: () => pack.cities,
    boundaries: pack.file.boundaries,
    counts: { population: pack.file.population, estimate: pack.file.estimate, customers: pack.file.customers },
  }
}

const loaded = new Map<string, Territory>()
const names = new Map<string, Region['name']>()

/** What a territory is called, whether or not it is the one that is served; read once per process. Throws as `loadTerritory` does. */
export function territoryName(code: (typeof territories)[number]): Region['name'] {
  const known = names.get(code) ?? countryNameOf(code)
  names.set(code, known)
  return known
}

/** The territory of a pack, read once per process. Throws where the pack is missing or not as it should be. */
export function loadTerritory(code: (typeof territories)[number]): Territory {
  const known = loaded.get(code) ?? compose(readPack(code))
  loaded.set(code, known)
  return known
}
