import type { LintRule } from '@/lib/schema/policy'
import { listedHospitals, listedPlants, siteKind } from './facility-names'
import { adjectiveEnding, after, before, capitalised, named } from './words'

export interface LintFinding {
  reason: LintRule
  /** The words found, for the writer alone. */
  words: string
}

/** Which rules are at work, and the operator's own words. */
export interface Lint {
  rules: readonly LintRule[]
  words: readonly string[]
}

const coordinates: readonly RegExp[] = [
  // Two numbers of the length of a position; 600,000, 148,000 are counts: with a comma before three digits both need more of them.
  /(?<![\d.,])-?\d{1,2}\.\d{3,}(?:\s*°)?(?:\s*[NSПнс]\.?\p{L}*\.?)?(?:\s*[,;/]|\s)\s*(?:[EWСхв]\s*)?-?\d{1,3}\.\d{3,}/u,
  /(?<![\d.,])-?\d{1,2},\d{4,}(?:\s*°)?(?:\s*[NSПнс]\.?\p{L}*\.?)?(?:\s*[;/]|\s)\s*-?\d{1,3},\d{4,}/u,
  /\d{1,3}\s*°\s*\d{1,2}\s*(?:[′'’]|хв|мин|min)/u,
  /(?<!\d)\d{1,3}[.,]\d+\s*°\s*(?:[NSEW]|пн|пд|сх|зх|с\.?\s?ш|в\.?\s?д|північ|схід)/iu,
  /(?<!\p{L})(?:lat(?:itude)?|широт\p{L}*)(?:\s*[:=])?\s*-?\d{1,2}[.,]\d+/iu,
  // A military grid reference: zone, square, and at least four digits.
  /(?<![\p{L}\p{N}])(?:3[4-7])\s?[TUV]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}(?![\p{L}\p{N}])/u,
  // An open location code, and three words that stand for a square.
  /(?<![\p{L}\p{N}])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?![\p{L}\p{N}])/u,
  /\/\/\/\p{L}+\.\p{L}+\.\p{L}+/u,
]

/** Addresses of map services that point at a place. */
const mapLinks: readonly RegExp[] = [
  /(?:maps\.app\.goo\.gl|goo\.gl\/maps|maps\.apple\.com|w3w\.co|what3words\.com)\/\S+/iu,
  /google\.[a-z.]+\/maps\S*/iu,
  /openstreetmap\.org\/\S*(?:#map=|mlat=|node\/|way\/)\S*/iu,
  /(?:yandex|2gis|wikimapia|deepstatemap|visicom|bing)\.[a-z.]+\/(?:(?!ll=|lat=|cp=|#|@|geo\/)\S)*(?:ll=|lat=|cp=|#|@|geo\/)\S*\d{2}\.\d+\S*/iu,
  /(?<!\p{L})geo:-?\d{1,2}\.\d+,-?\d{1,3}\.\d+/iu,
]

/** What a road is called before its name, and after it. */
const roadBefore =
  '(?:[Вв]ул(?:иц[яіюею]+|\\.)|[Пп]росп(?:ект[ауіом]*|\\.)|[Пп]ров(?:ул(?:ок|к[ауіом]+)|\\.)|[Бб]ульв(?:ар[ауіом]*|\\.)|[Пп]лощ[аіуею]+|[Уу]л(?:иц[аеуыий]+|\\.)|[Пп]р-т|[Пп]р-кт|[Пп]ер(?:еул(?:ок|к[ауеом]+)|\\.)|[Пп]лощад[ьи]|[Шш]осе|[Нн]абережн(?:а|ій|ої|ая|ой))'
const road = '(?:[Ss]treet|[Aa]venue|[Bb]oulevard|[Ss]t\\.|[Aa]ve\\.|[Bb]lvd|[Ll]ane|[Pp]rospekt|[Vv]ulytsia)'
const addresses: readonly RegExp[] = [
  new RegExp(`${before}${roadBefore}\\s*["«“]?(?:\\p{L}{1,3}\\.\\s*)?${capitalised}`, 'u'),
  new RegExp(
    `${before}(?:[Vv]ul\\.|[Vv]ulytsia|[Uu]litsa|[Pp]rospekt|[Pp]rosp\\.|[Bb]ulvar|[Pp]rovulok|[Ss]treet)\\s+${capitalised}(?:\\s+${capitalised})?,?\\s+\\d+`,
    'u',
  ),
  new RegExp(
    `${before}(?!(?:Wall|Downing|Fleet|High|Main)\\s)${named}${capitalised}(?:\\s+${capitalised}){0,2}\\s+(?:Street|Avenue|Boulevard|Lane|Prospekt)${after}(?!\\s+Journal)`,
    'u',
  ),
  new RegExp(`${before}\\d{1,4}[a-zA-Z]?,?\\s+(?:${capitalised}\\s+){1,3}${road}${after}`, 'u'),
  new RegExp(`${before}${capitalised}\\s+${road},?\\s+\\d{1,4}`, 'u'),
  new RegExp(
    `${before}(?:буд(?:инок|инку|инком|\\.)|дом(?:а|у|ом|е)?|д\\.)(?:\\s*№)?\\s*\\d{1,4}(?:\\s*[-/])?(?:\\s*[а-яА-Я])?${after}(?!\\s*(?:тис|кв|відсот|процент|%))`,
    'u',
  ),
]

/** Words after a kind of site that are no name of one. */
const notItsName =
  '(?!(?:України|Украины|України|ДТЕК|ДТЭК|Укренерго|Укрэнерго|Енергоатом|Энергоатом|Росі|Росс|І|И|У|В|На|Не|Та|За)\\p{L}*)'
const ofRegion = '(?!\\p{L}*\\s+(?:обл|регіон|регион|район|громад|міськ))'
const cyrillicKind =
  '(?:ТЕС|ТЕЦ|ГЕС|ГАЕС|АЕС|ДРЕС|ТЭС|ТЭЦ|ГЭС|ГАЭС|АЭС|ГРЭС|[Пп]ідстанці\\p{L}{1,2}|[Пп]одстанци\\p{L}{1,2}|[Ее]лектростанці\\p{L}{1,2}|[Ээ]лектростанци\\p{L}{1,2}|ПС)'
const latinKind =
  '(?:TPP|CHPP?|HPP|NPP|PSPP?|TETs|TES|GRES|(?:[Tt]hermal |[Nn]uclear |[Hh]ydro(?:electric)? )?[Pp]ower ([Pp]lant|[Ss]tation)|[Hh]ydro(?:electric)? ([Pp]lant|[Ss]tation)|[Cc]ombined [Hh]eat and [Pp]ower [Pp]lant|[Ss]ubstation)'
const voltage = '(?!\\d+\\s*-?(?:кВ|kV|кв))'
const facilities: readonly RegExp[] = [
  ...listedPlants,
  // Trypilska TPP, Kryvyi Rih thermal power plant; not "The power plant", "Ukrainian substation".
  new RegExp(
    `${before}${named}${capitalised}(?:\\s+(?:traction|electrical|electric|transformer|\\d+\\s*kV))?\\s+${latinKind}${after}`,
    'u',
  ),
  new RegExp(
    `${before}(?:TPP|CHPP?|HPP|NPP|TETs|[Ss]ubstation|[Pp]ower [Pp]lant)[\\s-]*(?:(?:No\\.?|№|#)\\s*\\d+|${voltage}-?\\d+${after}(?!\\s*-?(?:kV|MW|units?|кВ)))`,
    'u',
  ),
  new RegExp(`${before}(?:${latinKind})\\s*["“«]\\s*\\p{Lu}`, 'u'),
  new RegExp(
    `${before}${capitalised.replace('+', '*')}[сц]ь?к${adjectiveEnding}(?:\\s+\\p{Ll}+(?:а|ої|ій|у|ою|ая|ой|ую)){0,2}\\s+${cyrillicKind}${after}`,
    'u',
  ),
  new RegExp(`${before}${cyrillicKind}(?:\\s*[-–])?\\s*(?:№\\s*\\d+|${voltage}\\d+${after}(?!\\s*-?(?:кВ|МВт|блок)))`, 'u'),
  new RegExp(`${before}${cyrillicKind}(?:\\s+\\d+\\s*кВ)?\\s*["«“„]\\s*\\p{Lu}`, 'u'),
  new RegExp(
    `${before}${cyrillicKind}(?:\\s+\\d+\\s*кВ)?\\s+${notItsName}\\p{Lu}\\p{L}*[сц]ь?к(?:а|ої|ій|у|ою|ая|ой|ую)${after}${ofRegion}`,
    'u',
  ),
]

const clinicKind =
  '(?:лікарн[яіюей]+|больниц[аыеуейю]+|госпітал[юьяем]+|госпитал[юьяем]+|поліклінік\\p{L}+|поликлиник\\p{L}+|[Пп]ологов\\p{L}+\\s+будин\\p{L}+|[Рр]оддом\\p{L}*)'
const clinicAdjectives = '(?:\\s+\\p{Ll}+(?:а|ої|ій|у|ою|ая|ой|ую|ий|ого|ому|ый)){0,4}'
const hospitals: readonly RegExp[] = [
  listedHospitals,
  // Kherson regional hospital, Mechnikov Hospital; the plural is a count of them and stays.
  new RegExp(
    `${before}${named}${capitalised}(?:\\s+${capitalised}){0,4}(?:[’']s)?(?:\\s+(?:regional|city|central|district|children['’]?s?|clinical|maternity|military|emergency|multidisciplinary)){0,3}\\s+[Hh]ospital${after}`,
    'u',
  ),
  new RegExp(`${before}[Hh]ospital\\s*(?:No\\.?|№|#)\\s*\\d+`, 'u'),
  new RegExp(`${before}${clinicKind}\\s*(?:№|N|#)\\s*\\d+`, 'iu'),
  new RegExp(`${before}${clinicKind}\\s+(?:ім\\.|імені|им\\.|имени)\\s*\\p{L}`, 'iu'),
  new RegExp(`${before}${clinicKind}\\s*["«“„]\\s*\\p{Lu}`, 'u'),
  new RegExp(`${before}\\p{Lu}[\\p{L}'’ʼ-]*[сц]ь?к(?:а|ої|ій|у|ою|ая|ой|ую)${clinicAdjectives}\\s+${clinicKind}`, 'u'),
]

/** The kinds of sites that a place is never called by, named or not; schools, metro and the like are told in a note. */
const siteAsPlace: readonly RegExp[] = [
  new RegExp(`${before}(?:${siteKind})${after}`, 'iu'),
  new RegExp(
    `${before}(?:hospitals?|clinics?|refiner(?:y|ies)|factor(?:y|ies)|depots?|arsenals?|airfields?|barracks|warehouses?)${after}`,
    'iu',
  ),
  new RegExp(`${before}(?:лікарн|больниц|госпітал|госпитал|завод|склад|аеродром|аэродром|казарм|нафтобаз|нефтебаз|котельн)`, 'iu'),
]

/** What the energy ministry and the rules for Kyiv ask everyone not to publish, in English, Ukrainian and Russian. A kind of site without a name passes. */
const patterns: Partial<Record<LintRule, readonly RegExp[]>> = {
  coordinates: [...coordinates, ...mapLinks],
  address: addresses,
  facility: facilities,
  hospital: hospitals,
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A word of the operator's list: whole, whatever its case; `*` at its end takes any ending. */
function ownWord(word: string): RegExp {
  const stem = word.endsWith('*')
  return new RegExp(`${before}${escaped(stem ? word.slice(0, -1) : word)}${stem ? '\\p{L}*' : after}`, 'iu')
}

function firstFound(rule: LintRule, found: readonly RegExp[], text: string): LintFinding[] {
  for (const pattern of found) {
    const match = pattern.exec(text)
    if (match) return [{ reason: rule, words: match[0].trim() }]
  }
  return []
}

/** Finds what sends a text to review, one finding a rule; empty when it may pass. */
export function lintText(text: string, { rules, words }: Lint): LintFinding[] {
  return rules.flatMap((rule) => firstFound(rule, rule === 'word' ? words.map(ownWord) : (patterns[rule] ?? []), text))
}

/** The same of what is to be a place: neither a facility nor a kind of one. */
export function lintPlace(place: string, lint: Lint): LintFinding[] {
  return [...lintText(place, lint), ...(lint.rules.includes('place') ? firstFound('place', siteAsPlace, place) : [])]
}

/** What an address may not lead to: a point on a map. Its words are the publisher's and are let be. */
export function lintAddress(address: string, { rules }: Lint): LintFinding[] {
  return rules.includes('coordinates') ? firstFound('coordinates', mapLinks, address) : []
}
