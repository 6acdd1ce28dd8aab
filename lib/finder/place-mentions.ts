import type { KnownPlaces, Meaning, Meant } from './known-places'
import { type Span, spansOf, words } from './plain-text'

/** A part of a text that names places: several where they stand in a list. */
export interface PlaceMention extends Span {
  places: readonly Meant[]
  /** The whole country: meant only where nothing closer is named. */
  wide: boolean
}

interface Named extends Span {
  text: string
  meaning: Meaning
  meant: Meant | null
  /** Where the word for a region ends that belongs to it. */
  until: number
}

const kindWords: readonly { part: 'region' | 'district'; many: boolean; pattern: RegExp }[] = [
  { part: 'region', many: false, pattern: words('region|oblast|province|обл\\.?|область|області|областю') },
  { part: 'region', many: true, pattern: words('regions|oblasts|provinces|області|областей|областям|областях|областями') },
  { part: 'district', many: false, pattern: words('district|raion|район|району|районі|районом') },
  { part: 'district', many: true, pattern: words('districts|raions|райони|районів|районам|районах|районами') },
]
const between = /^(?:,|,? (?:and|та|і|й|or|або)|, а також)?(?: in)?(?: the| у| в| на)? $/
const beforeCountry =
  /(?:^|[^\p{L}])(?:in|across|throughout|over|of|around|в|у|по|всій|усій|всієї|усієї|областях|регіонах|території|територією) $/u
const wholeCountry = words('nationwide|countrywide|across the country|по всій країні|по країні|на всій території країни')
const theCapital = words("(?:the |ukraine's |ukrainian )?capital(?: city)?(?:'s)?|столиц[іюя]|столицею")
/** A town that is told by its rank alone: nobody's to guess. */
const unnamed = words('(?:the )?regional cent(?:er|re)|обласн(?:ий|ого|ому|им) центр(?:у|і|ом)?|райцентр(?:у|і)?')
const there = words('there(?= and (?:in )?\\p{L})|там(?= (?:і|та|й) )')
const notAPlace = /^ (?:independent|post|time|river|school|regional military)(?!\p{L})/u

/** The places a part of a text names, in order. `original` tells names from common words by their capital letter. */
export function placeMentions(original: string, plain: string, within: Span, known: KnownPlaces): PlaceMention[] {
  const named = spansOf(known.pattern, plain, within)
    .filter(({ start, end }) => /\p{Lu}/u.test(original[start] ?? '') && !notAPlace.test(plain.slice(end)))
    .map((span): Named => {
      const text = plain.slice(span.start, span.end)
      const meaning = known.meaningOf(text)
      return { ...span, text, meaning, meant: meaning.alone, until: span.end }
    })
  for (const { part, many, pattern } of kindWords) {
    for (const word of spansOf(pattern, plain, within)) claimBefore(named, word, part, many, plain)
    if (many) for (const word of spansOf(pattern, plain, within)) claimAfter(named, word, part, plain)
  }
  const close = named.flatMap((name) => {
    const { start, until } = name
    const meant = listedRegion(name, plain) ?? name.meant
    return meant === null ? [] : [{ start, end: until, places: [meant], wide: false }]
  })
  const capitals = spansOf(theCapital, plain, within)
    .filter(({ end }) => known.capital !== null && !/^, \p{Lu}/u.test(original.slice(end)))
    .map((span) => ({ ...span, places: known.capital === null ? [] : [known.capital], wide: false }))
  const lastBefore = (at: number) => close.filter(({ end }) => end <= at).at(-1)?.places ?? []
  const meantThere = spansOf(there, plain, within).map((span) => ({ ...span, places: lastBefore(span.start), wide: false }))
  const nameless = spansOf(unnamed, plain, within).map((span) => ({ ...span, places: [], wide: false }))
  const mentions = [...close, ...capitals, ...meantThere.filter(({ places }) => places.length > 0), ...nameless].sort(inOrder)
  return [...grouped(mentions, plain).map((mention) => withItsRegion(mention, plain)), ...countries(named, plain, within, known)].sort(
    inOrder,
  )
}

const inOrder = (a: Span, b: Span) => a.start - b.start

/** A word for a region after names makes regions of them: the last one, or with a plural all of their list. */
function claimBefore(named: Named[], word: Span, part: 'region' | 'district', many: boolean, plain: string): void {
  let next = word.start
  for (const name of named.filter(({ end }) => end <= word.start).reverse()) {
    const gap = plain.slice(name.end, next)
    const isLast = next === word.start
    if (isLast ? !/^ (?:city )?$/.test(gap) : !many || !between.test(gap)) return
    // In a list before a plural word a name that no region bears ends the list.
    if (!isLast && name.meaning[part] === null) return
    name.meant = name.meaning[part]
    if (isLast) name.until = word.end
    next = name.start
  }
}

/** "in four regions: Lviv, Poltava and Sumy" */
function claimAfter(named: Named[], word: Span, part: 'region' | 'district', plain: string): void {
  let last = word.end
  for (const name of named.filter(({ start }) => start >= word.end)) {
    const gap = plain.slice(last, name.start)
    if (last === word.end ? !/^(?::| –| \() ?$/.test(gap) : !between.test(gap)) return
    if (name.meaning[part] === null) return
    name.meant = name.meaning[part]
    last = name.end
  }
}

/** «Київська – 59», «Черкаська: 13»: in a list the adjective alone stands for the region. */
function listedRegion({ meaning, end, text }: Named, plain: string): Meant | null {
  return /ька$/.test(text) && /^(?: ?[–:] ?| )\d/.test(plain.slice(end)) ? meaning.region : null
}

function countries(named: readonly Named[], plain: string, within: Span, known: KnownPlaces): PlaceMention[] {
  const own = named.filter(({ start, text, meaning }) => {
    return meaning.country !== null && !text.endsWith("'s") && beforeCountry.test(plain.slice(Math.max(within.start, start - 20), start))
  })
  const { country } = known
  const whole = country === null ? [] : spansOf(wholeCountry, plain, within).map((span) => ({ ...span, places: [country], wide: true }))
  return [...own.map(({ start, end, meaning }) => ({ start, end, places: meaning.country ? [meaning.country] : [], wide: true })), ...whole]
}

/** "Kharkiv and the region": the whole region. A city that is a region of its own stays one: the other has its own name. */
function withItsRegion(mention: PlaceMention, plain: string): PlaceMention {
  const added = /^ (?:(?:та|і|й) (?:в |у )?області|and (?:the )?(?:region|oblast))(?!\p{L})/u.exec(plain.slice(mention.end))?.[0]
  if (added === undefined) return mention
  const places = mention.places.map((meant) => (meant.place === null ? meant : { ...meant, place: null }))
  return { ...mention, end: mention.end + added.length, places }
}

function grouped(mentions: readonly PlaceMention[], plain: string): PlaceMention[] {
  const groups: PlaceMention[] = []
  for (const mention of mentions) {
    const last = groups.at(-1)
    if (last !== undefined && mention.start < last.end) continue
    if (last !== undefined && between.test(plain.slice(last.end, mention.start))) {
      groups[groups.length - 1] = { ...last, end: mention.end, places: [...last.places, ...mention.places] }
    } else groups.push(mention)
  }
  return groups
}
