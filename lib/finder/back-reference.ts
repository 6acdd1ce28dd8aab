import type { Meant } from './known-places'
import type { PlaceMention } from './place-mentions'
import { overlap, type Span, spansOf, words } from './plain-text'

const thatRegion = words(
  "the (?:entire |whole )?(?:region|oblast)(?:'s)?(?! of)|this (?:region|oblast)|(?:цій|цієї|нашій|усій|всій) області|(?:в|у|по) області|(?:споживачів|абонентів|родин|пунктів|жителів|районах) області",
)
const thatCity = words("the (?:entire |whole )?city(?:'s)?|(?:в|у|по) місті|міста")

/** "In the region" and "the city" mean the one that was named up to there, where only one was. */
export function withBackReferences(
  plain: string,
  sentence: Span,
  mentions: readonly PlaceMention[],
  before: readonly Meant[],
): PlaceMention[] {
  const close = mentions.filter(({ wide }) => !wide).flatMap(({ places }) => places)
  const here = [...before, ...close]
  const meant = (pattern: RegExp, places: readonly Meant[]): PlaceMention[] => {
    const [only, another] = new Map(places.map((place) => [`${place.region}/${place.place?.en ?? ''}`, place])).values()
    if (only === undefined || another !== undefined) return []
    return spansOf(pattern, plain, sentence)
      .filter((span) => !mentions.some((mention) => overlap(span, mention)))
      .map((span) => ({ ...span, places: [only], wide: false }))
  }
  const regions = here.filter(({ city, place }) => !city || place !== null).map(({ region }) => ({ region, place: null, city: false }))
  // A sentence that names places itself may mean another city by "the city".
  const cities = close.length > 0 ? [] : here.filter(({ city }) => city)
  return [...mentions, ...meant(thatRegion, regions), ...meant(thatCity, cities)].sort((a, b) => a.start - b.start)
}
