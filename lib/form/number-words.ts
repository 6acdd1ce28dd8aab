/** Numbers said in words, by every form a newsroom writes: `двох` and `двом` beside `два`, since "близько" asks for the genitive. */
const spelled: Record<string, number> = {}
const spell = (first: number, step: number, words: string) =>
  words.split(' ').forEach((forms, i) => {
    for (const form of forms.split('|')) spelled[form] = first + i * step
  })
spell(1, 1, 'one|a|an two three four five six seven eight nine ten eleven twelve')
spell(13, 1, 'thirteen fourteen fifteen sixteen seventeen eighteen nineteen')
spell(20, 10, 'twenty thirty forty fifty sixty seventy eighty ninety')
spell(1, 1, 'один|одна|одну|одної|одного два|дві|двох три|трьох чотири|чотирьох')
spell(5, 1, "п'ять|п'яти шість|шести сім|семи вісім|восьми дев'ять|дев'яти десять|десяти")
spell(11, 1, 'одинадцять|одинадцяти дванадцять|дванадцяти тринадцять|тринадцяти чотирнадцять|чотирнадцяти')
spell(15, 1, "п'ятнадцять|п'ятнадцяти шістнадцять|шістнадцяти сімнадцять|сімнадцяти вісімнадцять|вісімнадцяти дев'ятнадцять|дев'ятнадцяти")
spell(20, 10, "двадцять|двадцяти тридцять|тридцяти сорок|сорока п'ятдесят|п'ятдесяти шістдесят|шістдесяти сімдесят|сімдесяти")
spell(80, 10, "вісімдесят|вісімдесяти дев'яносто|дев'яноста сто|ста")
spell(200, 100, "двісті|двохсот триста|трьохсот чотириста|чотирьохсот п'ятсот|п'ятисот шістсот|шестисот сімсот|семисот")
spell(800, 100, "вісімсот|восьмисот дев'ятсот|дев'ятисот")

const sizes: Record<string, number> = {}
for (const word of 'hundred'.split('|')) sizes[word] = 100
for (const word of 'thousand|тисяча|тисячу|тисячі|тисяч|тис|тис.'.split('|')) sizes[word] = 1000
for (const word of 'million|мільйон|мільйона|мільйони|мільйонів|млн|млн.'.split('|')) sizes[word] = 1_000_000

/** What is said whole, with no number before it. */
const wholes: Record<string, number> = {
  ...{ 'half a million': 500_000, 'half million': 500_000, 'пів мільйона': 500_000, півмільйона: 500_000 },
  ...{ 'quarter of a million': 250_000, 'a quarter of a million': 250_000, 'quarter million': 250_000, 'чверть мільйона': 250_000 },
  ...{ 'one and a half million': 1_500_000, 'a million and a half': 1_500_000, 'півтора мільйона': 1_500_000, 'півтора млн': 1_500_000 },
  ...{ 'one and a half thousand': 1500, 'півтори тисячі': 1500, 'півтори тис.': 1500, 'пів тисячі': 500, півтисячі: 500 },
  ...{ 'a dozen': 12, 'half a dozen': 6, 'пів сотні': 50, півсотні: 50, сотня: 100, сотню: 100 },
  ...{ тисяча: 1000, тисячу: 1000, мільйон: 1_000_000 },
}

/** One of them in the genitive, which "близько", "до" and "більше" ask for; alone, "тисячі" is "thousands". */
const genitives: Record<string, number> = {
  ...{ сотні: 100, тисячі: 1000, мільйона: 1_000_000, 'півтора мільйона': 1_500_000, 'чверті мільйона': 250_000, десятка: 10 },
}

const either = (words: readonly string[]) =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replaceAll('.', '\\.'))
    .join('|')
const counts = either(Object.keys(spelled).filter((word) => word !== 'a' && word !== 'an'))

/** The inside of a pattern for whatever `numberInWords` reads, in lower case; it may match more than that. */
export const numberWordPattern =
  `(?:${either([...Object.keys(wholes), ...Object.keys(genitives)])}|` +
  `an? (?:${either(Object.keys(sizes))})|(?:${counts})(?: (?:${either(Object.keys(sizes))})){0,2})(?![\\p{L}\\p{N}])`

const own = (table: Record<string, number>, word: string) => (Object.hasOwn(table, word) ? table[word] : undefined)

/**
 * The number that words say, in lower case and with straight apostrophes: "two hundred thousand", "п'ятсот тисяч", "півтора мільйона".
 * `afterHedge`: an "about" or "up to" stood before. Undefined where they say none, or more than a count times its size.
 */
export function numberInWords(text: string, afterHedge: boolean): number | undefined {
  const whole = own(wholes, text) ?? (afterHedge ? own(genitives, text) : undefined)
  if (whole !== undefined) return whole
  const [first = '', ...rest] = text.split(' ')
  const count = own(spelled, first)
  const factors = rest.map((word) => own(sizes, word))
  if (count === undefined || factors.length > 2 || (rest.length === 0 && (first === 'a' || first === 'an'))) return undefined
  // Only "hundred" has a larger size after it.
  if (factors.length === 2 && factors[0] !== 100) return undefined
  return factors.reduce<number | undefined>((product, factor) => (product && factor ? product * factor : undefined), count)
}
