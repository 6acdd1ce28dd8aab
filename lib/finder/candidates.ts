import { happenings } from '@/lib/form/report-form-values'
import type { Service } from '@/lib/schema/observation'
import { phraseOf, servicesOf } from './belonging'
import type { Candidate } from './candidate'
import type { CountedFigure } from './counted-figures'
import type { HappeningPhrase, Said } from './happening-words'
import type { Reading } from './reading'
import { byPlace, isPart, placesOf, whereOf } from './where'

/** What a sentence says, one candidate for each figure and service, then the states that no figure has told; in the order of the text. */
export function candidatesOf(reading: Reading, language: 'en' | 'uk'): Candidate[] {
  const used = new Set<HappeningPhrase>()
  const counted = reading.figures.flatMap((figure) => {
    const phrase = phraseOf(figure, reading)
    if (phrase === null) return []
    const found = ofFigure(figure, phrase, reading, language)
    if (found.length > 0) used.add(phrase)
    return found
  })
  const states = reading.phrases.filter((phrase) => !used.has(phrase)).flatMap((phrase) => ofState(phrase, counted, reading, language))
  return [...counted, ...states].sort((a, b) => a.start - b.start)
}

function ofFigure(figure: CountedFigure, phrase: HappeningPhrase, reading: Reading, language: 'en' | 'uk'): Candidate[] {
  const { plain, sentence, asOf, figures } = reading
  const exceptThem = /(?:all but|except(?: for)?|крім|окрім|за винятком) $/u.test(plain.slice(sentence.start, figure.start))
  const said: Said = exceptThem && phrase.said === 'reconnected' ? 'out' : phrase.said
  if (figure.unit === 'regions' && (said !== 'out' || figures.length > 1)) return []
  const { place, regions, open } = whereOf(figure, reading, language)
  if (figure.unit === 'regions' && regions.length > 0 && !reading.mentions.every(({ wide }) => wide)) return []
  const services = servicesOf(figure, phrase, reading)
  // A share of nobody knows what says nothing.
  if (services.length === 0 && figure.unit === 'percent') return []
  const { quantity, scale } = figure
  const scaled = (number: number | null) => (number === null ? null : number * scale)
  return (services.length > 0 ? services : [null]).map((service) => ({
    ...{ start: figure.start, end: figure.end, sentence, asOf, readable: readableOf(figure) },
    found: {
      ...{ regions, place, service },
      ...meaningOf(figure.unit === 'regions' ? 'regionsAffected' : said, reading),
      ...(figure.unit === 'facilities' && said === 'onBackup' ? happenings.onBackup : {}),
      unit: figure.unit,
      value: scaled(quantity.value),
      min: scaled(quantity.min),
      max: scaled(quantity.max),
      qualifier: quantity.qualifier,
      quantityText: scale === 1 ? quantity.quantityText : null,
    },
    open: [...open, ...(service === null ? (['service'] as const) : [])],
  }))
}

/** Measure and state: what is wanted back is still out; a remaining count beside a restoration says that some are back. */
function meaningOf(said: Said, { plain, sentence }: Reading) {
  if (said === 'meant' || said === 'partlyBack' || said === 'back') return said === 'meant' ? happenings.out : happenings.partlyBack
  const someAreBack =
    said === 'out' && /gradually|partially restored|поступово|частково відновл/u.test(plain.slice(sentence.start, sentence.end))
  return someAreBack ? happenings.partlyBack : happenings[said]
}

function readableOf({ quantity, readable, scale, unit }: CountedFigure): string {
  if (scale === 1) return unit === 'percent' ? `${readable} %` : readable
  const { value, min, max } = quantity
  const number = value === null ? `${(min ?? 0) * scale}–${(max ?? 0) * scale}` : String(value * scale)
  const hedge = { exact: '', about: '~', at_least: '≥', at_most: '≤', range: '', vague: '' }[quantity.qualifier]
  return `${hedge}${number}`
}

/** A restoration that somebody is at, not one that is only wanted: without a count it says that the service is coming back. */
const underWay = /^(?:(?:are|were) (?:\p{L}+ )*(?:restoring|reconnecting)|відновлюють|відновлювали|повертають|повертали)$/u

/** States with nothing counted: "hospitals run on generators". */
function ofState(phrase: HappeningPhrase, counted: readonly Candidate[], reading: Reading, language: 'en' | 'uk'): Candidate[] {
  const { plain, sentence, asOf } = reading
  if (
    (phrase.said === 'meant' && !underWay.test(plain.slice(phrase.start, phrase.end))) ||
    phrase.said === 'capacityLost' ||
    phrase.said === 'regionsAffected'
  )
    return []
  const services = servicesOf(phrase, phrase, reading)
  if (services.length === 0) return []
  const places = placesOf(phrase, reading)
  if (places.length === 0 && phrase.noun) return []
  const said = phrase.said === 'reconnected' ? happenings.back : meaningOf(phrase.said === 'meant' ? 'partlyBack' : phrase.said, reading)
  const told = (service: Service, regions: readonly string[]) =>
    counted.some(
      ({ found }) =>
        found.service === service &&
        found.regions.join() === regions.join() &&
        (found.measure === said.measure || said === happenings.back || regions.length === 0),
    )
  const named = reading.services.find((mention) => mention.services === services)
  const start = Math.min(phrase.start, named?.start ?? phrase.start)
  const end = Math.max(phrase.end, named?.end ?? phrase.end)
  return byPlace(places, language)
    .flatMap(({ regions, place }) =>
      services
        .filter((service) => !told(service, regions))
        .map(
          (service): Candidate => ({
            ...{ start, end, sentence, asOf, readable: '' },
            found: {
              regions,
              place,
              service,
              ...said,
              unit: null,
              value: null,
              min: null,
              max: null,
              qualifier: 'exact',
              quantityText: null,
            },
            open: [
              ...(regions.length === 0 ? (['regions'] as const) : []),
              ...(place === null && regions.length > 0 && isPart(phrase, reading) ? (['place'] as const) : []),
            ],
          }),
        ),
    )
    .filter(({ start: from, end: to }) => plain.slice(from, to).length <= 200)
}
