import type { Qualifier } from '@/lib/schema/observation'
import { numberInWords } from './number-words'
import { nearby, openings, powerPattern, powers } from './quantity-words'

/** Why a text is not a quantity; each has words of its own on the form. */
export type QuantityFault = 'notUnderstood' | 'ambiguousSeparator' | 'ambiguousRange' | 'rangeBackwards' | 'negative' | 'tooLarge'

/** What was understood. `percent` says that the text itself carried a percent sign. */
export interface SaidQuantity {
  kind: 'said'
  value: number | null
  min: number | null
  max: number | null
  qualifier: Qualifier
  /** The writer's words, kept where the numbers alone would lose something. */
  quantityText: string | null
  percent: boolean
}

export type QuantityReading = { kind: 'none' } | SaidQuantity | { kind: 'unclear'; fault: QuantityFault }

interface Numeral {
  digits: string
  /** Powers of ten of the word after the number: 3 for thousand, 6 for million, 0 for none. */
  power: number
  said: boolean
}

const endings: readonly [Qualifier, readonly string[]][] = [
  ['at_least', ['or more', 'and more', 'plus', '+', 'і більше', 'та більше', 'або більше', 'чи більше']],
  ['at_most', ['or less', 'or fewer', 'або менше', 'чи менше']],
  ['about', ['or so']],
]

/** Words of quantities that name no number. `core` ones carry the meaning, the others may stand beside them. */
const vagueCore = new Set(
  (
    'hundreds tens dozens scores thousands millions several few couple handful many numerous most all half majority part parts third ' +
    'thirds quarter rest сотні сотень десятки десятків тисячі тисяч мільйони мільйонів кілька декілька кількох декількох кількасот ' +
    'кількадесят кільканадцять багато чимало більшість частина частини частину всі усі вся уся половина половини половину третина третини ' +
    'третину чверть чверті решта'
  ).split(' '),
)
const vagueBeside = new Set(
  (
    'a an the of and some almost nearly about around hundred thousand million more less fewer than over under one two three up to ' +
    'та і майже близько приблизно ніж понад більше більш менше менш дві три ще тис тис. млн млн.'
  ).split(' '),
)

const LIMIT = 1_000_000_000
const numeral = String.raw`(?:\d[\d ,.]*\d|\d)`
const counted = `(${numeral}) ?(${powerPattern})?`
const numberPattern = new RegExp(`^${counted}$`)
const numberInText = new RegExp(
  String.raw`(?<![\p{L}\d])(\d{1,3}(?:[ ,]\d{3})+|\d+(?:[.,]\d+)?) ?(?:(${powerPattern})(?![\p{L}\d]))?(?!\d)`,
  'gu',
)
// "1 млн 200 тис.", "12 тис. 345": each part smaller than the one before it.
const summed = new RegExp(String.raw`^(\d{1,3}) ?(${powerPattern})[ ,]+(\d{1,3}) ?(${powerPattern})?$`)
const rangePatterns = [
  new RegExp(`^${counted} ?– ?${counted}$`),
  new RegExp(`^(?:from )?${counted} to ${counted}$`),
  new RegExp(`^between ${counted} and ${counted}$`),
  new RegExp(`^(?:від )?${counted} до ${counted}$`),
  new RegExp(`^між ${counted} (?:і|та) ${counted}$`),
]

/**
 * Reads a quantity as people write it in English or Ukrainian: "600k", "600 тис.", "1,1 млн", "about 600 тис.", "600–800 thousand",
 * "hundreds of thousands". Whatever has two readings, or none, is `unclear`: a number is never invented.
 */
export function readQuantity(text: string): QuantityReading {
  const raw = text.trim().replace(/\s+/g, ' ')
  if (raw === '') return { kind: 'none' }
  const tidy = normalise(raw)
  const { body: unmarked, percent } = withoutPercent(tidy)
  if (/^–/.test(unmarked)) return unclear('negative')
  const range = readRange(unmarked, null)
  if (range !== null) return withPercent(range, percent)
  const { qualifier, body, hedged, keep } = withoutQualifier(unmarked)
  if (/^–/.test(body)) return unclear('negative')
  const worded = numberInWords(body, hedged)
  if (worded !== undefined) return withPercent(said({ value: worded, qualifier, quantityText: raw }), percent)
  if (isVague(tidy)) return said({ qualifier: 'vague', quantityText: raw })
  const inner = qualifier === 'about' ? readRange(body, raw) : null
  if (inner !== null) return withPercent(inner, percent)
  const number = readNumber(body)
  if (typeof number !== 'number') return unclear(number)
  return withPercent(said({ value: number, qualifier, quantityText: keep ? raw : null }), percent)
}

function readNumber(body: string): number | QuantityFault {
  const sum = summed.exec(body)
  if (sum !== null) return sumOf(sum)
  const match = numberPattern.exec(body)
  return match === null ? 'notUnderstood' : numberOf(match[1], match[2])
}

function sumOf([, first, size = '', second, smaller]: RegExpExecArray): number | QuantityFault {
  if ((powers[smaller ?? ''] ?? 0) >= (powers[size] ?? 0)) return 'notUnderstood'
  const parts = [numberOf(first, size), numberOf(second, smaller)]
  const sum = parts.reduce<number>((total, part) => (typeof part === 'number' ? total + part : total), 0)
  return parts.find((part) => typeof part === 'string') ?? (sum > LIMIT ? 'tooLarge' : sum)
}

/** Every number a text holds with its thousands and millions, as far as each has one reading. */
export function numbersIn(text: string): number[] {
  const found = [...normalise(text).matchAll(numberInText)]
  return found.map((match) => numberOf(match[1], match[2])).filter((number) => typeof number === 'number')
}

function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('\u2060', '')
    .replace(/[‐‑‒–—−-]/g, '–')
    .replace(/[’ʼ‘`´]/g, "'")
    .replace(/(\d)\+ ?(\p{L}\S*)/u, '$1 $2+')
    .replace(/\s+/g, ' ')
    .trim()
}

function isVague(text: string): boolean {
  const words = text.split(' ')
  return words.some((word) => vagueCore.has(word)) && words.every((word) => vagueCore.has(word) || vagueBeside.has(word))
}

function withoutPercent(text: string): { body: string; percent: boolean } {
  const body = text.replace(/ ?(%|percent|per cent|відсотків|відсотки|відсоток|відсотка)$/, '')
  return { body, percent: body !== text }
}

function withPercent(reading: QuantityReading, percent: boolean): QuantityReading {
  return reading.kind === 'said' ? { ...reading, percent } : reading
}

interface Qualified {
  qualifier: Qualifier
  body: string
  /** A word stood before the number, so that what follows may be in the genitive. */
  hedged: boolean
  /** The word says more than its qualifier. */
  keep: boolean
}

function withoutQualifier(text: string): Qualified {
  const starts = (word: string) => text.startsWith(word) && /^[ \d]/.test(text.slice(word.length))
  for (const [qualifier, words] of [...nearby, ...openings]) {
    const word = words.find(starts)
    const keep = nearby.some((one) => one[1] === words)
    if (word !== undefined) return { qualifier, body: text.slice(word.length).trim(), hedged: true, keep }
  }
  for (const [qualifier, words] of endings) {
    const word = words.find((ending) => text.endsWith(ending))
    if (word !== undefined) return { qualifier, body: text.slice(0, -word.length).trim(), hedged: false, keep: false }
  }
  return { qualifier: 'exact', body: text, hedged: false, keep: false }
}

/** A range, or null where the text is none. A word of thousands after the second number counts for both: "600–800 thousand". */
function readRange(text: string, quantityText: string | null): QuantityReading | null {
  const match = rangePatterns.map((pattern) => pattern.exec(text)).find((found) => found !== null)
  if (!match) return null
  const [, low, lowPower, high, highPower] = match
  const min = numberOf(low, lowPower ?? highPower)
  const max = numberOf(high, highPower)
  if (typeof min !== 'number') return unclear(min)
  if (typeof max !== 'number') return unclear(max)
  // "600 to 800,000" is said for both 600 and 600,000.
  if (lowPower === undefined && highPower === undefined && min < 1000 && max >= 1000 * Math.max(min, 1) && max % 1000 === 0) {
    return unclear('ambiguousRange')
  }
  if (lowPower !== undefined && highPower === undefined) return unclear('ambiguousRange')
  if (min > max) return unclear('rangeBackwards')
  return said({ min, max, qualifier: 'range', quantityText })
}

function numberOf(numeralText: string | undefined, powerWord: string | undefined): number | QuantityFault {
  const parsed = numeralOf(numeralText ?? '', powerWord === undefined ? 0 : (powers[powerWord] ?? 0), powerWord !== undefined)
  if (typeof parsed === 'string') return parsed
  const [whole = '', fraction = ''] = parsed.digits.split('.')
  if (parsed.said && fraction.length > parsed.power) return 'notUnderstood'
  const number = parsed.said ? Number(whole + fraction.padEnd(parsed.power, '0')) : Number(parsed.digits)
  return number > LIMIT ? 'tooLarge' : number
}

/** Digits with at most one decimal point, or why the separators have two readings. */
function numeralOf(text: string, power: number, said: boolean): Numeral | QuantityFault {
  const plain = (digits: string): Numeral => ({ digits, power, said })
  if (/^\d+$/.test(text)) return plain(text)
  if (/^\d{1,3}( \d{3})+$/.test(text)) return plain(text.replaceAll(' ', ''))
  if (/^\d{1,3}(,\d{3}){2,}$/.test(text)) return plain(text.replaceAll(',', ''))
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(text)) return plain(text.replaceAll('.', ''))
  // One comma and three digits are thousands; before a word of thousands they may be a fraction as well.
  if (/^[1-9]\d{0,2},\d{3}$/.test(text)) return said ? 'ambiguousSeparator' : plain(text.replace(',', ''))
  if (/^[1-9]\d{0,2}\.\d{3}$/.test(text)) return said ? plain(text) : 'ambiguousSeparator'
  // Without such a word, two figures after a comma are a slip for three ("800,00 subscribers") as often as a fraction.
  if (said ? /^\d+[.,]\d+$/.test(text) : /^\d+([.,]\d|\.\d\d)$/.test(text)) return plain(text.replace(',', '.'))
  return 'notUnderstood'
}

function said(parts: Partial<SaidQuantity> & Pick<SaidQuantity, 'qualifier'>): SaidQuantity {
  return { kind: 'said', value: null, min: null, max: null, quantityText: null, percent: false, ...parts }
}

function unclear(fault: QuantityFault): QuantityReading {
  return { kind: 'unclear', fault }
}
