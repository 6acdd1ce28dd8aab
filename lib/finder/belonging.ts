import type { Service } from '@/lib/schema/observation'
import type { CountedFigure } from './counted-figures'
import { wordsBetween } from './distance'
import type { HappeningPhrase } from './happening-words'
import type { Span } from './plain-text'
import type { Reading } from './reading'
import { type ServiceMention, servicesIn } from './service-words'

/** Further away than this, in words, two phrases are not about each other. */
const reach = { figure: 7, noun: 3, service: 8 }

/** Between a part's figure and words that are about its whole: "35 of the 60 settlements (that were) cut off". */
const ofTheWhole =
  /^(?:,? (?:who|that|which|які|що)(?!\p{L})[^,]*|(?: in (?!.*(?<!\p{L})(?:is|are|was|were|remain|remained|have|had)(?!\p{L}))[^,]{0,40})? )$/u

/** The phrase that says what happened to those counted: the nearest, unless words of another fate are nearer. */
export function phraseOf(figure: CountedFigure, reading: Reading): HappeningPhrase | null {
  const { plain, figures, mentions, services } = reading
  const others = [...figures, ...mentions].filter((span) => span !== figure).sort((a, b) => a.start - b.start)
  const away = (span: Span) => wordsBetween(plain, figure, span, others)
  // What a restoration restores stands between it and those it is for.
  const awayFrom = (phrase: HappeningPhrase) =>
    wordsBetween(
      plain,
      figure,
      phrase,
      [...others, ...services].sort((a, b) => a.start - b.start),
    )
  /** "1,000 people rallied, where 20,000 homes had no water": the phrase is that of the figure in its own clause. */
  const isOfNextClause = ({ start }: HappeningPhrase) =>
    figures.some(
      (other) =>
        other.start >= figure.end &&
        other.end <= start &&
        /, (?:where|who|which|whose|while|whereas|when|де|який|яка|які|тоді як|коли)(?!\p{L})/u.test(plain.slice(figure.end, other.start)),
    )
  const fits = (phrase: HappeningPhrase, distance: number) => {
    const { said, noun } = phrase
    if (isOfNextClause(phrase) || (figure.isSaidBehind && phrase.start < figure.end)) return false
    if (figure.isPart && said === 'out' && ofTheWhole.test(plain.slice(figure.end, phrase.start))) return false
    if ((said === 'capacityLost') !== (figure.unit === 'megawatts')) return false
    return distance <= (noun ? reach.noun : reach.figure)
  }
  const ranked = reading.phrases
    .filter((phrase) => phrase.start >= figure.end || phrase.end <= figure.start)
    .map((phrase) => ({ phrase, distance: awayFrom(phrase) }))
    .filter(({ phrase, distance }) => fits(phrase, distance))
    .sort((a, b) => a.distance - b.distance)
  const nearest = ranked[0]
  if (nearest === undefined) return figure.like === null ? null : phraseOf(figure.like, reading)
  // "A man died and 3,400 residents were left without": what follows such an "and" has a fate of its own.
  const isAnothers = (fate: Span) => /^,? (?:and|while|та|і|й|а) $/u.test(plain.slice(fate.end, figure.start))
  const isOurs = (fate: Span) => fate.start < nearest.phrase.end && nearest.phrase.start < fate.end
  const fate = Math.min(...reading.fates.filter((span) => !isOurs(span) && !isAnothers(span)).map(away))
  return fate < nearest.distance || fate <= 0.5 ? null : nearest.phrase
}

/** The services a phrase is about: those it names itself, else the nearest that no other phrase has. */
export function servicesOf(span: Span & { service?: Service | null }, phrase: HappeningPhrase, reading: Reading): readonly Service[] {
  if (phrase.services.length > 0) return phrase.services
  const { plain, services, figures, mentions } = reading
  // Of counted hospitals or schools that run on generators or are closed, the service is their own.
  const own = 'unit' in span && (phrase.said === 'onBackup' || phrase.said === 'closed') ? servicesIn(plain, span) : []
  if (own.length > 0) return own
  const skipped = [...figures, ...mentions, phrase].filter((other) => other !== span).sort((a, b) => a.start - b.start)
  const inPhrases = (service: ServiceMention) =>
    reading.phrases.some((other) => other !== phrase && service.start >= other.start && service.end <= other.end)
  const ranked = services
    .filter((service) => !inPhrases(service) && !(service.start >= span.start && service.end <= span.end))
    .filter(
      ({ services: said }) =>
        !said.every((service) => service === 'health' || service === 'education') || phrase.said === 'closed' || phrase.said === 'onBackup',
    )
    .map((service) => ({ service, distance: wordsBetween(plain, service, span, skipped) }))
    .filter(({ distance }) => distance <= reach.service)
    .sort((a, b) => a.distance - b.distance)
  // What runs on generators is named before them.
  const subject = phrase.said === 'onBackup' ? ranked.find(({ service }) => service.end <= phrase.start) : undefined
  if (subject !== undefined) return subject.service.services
  return ranked[0]?.service.services ?? (span.service ? [span.service] : [])
}
