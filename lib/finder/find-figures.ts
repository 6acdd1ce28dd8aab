import type { RegionChoice } from '@/lib/form/region-names'
import { withBackReferences } from './back-reference'
import type { Candidate } from './candidate'
import { candidatesOf } from './candidates'
import { countedFigures } from './counted-figures'
import { happeningPhrases, otherFates } from './happening-words'
import { knownPlaces, type Meant, type NamedCity } from './known-places'
import { type PlaceMention, placeMentions } from './place-mentions'
import { plainText, type Span, spansOf } from './plain-text'
import { saidTime } from './said-times'
import { sentencesOf } from './sentences'
import { serviceMentions } from './service-words'

/** The names a text may hold, and its clock. */
export interface Territory {
  regions: readonly RegionChoice[]
  cities: readonly NamedCity[]
  /** IANA zone of the text's clock times. */
  zone: string
}

/**
 * Makes a finder for a territory: it takes a text in English or Ukrainian and gives the figures and states of services that stand in
 * it, in their order. Deterministic rules, no guess: a number is one only with a unit and with words of what happened; what the
 * sentence leaves out stays open. `today` is the day the text was written (`YYYY-MM-DD`), null where that is not known.
 */
export function figureFinder({ regions, cities, zone }: Territory): (text: string, today: string | null) => Candidate[] {
  const known = knownPlaces(regions, cities)
  return (text, today) => {
    const plain = plainText(text)
    const named: Meant[] = []
    let heading: PlaceMention | null = null
    return sentencesOf(text).flatMap((sentence) => {
      const own = placeMentions(text, plain, sentence, known)
      if (isHeading(own[0], plain, sentence)) {
        heading = own[0] ?? null
        return []
      }
      const under =
        heading !== null && own.every(({ wide }) => wide) ? [{ ...heading, start: sentence.start, end: sentence.start }, ...own] : own
      const mentions = withBackReferences(plain, sentence, under, named)
      const asOf = saidTime(plain, sentence, zone, today)
      named.push(...mentions.filter(({ wide }) => !wide).flatMap(({ places }) => places))
      const services = serviceMentions(plain, sentence)
      const reading = {
        ...{ plain, sentence, mentions, services, asOf },
        figures: countedFigures(text, plain, sentence, mentions),
        phrases: happeningPhrases(plain, sentence),
        fates: spansOf(otherFates, plain, sentence),
      }
      return candidatesOf(reading, /[а-яіїєґ]/i.test(text.slice(sentence.start, sentence.end)) ? 'uk' : 'en')
    })
  }
}

/** A line that is a place alone, as in daily notes region by region: what follows speaks of it until the next one. */
const isHeading = (mention: PlaceMention | undefined, plain: string, { start, end }: Span) =>
  mention !== undefined && plain.slice(start, mention.start).trim() === '' && /^[:.]?$/.test(plain.slice(mention.end, end).trim())
