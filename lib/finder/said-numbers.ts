import { numberWordPattern } from '@/lib/form/number-words'
import { readQuantity, type SaidQuantity } from '@/lib/form/quantity'
import { nearby, openings, powerPattern } from '@/lib/form/quantity-words'
import { type Span, spansOf } from './plain-text'

/** A quantity in a text: how exactly and how much, not yet of what. */
export interface SaidNumber extends Span {
  quantity: SaidQuantity
  /** The same in words that the form's number field reads. */
  readable: string
  /** No word but the digits: may be a year, a time or a house number. */
  isPlain: boolean
}

const digits = String.raw`(?:\d{1,3}(?: \d{3})+(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:\.\d{3})+(?!\d)|\d+[.,]\d+|\d+)`
const power = `(?: ?(?:${powerPattern})(?![\\p{L}\\p{N}]))`
// "1 млн 200 тис." is one number.
const summed = `\\d{1,3} ?(?:${powerPattern})[ ,]+\\d{1,3}(?!\\d|[.,]\\d)${power}?`
const number = `(?:${summed}|${digits}${power}?|${numberWordPattern})`
const ranged = [
  `(?:from )?${digits}${power}? to ${digits}${power}?`,
  `between ${digits}${power}? and ${digits}${power}?`,
  `(?:від )?${digits}${power}? до ${digits}${power}?`,
  `між ${digits}${power}? (?:і|та) ${digits}${power}?`,
  `${digits}${power}? ?– ?${digits}${power}?`,
].join('|')
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const hedges = [...openings.flatMap(([, said]) => said), ...nearby.flatMap(([, said]) => said)]
  .sort((a, b) => b.length - a.length)
  .map(escaped)
const hedge = `(?:(?:${hedges.join('|')}) ?)`
const ending = '(?:\\+| or more| і більше| або більше)'
const vague =
  '(?:hundreds|tens|dozens|scores) of (?:thousands|millions)|several (?:hundred |dozen )?(?:thousand|million)|hundreds|dozens|thousands|(?:сотні|сотень|десятки|десятків) (?:тисяч|мільйонів)|кілька (?:тисяч|мільйонів)|тисячі'
const before = '(?<![\\p{L}\\p{N}.,:/№#$€₴–])'
const after = '(?![\\p{L}\\p{N}]|[.,:/]\\d|–\\p{L}|°)'
const pattern = new RegExp(`${before}(?:${vague}|${hedge}?(?:${ranged}|${number})${ending}?)${after}`, 'gu')
const months =
  /(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? $/u
/** A number before this one is the part, this one the whole: "12,400 of 15,900 customers", "one in three". */
const whole = String.raw`(?<![\p{L}\p{N}])(?:\d[\d ,.]*${power}?|one|two|three|four|nine) (?:out of|of|in|in every|із|з)(?: the| its)?`
const denominator = new RegExp(`(?:out of|down from|up from|compared (?:to|with)|instead of|of the|із|з|проти|замість|${whole}) $`, 'u')
/** «Повернули світло до 14 200 родин»: a direction, no limit. */
const toWhom = /(?:світло|живлення|електропостачання|електроенергію|електрику|воду|водопостачання|тепло|теплопостачання|опалення|газ) до $/u
const changes = /(?:rose|grew|increased|fell|dropped|decreased|rising|зрос\p{L}*|збільш\p{L}*|зменш\p{L}*|скороти\p{L}*)(?: \p{L}+){0,2} $/u

/**
 * The quantities in a part of a text, each with one reading by the form's own rules: "600–800 thousand", "six", "майже 40 тис.",
 * "hundreds of thousands". What has two readings is left out, and so is a number that another one is only compared with.
 */
export function saidNumbers(plain: string, within: Span): SaidNumber[] {
  return spansOf(pattern, plain, within).flatMap((whole) => {
    const span = toWhom.test(plain.slice(within.start, whole.start + 3)) ? { ...whole, start: whole.start + 3 } : whole
    const said = plain.slice(span.start, span.end)
    const lead = plain.slice(Math.max(within.start, span.start - 40), span.start)
    if (denominator.test(lead) || (/^from /.test(said) && changes.test(lead))) return []
    // "January 8 600 households" has two readings.
    if (/^\d{1,2} \d{3}/.test(said) && months.test(lead)) return []
    const quantity = readQuantity(said)
    if (quantity.kind !== 'said') return []
    return [{ ...span, quantity, readable: said, isPlain: /^\d+$/.test(said) }]
  })
}
