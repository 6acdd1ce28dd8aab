import type { Service, Unit } from '@/lib/schema/observation'

/** A counted thing: its unit, the words for it, and the service it says by itself. */
interface CountedThing {
  unit: Unit
  pattern: RegExp
  service: Service | null
}

/** Words that may stand between a number and what is counted. Closed, so that nothing else is ever skipped. */
const beside = [
  'of (?:its |the |all |their )?|more |other |additional |such |these |individual |new ',
  'household |residential |apartment |multi–stor(?:e)?y |multi–apartment |high–rise |low–rise |private |local |city |rural ',
  'industrial |legal |business |electricity |power |dtek |energy |metered |frontline |smaller |large |medical |educational |social |general ',
  'побутов(?:их|і|им) |житлов(?:их|і|им|ий) |багатоповерхов(?:их|і|им|ий) |багатоквартирн(?:их|і|им|ий) |приватн(?:их|і|им) |юридичн(?:их|им) ',
  'українськ(?:их|им) |київськ(?:их|им) |одеськ(?:их|им) |харківськ(?:их|им) |інш(?:их|им) |наш(?:их|им) |таких |нових |непобутових ',
].join('|')

const thing = (unit: Unit, source: string, service: Service | null = null): CountedThing => ({
  unit,
  service,
  pattern: new RegExp(`^ ?(?:${beside}){0,4}(?:${source})(?![\\p{L}\\p{N}])`, 'u'),
})

/** In the order in which they are tried: "household consumers" are customers. */
const things: readonly CountedThing[] = [
  thing(
    'customers',
    'consumers?|customers?|subscribers?|users?|clients?|metering points|properties|споживач(?:і|ів|ам|ами|а)?|абонент(?:и|ів|ам|ами|а)?|клієнт(?:и|ів|ам|а)?|користувач(?:і|ів|ам|а)?|точ(?:ок|ки) обліку',
  ),
  thing(
    'households',
    "households?|famil(?:y|ies)|homes|apartments(?! buildings)|flats|родин(?:и|ам|ами|а)?|сім(?:'ї|ей|'ям|'я)|домогосподарств(?:а|ам|о)?|дом(?:івок|івки|івкам)|осель|осел(?:і|ям)|квартир(?:и|ам|а)?",
  ),
  thing(
    'people',
    'people|persons|residents|inhabitants|citizens|ukrainians|люд(?:ей|ям|и|ина)|осіб|особам|жител(?:ів|і|ям|ь)|мешкан(?:ців|ці|цям|ець)|українц(?:ів|і|ям)|киян(?:и|ам)?',
  ),
  thing(
    'buildings',
    "buildings|houses|high–rises|(?:tower )?blocks(?: of flats|(?! of))|будин(?:ки|ків|кам|ках|ку|ок)|багатоповерхів(?:ок|ки|ках|кам)|висот(?:ок|ки|ках|кам)|об'єктів житлового фонду",
  ),
  thing(
    'settlements',
    'settlements?|towns and villages|villages|towns|cities|населен(?:их|і|им|ий) пункт(?:и|ів|ам|ах)?|сіл|села|селах|міст(?:а|ах)?|громад(?:и|ах)?',
  ),
  thing('facilities', 'boiler houses|boiler plants|котел(?:ень|ьні|ьням|ьнях)', 'heating'),
  thing(
    'facilities',
    'hospitals|(?:healthcare )?(?:facilities|institutions)|лікарень|лікарн(?:і|ям)|медзаклад(?:и|ів)|медичн(?:их|і) (?:заклад(?:ів|и)|установ(?:и)?)',
  ),
  thing('facilities', 'schools|kindergartens|nurseries|шкіл|школ(?:и|ам)|дитсадк(?:ів|и)|дитяч(?:их|і) садк(?:ів|и)|заклад(?:ів|и) освіти'),
  thing('facilities', 'mines|shafts|шахт(?:и|ах)?'),
  thing('regions', "(?:ukraine's )?(?:ukrainian )?(?:regions|oblasts)|област(?:ей|і|ях|ям)|регіон(?:ів|и|ах)"),
]

const megawatts = /^ ?(?:mw|megawatts?|мвт|мегават(?:и|ів)?)(?![\p{L}\p{N}])/u
const gigawatts = /^ ?(?:gw|gigawatts?|гвт|гігават(?:и|ів|а)?)(?![\p{L}\p{N}])/u
const percent = /^ ?(?:%|percent(?![\p{L}\p{N}])|per cent(?![\p{L}\p{N}])|відсотк(?:ів|и|а|ам)(?![\p{L}\p{N}])|відсоток)/u
/** What a share may be of: after a share another counted thing says what has it, never how many. */
const percentOf = new RegExp(
  `^ (?:of )?(?:the |its |all |our )?(?:(?:${beside})*)(?:consumers|customers|subscribers|users|households|homes|residents|споживачів|абонентів|родин|домогосподарств|будинків|жителів|мешканців|людей)(?![\\p{L}\\p{N}])`,
  'u',
)

export interface UnitFound {
  unit: Unit
  /** How many letters after the number belong to it. */
  length: number
  /** What the number is multiplied by to be in that unit: a gigawatt is a thousand megawatts. */
  scale: number
  service: Service | null
}

/** The unit that a text begins with, right after a number; null where what follows is nothing we count. */
export function unitAt(after: string): UnitFound | null {
  const share = percent.exec(after)?.[0]
  if (share !== undefined) {
    const of = percentOf.exec(after.slice(share.length))?.[0] ?? ''
    return { unit: 'percent', length: share.length + of.length, scale: 1, service: null }
  }
  const power = megawatts.exec(after)?.[0] ?? gigawatts.exec(after)?.[0]
  if (power !== undefined)
    return { unit: 'megawatts', length: power.length, scale: gigawatts.test(after) ? 1000 : 1, service: 'electricity' }
  for (const { unit, pattern, service } of things) {
    const found = pattern.exec(after)?.[0]
    if (found !== undefined) return { unit, length: found.length, scale: 1, service }
  }
  return null
}
