import type { RegionChoice } from '@/lib/form/region-names'
import { plainText } from './plain-text'
import { ukrainianForms } from './ukrainian-forms'

/** A city that stands for a part of its region. */
export interface NamedCity {
  name: { en: string; uk: string }
  region: string
  capital: boolean
}

/** What a name means: alone, before a word for a region, and before a word for a district. */
export interface Meaning {
  alone: Meant | null
  region: Meant | null
  district: Meant | null
  country: Meant | null
}

export interface Meant {
  region: string
  /** The part of the region it names, in both languages; null where it is the region itself. */
  place: { en: string; uk: string } | null
  /** A city, whether it is a part of its region or a region of its own. */
  city: boolean
}

export interface KnownPlaces {
  /** All names at once, the longest first; group `name` of a match leads to its meaning. */
  pattern: RegExp
  meaningOf: (found: string) => Meaning
  capital: Meant | null
  /** The country that the regions lie in. */
  country: Meant | null
}

const kindWord = /(^| )(oblast|region|raion|district|область|район|city of|city|місто|м\.)( |$)/g
const hasRegionWord = /(^| )(oblast|region|область|республіка|republic)( |$)/
const bare = (name: string) => name.replace(kindWord, ' ').trim()
const isCyrillic = (name: string) => /[а-яіїєґ]/.test(name)

/** Makes the names of a territory ready to be found. A name that two districts bear means neither. */
export function knownPlaces(regions: readonly RegionChoice[], cities: readonly NamedCity[]): KnownPlaces {
  const meanings = new Map<string, Meaning>()
  const twice = new Set<string>()
  const add = (name: string, part: keyof Meaning, meant: Meant) => {
    const plain = plainText(name)
    const meaning = meanings.get(plain) ?? { alone: null, region: null, district: null, country: null }
    if (part === 'district' && meaning.district !== null && meaning.district.place?.en !== meant.place?.en) twice.add(plain)
    meaning[part] ??= meant
    meanings.set(plain, meaning)
  }
  for (const { name, region, capital: _capital } of cities) {
    const isRegion = regions.some(({ code, names }) => code === region && !names.some((text) => hasRegionWord.test(text)))
    for (const text of [name.en, name.uk]) add(text, 'alone', { region, place: isRegion ? null : name, city: true })
  }
  for (const region of regions) addRegion(region, add)
  for (const name of twice) {
    const meaning = meanings.get(name)
    if (meaning) meaning.district = null
  }
  const country = regions.find(({ level }) => level === 1)?.parent ?? null
  return {
    ...patternOf(meanings),
    capital: capitalOf(cities),
    country: country === null ? null : { region: country, place: null, city: false },
  }
}

function addRegion({ code, level, parent, name, names }: RegionChoice, add: (name: string, part: keyof Meaning, meant: Meant) => void) {
  const spoken = names.map(plainText).filter((text) => !/\d/.test(text) && text.length > 3 && !/^ua–/.test(text))
  for (const text of spoken) {
    if (level === 0) add(text, 'country', { region: code, place: null, city: false })
    else if (level === 2) {
      // A city of special status is no district by its name alone.
      if (bare(text) !== text) add(bare(text), 'district', { region: parent ?? code, place: name, city: false })
    } else {
      const meant = { region: code, place: null, city: false }
      const stripped = bare(text)
      // "Kyiv city" is a region of its own, "Kyiv region" another: a name with a word for a region needs it, unless no city bears it.
      const hasKind = /(^| )(oblast|region|область)( |$)/.test(text)
      if (hasKind) add(stripped, 'region', meant)
      if (!hasKind && !/[сцз]ька$/.test(text)) add(stripped, 'alone', meant)
    }
  }
}

function capitalOf(cities: readonly NamedCity[]): Meant | null {
  const capital = cities.find((city) => city.capital)
  return capital === undefined ? null : { region: capital.region, place: null, city: true }
}

function patternOf(meanings: ReadonlyMap<string, Meaning>): Pick<KnownPlaces, 'pattern' | 'meaningOf'> {
  const named = [...meanings].filter(([name]) => name !== '').sort(([a], [b]) => b.length - a.length)
  const forms = named.map(([name, meaning]) => ({ source: isCyrillic(name) ? ukrainianForms(name) : englishForms(name), meaning }))
  const each = forms.map(({ source, meaning }) => ({ whole: new RegExp(`^(?:${source})$`, 'u'), meaning }))
  return {
    pattern: new RegExp(`(?<![\\p{L}\\p{N}'–])(?:${forms.map(({ source }) => source).join('|')})(?![\\p{L}\\p{N}])`, 'gu'),
    meaningOf: (found) => merged(each.filter(({ whole }) => whole.test(found)).map(({ meaning }) => meaning)),
  }
}

/** A possessive; and of a district, which newsrooms call by its town ("Nizhyn district"), the stem of its adjective (Nizhynskyi). */
function englishForms(name: string): string {
  const stem = /^(.{4,})skyi$/.exec(name)?.[1]
  return stem === undefined ? `${escaped(name)}(?:'s)?` : `${escaped(stem)}\\p{L}{0,4}`
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** One form may belong to several names: «Київська» is one of the region's and «Київський» one of a district's. */
function merged(meanings: readonly Meaning[]): Meaning {
  const first = (part: keyof Meaning) => meanings.find((meaning) => meaning[part] !== null)?.[part] ?? null
  return { alone: first('alone'), region: first('region'), district: first('district'), country: first('country') }
}
