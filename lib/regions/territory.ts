import type { Region } from '@/lib/schema/region'
import { denominatorsOf } from './denominators'
import { labelPoint } from './label-point'
import { BoundaryLevel1, BoundaryLevel2, type City, type Pack, type PackFile, readPack } from './pack'
import { type PackTopology, toFeatures, wholeOf, withProperties } from './topology'

/** A territory pack: which regions there are, what they are called, how many live there and where they lie. */
export interface Territory {
  code: string
  version: string
  /** IANA zone of the territory's days. */
  zone: string
  /** The country, its regions of level 1 and 2, then the countries that only appear in statements. */
  regions: readonly Region[]
  /** By canonical code, ISO 3166-2, P-code, KATOTTG, name or alias in either language, whatever the case. A larger region wins over a smaller one. */
  find(code: string): Region | undefined
  children(code: string): readonly Region[]
  /** The codes given and those of everything inside them, each once; canonical where known. */
  widen(codes: readonly string[]): string[]
  /** TopoJSON whose geometries have the properties code, level, parent, nameEn and nameUk. Level 2 has one degree of detail. */
  geometry(level: 1 | 2, detail: 'web' | 'detailed'): PackTopology
  /** Neighbours (draw them first: they run under the country), rivers and lakes. */
  context(): PackTopology
  cities(): readonly City[]
  /** What the counts of homes rest on where nobody published any. */
  counts: Pick<PackFile, 'population' | 'estimate'>
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
    const named = file.regions[iso]
    if (named === undefined) throw new Error(`pack ${file.code}: ${iso} has a boundary and no name`)
    const counts = denominatorsOf(denominators.get(pcode), file)
    return regionOf({
      code: iso,
      level: 1,
      parent: file.country.code,
      ...named,
      zone: file.zone,
      iso,
      pcode,
      katottg,
      denominators: counts,
    })
  })
}

/** Raions have no ISO code: the P-code is theirs. English names end in "district", as the records' do. */
function level2Regions({ file, level2, denominators }: Pack): Region[] {
  return propertiesIn(level2).map((properties) => {
    const { pcode, katottg, name_en, name_uk, parent_iso3166_2: parent } = BoundaryLevel2.parse(properties)
    const short = { en: name_en.replace(/ raion$/, ''), uk: name_uk.replace(/ район$/, '') }
    const name = { en: name_en.replace(/ raion$/, ' district'), uk: name_uk }
    const aliases = [...(name.en === name_en ? [] : [name_en]), ...(file.formerNames[pcode] ?? [])]
    const counts = denominatorsOf(denominators.get(pcode), file)
    return regionOf({
      code: pcode,
      level: 2,
      parent,
      name,
      shortName: short,
      zone: file.zone,
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
  const add = (text: string | null, region: Region) => {
    if (text !== null && !index.has(folded(text))) index.set(folded(text), region)
  }
  for (const region of regions) for (const code of [region.code, region.iso, region.pcode, region.katottg]) add(code, region)
  for (const region of regions) {
    for (const name of [...Object.values(region.name), ...Object.values(region.shortName), ...region.aliases]) add(name, region)
  }
  return index
}

/** Puts the canonical code and the product's names on the boundaries; the codes of other lists stay in the regions. */
function labelled(topology: PackTopology, find: Territory['find']): PackTopology {
  return withProperties(topology, ({ pcode }) => {
    const region = typeof pcode === 'string' ? find(pcode) : undefined
    if (region === undefined) throw new Error(`boundary ${String(pcode)} has no region`)
    const { code, level, parent, name } = region
    return { code, level, parent, nameEn: name.en, nameUk: name.uk }
  })
}

function withLabelPoints(regions: readonly Region[], level1: PackTopology, level2: PackTopology): Region[] {
  const features = [level1, level2].flatMap((topology) => toFeatures(topology).features)
  const points = new Map(features.map(({ id, geometry }) => [id, labelPoint(geometry)]))
  const country = labelPoint(wholeOf(level1))
  return regions.map((region) => {
    const point = region.level === 0 && region.inPack ? country : points.get(region.code)
    return { ...region, labelPoint: point ?? null }
  })
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
    counts: { population: pack.file.population, estimate: pack.file.estimate },
  }
}

const loaded = new Map<string, Territory>()

/** The territory of a pack, read once per process. Throws where the pack is missing or not as it should be. */
export function loadTerritory(code: 'ua'): Territory {
  const known = loaded.get(code) ?? compose(readPack(code))
  loaded.set(code, known)
  return known
}
