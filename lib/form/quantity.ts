import type { Qualifier } from '@/lib/schema/observation'

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

const powers: Record<string, number> = {}
for (const word of 'k|к|thsd|thousand|thousands|тис|тис.|тисяч|тисячі|тисяча|тисячу'.split('|')) powers[word] = 3
for (const word of 'm|mn|mln|million|millions|млн|млн.|мільйон|мільйони|мільйона|мільйонів'.split('|')) powers[word] = 6

// Longest first, so that "no more than" is not read as "more than".
const openings: readonly [Qualifier, readonly string[]][] = [
  ['at_most', ['no more than', 'not more than', 'не більше ніж', 'не більш як', 'не більш ніж', 'не більше']],
  [
    'at_least',
    ['no less than', 'not less than', 'no fewer than', 'not fewer than', 'не менше ніж', 'не менш як', 'не менш ніж', 'не менше'],
  ],
  ['at_least', ['at least', 'more than', 'upwards of', 'in excess of', 'over', 'above', 'exceeding', '>=', '≥', '>']],
  ['at_least', ['щонайменше', 'принаймні', 'мінімум', 'понад', 'більше ніж', 'більш ніж', 'більш як', 'більше']],
  ['at_most', ['up to', 'at most', 'less than', 'fewer than', 'under', 'below', '<=', '≤', '<']],
  ['at_most', ['щонайбільше', 'максимум', 'менше ніж', 'менш ніж', 'менш як', 'менше', 'до']],
  ['about', ['about', 'around', 'approximately', 'approx.', 'approx', 'roughly', 'circa', 'ca.', 'close to', 'some', '~', '≈']],
  ['about', ['близько', 'приблизно', 'орієнтовно', 'біля', 'десь']],
  ['exact', ['exactly', 'рівно']],
]
// Below the number, by how much nobody says: read as about, and the words are kept.
const nearly = ['nearly', 'almost', 'майже']
const endings: readonly [Qualifier, readonly string[]][] = [['at_least', ['or more', 'plus', '+', 'і більше', 'або більше']]]

/** Words of quantities that name no number. `core` ones carry the meaning, the others may stand beside them. */
const vagueCore = new Set(
  (
    'hundreds tens dozens scores thousands millions several few many numerous most all half majority part parts ' +
    'сотні сотень десятки десятків тисячі тисяч мільйони мільйонів кілька декілька кількасот багато більшість частина частини всі усі вся уся половина'
  ).split(' '),
)
const vagueBeside = new Set('a an the of and some almost nearly about around hundred thousand million та і майже близько'.split(' '))
const halfMillion = new Set(['half a million', 'half million', 'пів мільйона', 'півмільйона'])

const LIMIT = 1_000_000_000
const numeral = String.raw`(?:\d[\d ,.]*\d|\d)`
const power = Object.keys(powers)
  .sort((a, b) => b.length - a.length)
  .map((word) => word.replace('.', '\\.'))
  .join('|')
const counted = `(${numeral}) ?(${power})?`
const numberPattern = new RegExp(`^${counted}$`)
const numberInText = new RegExp(String.raw`(?<![\p{L}\d])(\d{1,3}(?:[ ,]\d{3})+|\d+(?:[.,]\d+)?) ?(?:(${power})(?![\p{L}\d]))?(?!\d)`, 'gu')
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
  if (isVague(tidy)) return said({ qualifier: 'vague', quantityText: raw })
  const { body: unmarked, percent } = withoutPercent(tidy)
  if (/^–/.test(unmarked)) return unclear('negative')
  const range = readRange(unmarked, null)
  if (range !== null) return withPercent(range, percent)
  const { qualifier, body, keep } = withoutQualifier(unmarked)
  if (/^–/.test(body)) return unclear('negative')
  const quantityText = keep ? raw : null
  if (halfMillion.has(body)) return said({ value: 500_000, qualifier, quantityText: raw })
  const inner = qualifier === 'about' ? readRange(body, raw) : null
  if (inner !== null) return withPercent(inner, percent)
  const match = numberPattern.exec(body)
  if (match === null) return unclear('notUnderstood')
  const number = numberOf(match[1], match[2])
  if (typeof number !== 'number') return unclear(number)
  return withPercent(said({ value: number, qualifier, quantityText }), percent)
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
    .replace(/[‐‑‒–—−-]/g, '–')
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

function withoutQualifier(text: string): { qualifier: Qualifier; body: string; keep: boolean } {
  for (const [qualifier, words] of openings) {
    const word = words.find((opening) => text.startsWith(opening) && /^[ \d]/.test(text.slice(opening.length)))
    if (word !== undefined) return { qualifier, body: text.slice(word.length).trim(), keep: false }
  }
  const near = nearly.find((word) => text.startsWith(`${word} `))
  if (near !== undefined) return { qualifier: 'about', body: text.slice(near.length).trim(), keep: true }
  for (const [qualifier, words] of endings) {
    const word = words.find((ending) => text.endsWith(ending))
    if (word !== undefined) return { qualifier, body: text.slice(0, -word.length).trim(), keep: false }
  }
  return { qualifier: 'exact', body: text, keep: false }
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
