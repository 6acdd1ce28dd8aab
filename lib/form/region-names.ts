import type { Region } from '@/lib/schema/region'

/** A region as a form needs it: what to store, what to offer, and everything it may be called. */
export interface RegionChoice {
  code: string
  level: Region['level']
  name: { en: string; uk: string }
  names: readonly string[]
}

const kindWords = /(^|\s)(oblast|region|область|обл\.?|raion|rayon|district|район|р-н)(?=\s|$)/g

function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('\u00ad', '')
    .replace(/[’ʼ‘`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
}

const withoutKind = (name: string) => name.replace(kindWords, ' ').replace(/\s+/g, ' ').trim()

/** Regions with every name they may be called by, for a finder on either side of the wire. */
export function regionChoices(regions: readonly Region[]): RegionChoice[] {
  return regions.map(({ code, level, name, shortName, iso, pcode, katottg, aliases }) => {
    const all = [code, iso, pcode, katottg, name.en, name.uk, shortName.en, shortName.uk, ...aliases].filter((text) => text !== null)
    return { code, level, name, names: [...new Set(all.map(plainName))] }
  })
}

/**
 * Finds the code of the region a person means, by code or by name in either language, with or without "oblast" or "район".
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
    const exact = only(choices.filter(({ names }) => names.includes(name)))
    if (exact !== undefined) return exact
    const bare = withoutKind(name)
    return only(choices.filter(({ names }) => names.some((known) => withoutKind(known) === bare)))
  }
}
