import type { Region } from '@/lib/schema/region'

/** A region as a form needs it: what to store, what to offer, and everything it may be called. */
export interface RegionChoice {
  code: string
  level: Region['level']
  /** The region it lies in; null for a country. */
  parent: string | null
  name: { en: string; uk: string }
  names: readonly string[]
}

const kindWords =
  /(^|\s)(oblast|region|област[ьіию]|областю|обл\.?|raion|rayon|district|район[іу]?|р-ні?|county|parish|округ[уи]?)(?=[\s,]|$)/g

function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('\u00ad', '')
    .replace(/[’ʼ‘`´]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/(^|\s)(м|обл)\.(?=\S)/g, '$1$2. ')
    .trim()
}

const withoutKind = (name: string) => name.replace(kindWords, ' ').replace(/\s+/g, ' ').replaceAll(' ,', ',').trim()

/** As a name stands alone: "на Київщині" and "у Львівській області" as in a heading, "in Lviv region" as well. */
const asHeading = (name: string) =>
  name
    .replace(/^(на|у|в|in|in the|across|по) /, '')
    .replace(/ччин[иіую](?=\s|$)/g, 'ччина')
    .replace(/щин[иіую](?=\s|$)/g, 'щина')
    .replace(/([сц]ьк)(ої|ій|у|ою)(?=\s|$)/g, '$1а')

const made = new WeakMap<readonly Region[], RegionChoice[]>()

/** Regions with every name they may be called by, for a finder on either side of the wire; worked out once for each list. */
export function regionChoices(regions: readonly Region[]): RegionChoice[] {
  const choices = made.get(regions) ?? choicesOf(regions)
  made.set(regions, choices)
  return choices
}

function choicesOf(regions: readonly Region[]): RegionChoice[] {
  return regions.map(({ code, level, parent, name, shortName, iso, pcode, katottg, aliases }) => {
    const all = [code, iso, pcode, katottg, name.en, name.uk, shortName.en, shortName.uk, ...aliases].filter((text) => text !== null)
    return { code, level, parent, name, names: [...new Set(all.map(plainName))] }
  })
}

/**
 * Finds the code of the region a person means, by code or by name in either language, with or without "oblast" or "район", as a heading or as in a sentence.
 * A name that several regions carry means the larger one; between equals nothing is found.
 */
export function regionFinder(choices: readonly RegionChoice[]): (text: string) => string | undefined {
  const only = (matching: readonly RegionChoice[]) => {
    const top = Math.min(...matching.map(({ level }) => level))
    const largest = matching.filter(({ level }) => level === top)
    return largest.length === 1 ? largest[0]?.code : undefined
  }
  return (text) => {
    const name = plainName(text)
    if (name === '') return undefined
    const heading = asHeading(name)
    for (const said of [name, heading]) {
      const exact = only(choices.filter(({ names }) => names.includes(said)))
      if (exact !== undefined) return exact
    }
    const bare = withoutKind(heading)
    // "Washington County" is never the state.
    const meant = /(^|\s)(county|parish)(?=[\s,]|$)/.test(heading) ? choices.filter(({ level }) => level === 2) : choices
    return only(meant.filter(({ names }) => names.some((known) => withoutKind(known) === bare))) ?? insideAnother(bare)
  }

  /** A small region by its own name and that of the larger one around it, by any of its names: "Harris, TX". */
  function insideAnother(bare: string): string | undefined {
    const [, own = '', around = ''] = /^(.+), ?([^,]+)$/.exec(bare) ?? []
    // Two larger regions are two: "Kharkiv, Kyiv". A postal code is no region of a list beside a full name.
    if (around.length > 2 && only(choices.filter(({ level, names }) => level < 2 && names.some((known) => withoutKind(known) === own))))
      return undefined
    const parent = own === '' ? undefined : only(choices.filter(({ level, names }) => level < 2 && names.includes(around)))
    if (parent === undefined) return undefined
    return only(choices.filter((choice) => choice.parent === parent && choice.names.some((known) => withoutKind(known) === own)))
  }
}

/** The names of regions that a text lists, parted by commas, semicolons or lines; a name that has a comma itself is one. */
export function namesListed(text: string, find: (text: string) => string | undefined): string[] {
  return text.split(/[;\n]+/).flatMap((listed) => {
    const parts = listed
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
    const names: string[] = []
    for (let at = 0; at < parts.length; at++) {
      const pair = parts.slice(at, at + 2).join(', ')
      const isOne = at + 1 < parts.length && find(pair) !== undefined
      names.push(isOne ? pair : (parts[at] ?? ''))
      if (isOne) at++
    }
    return names
  })
}

/** Regions of which every word of a text begins a word of their names: those whose name begins so first, larger before smaller. */
export function regionsLike(choices: readonly RegionChoice[], text: string, most: number): RegionChoice[] {
  const said = withoutKind(plainName(text))
    .replaceAll(',', ' ')
    .split(' ')
    .filter((word) => word !== '')
  if (said.length === 0) return []
  const exact = regionFinder(choices)(text)
  const rank = ({ code, level, names }: RegionChoice) =>
    (code === exact ? 0 : names.some((name) => name.startsWith(said[0] ?? '')) ? 1 : 2) * 3 + level
  const fitting = choices.filter(({ code, names }) => {
    const words = ` ${names.join(' ')}`
    return code === exact || said.every((word) => words.includes(` ${word}`))
  })
  return fitting.sort((a, b) => rank(a) - rank(b) || (a.name.en < b.name.en ? -1 : 1)).slice(0, most)
}
