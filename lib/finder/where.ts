import type { Open } from './candidate'
import { wordsBetween } from './distance'
import type { Meant } from './known-places'
import type { PlaceMention } from './place-mentions'
import { type Span, spansOf, words } from './plain-text'
import type { Reading } from './reading'

export interface Where {
  regions: string[]
  place: string | null
  open: Open[]
}

/** Where a phrase speaks of: the places beside it, as the sentence puts them before or after its figures. */
export function whereOf(span: Span, reading: Reading, language: 'en' | 'uk'): Where {
  const places = placesOf(span, reading)
  const regions = [...new Set(places.map(({ region }) => region))]
  // "55 and 100 houses in Dnipro and Zelenodolsk, respectively": which is whose is for a person to say.
  if (/respectively|відповідно/u.test(reading.plain.slice(reading.sentence.start, reading.sentence.end))) {
    return { regions, place: null, open: [...(regions.length === 0 ? (['regions'] as const) : []), 'place'] }
  }
  const parts = [...new Set(places.flatMap(({ place }) => (place === null ? [] : [place[language]])))]
  // A city beside its own region is the place in it; a city beside another region is one of several.
  const bare = places.filter(
    ({ region, place }) => place === null && !places.some((other) => other.region === region && other.place !== null),
  )
  const place = bare.length === 0 && parts.length > 0 ? parts.join(', ') : null
  return {
    regions,
    place,
    open: [
      ...(regions.length === 0 ? (['regions'] as const) : []),
      ...(place === null && isPart(span, reading) ? (['place'] as const) : []),
    ],
  }
}

const part = words(
  '(?:parts?|some|several|certain|most|areas|half) (?:areas |districts |settlements |communities )?(?:of|in) (?:the )?|(?:districts?|communit(?:y|ies)|bank)|частин[аиу]|район(?:і|у|ах|ів)|громад[иіа]|лівобережж\\p{L}*|правобереж\\p{L}*|мікрорайон\\p{L}*',
)
/** Whether the words beside a phrase make it a part of a region only. */
export const isPart = ({ start, end }: Span, { plain, sentence, mentions }: Reading) =>
  spansOf(part, plain, sentence).some(
    (word) =>
      Math.abs(word.start - start) < 80 &&
      Math.abs(word.end - end) < 80 &&
      !mentions.some((mention) => mention.start < word.end && word.start < mention.end),
  )

/** The places beside a phrase, the country only where nothing closer is named. */
export function placesOf(span: Span, { plain, sentence, mentions, figures }: Reading): readonly Meant[] {
  const close = mentions.filter(({ wide }) => !wide)
  if (close.length === 0) return mentions[0]?.places ?? []
  const nextFigure = figures.find(({ start }) => start >= span.end)
  const next = nextFigure?.start ?? sentence.end
  // "67 settlements in five regions (Zhytomyr – 25, …)": the total belongs to none of those that are told one by one.
  const isTotal = nextFigure?.unit === 'regions' && next - span.end < 12 && figures.some(({ like }) => like !== null)
  if (isTotal) return mentions.find(({ wide }) => wide)?.places ?? []
  const semicolon = (from: number, to: number) => /;/.test(plain.slice(from, to))
  const right = close.filter(({ start }) => start >= span.end && !semicolon(span.end, start))
  const left = close.filter(({ end }) => end <= span.start && !semicolon(end, span.start))
  const inside = close.find(({ start, end }) => start >= span.start && end <= span.end)
  if (inside !== undefined) return inside.places
  const headed = left.find(({ end }) => /^ ?[–:(] ?$/.test(plain.slice(end, span.start)))
  if (headed !== undefined) return headed.places
  const beside = right.find(
    ({ start }) =>
      start < next && /^[^,;:]{0,40}$/.test(plain.slice(span.end, start)) && wordsBetween(plain, span, { start, end: start }, []) <= 3,
  )
  if (beside !== undefined) return withOuter(beside, right)
  const leads = (close[0]?.start ?? 0) < (figures[0]?.start ?? span.start)
  const before = left.at(-1)
  const after = right.find(({ start }) => start < next) ?? right[0]
  const chosen = leads ? (before ?? after) : (after ?? before)
  return chosen === undefined ? [] : withOuter(chosen, right)
}

/** "In Kremenchuk, Poltava region": the region after its city adds nothing but certainty. */
function withOuter(mention: PlaceMention, others: readonly PlaceMention[]): readonly Meant[] {
  const outer = others.find(({ start }) => start > mention.end && start - mention.end <= 3)
  const places = [...mention.places, ...(outer?.places ?? [])]
  return places.filter(({ region, place }) => place !== null || mention.places.some((own) => own.region === region))
}

/** A state of several regions is one, of several cities one for each. */
export function byPlace(places: readonly Meant[], language: 'en' | 'uk'): Omit<Where, 'open'>[] {
  const whole = [...new Set(places.filter(({ place }) => place === null).map(({ region }) => region))]
  const parts = places.flatMap(({ region, place }) => (place === null ? [] : [{ regions: [region], place: place[language] }]))
  return whole.length > 0 || parts.length === 0 ? [{ regions: whole, place: null }, ...parts] : parts
}
