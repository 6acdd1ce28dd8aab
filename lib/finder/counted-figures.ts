import type { Service, Unit } from '@/lib/schema/observation'
import type { PlaceMention } from './place-mentions'
import type { Span } from './plain-text'
import { type SaidNumber, saidNumbers } from './said-numbers'
import { type UnitFound, unitAt } from './unit-words'

/** A quantity with what it counts. `like` is the figure whose unit and happening it shares, where it names none itself. */
export interface CountedFigure extends SaidNumber {
  unit: Unit
  scale: number
  service: Service | null
  like: CountedFigure | null
  /** It is a part of a whole that is told with it: what is said of "those who were cut off" is said of the whole. */
  isPart: boolean
  /** What happened to those counted is said right behind it. */
  isSaidBehind: boolean
}

/** The figures of a sentence: numbers right before what they count, and numbers of a list that leave it out. */
export function countedFigures(original: string, plain: string, within: Span, mentions: readonly PlaceMention[]): CountedFigure[] {
  const figures: CountedFigure[] = []
  for (const number of saidNumbers(plain, within)) {
    const counted =
      withUnit(original, plain, number, within) ??
      listed(
        plain,
        number,
        within,
        mentions,
        figures.findLast(({ unit }) => unit !== 'percent' && unit !== 'regions'),
      )
    if (counted !== null) figures.push(counted)
  }
  return figures
}

function withUnit(original: string, plain: string, number: SaidNumber, within: Span): CountedFigure | null {
  const rest = plain.slice(number.end, within.end)
  // One proper name may stand between: "423,000 Kyiv residents".
  const name = /^ (?:of )?\p{Lu}[\p{L}'’-]+(?= \p{Ll})/u.exec(original.slice(number.end, within.end))?.[0] ?? ''
  const direct = unitAt(rest)
  const whole = direct === null ? unitOfWhole(rest) : null
  const beside = direct ?? whole
  const unit = beside ?? (name === '' ? null : unitAt(rest.slice(name.length)))
  if (unit === null) return null
  const length = beside === null ? name.length + unit.length : unit.length
  return {
    ...number,
    end: number.end + length,
    unit: unit.unit,
    scale: unit.scale,
    service: unit.service,
    like: null,
    isPart: whole !== null,
    isSaidBehind: false,
  }
}

/** "12,400 of 15,900 customers": what the whole counts, its part counts as well. */
function unitOfWhole(rest: string): UnitFound | null {
  // "4 of 10 households" is a share.
  if (/^ (?:out )?(?:of|із|з) (?:[3-5]|10|100|1 ?000)(?![\d.,])/u.test(rest)) return null
  const between = /^ (?:out )?(?:of|із|з) (?:the |its )?\d[\d ,.]*(?: ?(?:тис\.?|тисяч|thousand|k))?(?= )/u.exec(rest)?.[0]
  const found = between === undefined ? null : unitAt(rest.slice(between.length))
  return found === null || between === undefined ? null : { ...found, length: between.length + found.length }
}

/** What a number that leaves out its unit is followed by: "2,100 are still without light", «3,5 тис. залишаються знеструмленими». */
const saidBehind = new RegExp(
  '^ (?:(?:are |were |remain |remained |is |have been )?(?:still )?(?:without|with no|have no|had no)|' +
    '(?:(?:досі|ще|все ще|поки) )?(?:(?:залиш|лиш|перебува)\\p{L}+ )?(?:(?:досі|ще|поки) )?(?:без|знеструмлен\\p{L}*))(?!\\p{L})',
  'u',
)

/** "and around 20,000 without water", "37 – in the Zaporizhzhia region", «Київська – 59»: counts what the figure before counts. */
function listed(
  plain: string,
  number: SaidNumber,
  within: Span,
  mentions: readonly PlaceMention[],
  before: CountedFigure | undefined,
): CountedFigure | null {
  if (before === undefined) return null
  const isYear = number.isPlain && /^(?:19|20)\d\d$/.test(plain.slice(number.start, number.end))
  const after = plain.slice(number.end, within.end)
  const likeBefore = { ...number, unit: before.unit, scale: before.scale, like: before, isPart: false }
  if (saidBehind.test(after)) return { ...likeBefore, service: null, isSaidBehind: true }
  const place = /^(?: ?[–:] ?|:? )(?:in |у |в |на )(?:the )?|^ ?[–:] ?/u.exec(after)?.[0]
  const leads = place !== undefined && mentions.some(({ start }) => start === number.end + place.length)
  const follows =
    /^(?:[,;.)]|$| (?:and|та|і|й) )/u.test(after) &&
    mentions.some(({ end }) => end <= number.start && /^(?: ?[–:(] ?| )$/.test(plain.slice(end, number.start)))
  if (isYear || !(leads || follows)) return null
  return { ...likeBefore, service: before.service, isSaidBehind: false }
}
