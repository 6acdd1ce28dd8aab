import type { Area } from './lat-lngs'

/** What kind of area it is, as people say before or behind its name: names on a map go without. */
const kind = /^(штат|місто|м\.) | (county|parish|borough|state|region|oblast|raion|district|область|обл\.?|район|р-н|округ|штат)(?=,|$)/g

/** One writing for the apostrophes and spaces people use, in lower case. */
const folded = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[’ʼ`'‘]/g, '’')

/**
 * The region a reader means by a text: the same name in either language, else the same before a comma and what it lies in (counties of many states
 * bear one name), else one that begins so, else one that has it inside.
 */
export function findRegion<A extends Pick<Area, 'code' | 'shortName'>>(text: string, areas: Iterable<A>): A | null {
  const wanted = folded(text).replace(kind, '')
  if (wanted === '') return null
  const named = [...areas].map((area) => ({ area, names: [area.shortName.en, area.shortName.uk, area.code].map(folded) }))
  const fits = [
    (name: string) => name === wanted,
    (name: string) => name.startsWith(`${wanted},`),
    (name: string) => name.startsWith(wanted),
    (name: string) => name.includes(wanted),
  ]
  for (const fit of fits) {
    const found = named.find(({ names }) => names.some(fit))
    if (found) return found.area
  }
  return null
}
