import type { Span } from './plain-text'

/** How far a new thought keeps two phrases apart, in words. */
const breaks: readonly [RegExp, number][] = [
  [/;|\. /g, 30],
  [/(?<!\p{L}|all )(?:but|while|whereas|although|though|however|а|але|тоді як|проте|однак|хоча)(?!\p{L})/gu, 6],
  [
    /(?<!\p{L})(?:when|who|which|that|where|because|since|due to|as a result of|following|after|before|as|because of|коли|які|яка|який|що|де|бо|оскільки|через|внаслідок|після|перед)(?!\p{L})/gu,
    3,
  ],
  [/,/g, 0.6],
  [/[:()–]/g, 0.5],
]

/** Words between that bind rather than part: "consumers in 51 settlements of the region were left without". */
const light =
  /^(?:in|of|the|a|an|to|for|at|on|is|are|was|were|be|been|has|have|had|also|still|now|already|again|currently|temporarily|and|or|their|its|city|region|oblast|на|у|в|з|для|до|та|і|й|ще|вже|уже|наразі|зараз|тимчасово|було|були|області|регіону|region's)$/u

/** The distance in words of two phrases, what lies between in `skipped` left out; the same for both orders. */
export function wordsBetween(plain: string, a: Span, b: Span, skipped: readonly Span[]): number {
  const [first, second] = a.start <= b.start ? [a, b] : [b, a]
  if (second.start < first.end) return 0
  let text = ''
  let at = first.end
  for (const span of skipped.filter(({ start, end }) => start >= first.end && end <= second.start)) {
    if (span.start < at) continue
    text += plain.slice(at, span.start)
    at = span.end
  }
  text += plain.slice(at, second.start)
  const words = text.match(/[\p{L}\d']+/gu) ?? []
  const weight = words.reduce((sum, word) => sum + (light.test(word) ? 0.25 : 1), 0)
  return breaks.reduce((sum, [pattern, cost]) => sum + cost * [...text.matchAll(pattern)].length, weight)
}
