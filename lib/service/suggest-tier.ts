import { type Reviewed, readReviewed } from '@/lib/ingest/reviewed'
import type { Tier } from '@/lib/schema/report'
import type { TierSuggestion } from '@/lib/schema/report-look'

type Listed = ReadonlyMap<string, { tier: Tier; words: string }>

const folded = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’ʼ‘`´]/g, "'")
    .replace(/[«»"“”]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** A reviewed table by folded name, the other names of each included. */
function listed(tiers: Record<string, Tier>, names: Reviewed['names']): Listed {
  const own = Object.entries(tiers).map(([words, tier]) => [folded(words), { tier, words }] as const)
  const other = Object.entries(names).flatMap(([name, words]) => {
    const tier = Object.hasOwn(tiers, words) ? tiers[words] : undefined
    return tier === undefined ? [] : [[folded(name), { tier, words: name }] as const]
  })
  return new Map([...other, ...own])
}

let tables: { statedBy: Listed; publishers: Listed } | undefined

function reviewedTables() {
  if (tables === undefined) {
    const { sources, names } = readReviewed()
    tables = { statedBy: listed(sources.statedBy, names), publishers: listed(sources.publishers, names) }
  }
  return tables
}

const occupation =
  /(moscow|russian|kremlin)[- ](installed|appointed)|occupation (authorit|administration)|occupying|(?<!\p{L})(dnr|dpr|lnr|lpr|днр|лнр)(?!\p{L})|окупаційн|гауляйтер/iu
/** Offices whose named holder speaks officially: the wording of tier 1. */
const office =
  /(?<!\p{L})(\p{L}*oblenergo|ministry|minister|governor|mayor|prime minister|president|military administration|city council|ova|\p{L}*обленерго|міністерств\p{L}*|міністр\p{L}*|губернатор\p{L}*|мер|мера|міськ\p{L}+ голов\p{L}+|начальни\p{L}+ \p{L}*\s?[ом]ва|ова|ода|мва|міськрад\p{L}*|військов\p{L}+ адміністраці\p{L}+|президент\p{L}*|прем'єр\p{L}*|водоканал\p{L}*)(?!\p{L})/iu

const isWordEdge = (text: string, at: number) => at < 0 || at >= text.length || !/[\p{L}\p{N}]/u.test(text[at] ?? '')

/** Whether the words stand in a text, not inside a longer word. */
function holds(text: string, words: string): boolean {
  const at = text.indexOf(words)
  return at >= 0 && isWordEdge(text, at - 1) && isWordEdge(text, at + words.length)
}

/**
 * A name of the list: the whole of what was typed; else the longest listed one in it ("DTEK in Odesa"); else the one listed name that
 * ends with two typed words or more ("Oleh Kiper" for "governor Oleh Kiper").
 */
function find(table: Listed, typed: string) {
  const whole = table.get(typed)
  if (whole !== undefined) return whole
  const within = [...table].filter(([name]) => name.length > 3 && holds(typed, name)).sort(([a], [b]) => b.length - a.length)
  if (within[0] !== undefined) return within[0][1]
  const ending = typed.includes(' ') ? [...table].filter(([name]) => name.endsWith(` ${typed}`)) : []
  return new Set(ending.map(([, { tier }]) => tier)).size === 1 ? ending[0]?.[1] : undefined
}

/**
 * The tier that the reviewed list of publishers and officials gives a source as typed. Who states it decides; the publisher speaks only
 * where nobody is quoted. Null where the list has no word on it: a tier is never guessed.
 */
export function suggestTier({ statedBy, publisher }: { statedBy: string; publisher: string }): TierSuggestion | null {
  const field = statedBy.trim() === '' ? 'publisher' : 'statedBy'
  const raw = (field === 'statedBy' ? statedBy : publisher).trim()
  const typed = folded(raw)
  if (typed.length < 2) return null
  const occupying = occupation.exec(typed)
  if (occupying !== null) return { tier: 4, field, rule: 'occupation', words: raw }
  const { statedBy: speakers, publishers } = reviewedTables()
  const known = find(field === 'statedBy' ? speakers : publishers, typed) ?? (field === 'publisher' ? find(speakers, typed) : undefined)
  if (known !== undefined) return { tier: known.tier, field, rule: 'listed', words: known.words }
  const holder = field === 'statedBy' ? office.exec(typed) : null
  return holder === null ? null : { tier: 1, field, rule: 'office', words: holder[0] }
}
