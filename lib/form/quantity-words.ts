import type { Qualifier } from '@/lib/schema/observation'

/** Words of thousands and millions in English and Ukrainian, with their power of ten. */
export const powers: Readonly<Record<string, number>> = Object.fromEntries([
  ...'k|к|thsd|thousand|thousands|тис|тис.|тисяч|тисячі|тисяча|тисячу|тисячам'.split('|').map((word) => [word, 3]),
  ...'m|mn|mln|million|millions|млн|млн.|мільйон|мільйони|мільйона|мільйонів|мільйонам'.split('|').map((word) => [word, 6]),
])

/** The same as the inside of a pattern, longest first. */
export const powerPattern = Object.keys(powers)
  .sort((a, b) => b.length - a.length)
  .map((word) => word.replace('.', '\\.'))
  .join('|')

/** How exactly a number is meant. Each is tried where it stands: "no more than" before "more than". */
export const openings: readonly [Qualifier, readonly string[]][] = [
  ['at_most', ['no more than', 'not more than', 'не більше ніж', 'не більш як', 'не більш ніж', 'не більше']],
  [
    'at_least',
    ['no less than', 'not less than', 'no fewer than', 'not fewer than', 'не менше ніж', 'не менш як', 'не менш ніж', 'не менше'],
  ],
  [
    'at_least',
    ['at least', 'more than', 'upwards of', 'in excess of', 'over', 'above', 'exceeding', 'a minimum of', 'from', '>=', '≥', '>'],
  ],
  [
    'at_least',
    ['щонайменше', 'принаймні', 'як мінімум', 'мінімум', 'понад', 'більше ніж', 'більш ніж', 'більше як', 'більш як', 'більше', 'від'],
  ],
  ['at_most', ['up to', 'at most', 'as many as', 'a maximum of', 'less than', 'fewer than', 'under', 'below', '<=', '≤', '<']],
  ['at_most', ['щонайбільше', 'як максимум', 'максимум', 'менше ніж', 'менш ніж', 'менше як', 'менш як', 'менше', 'до']],
  ['about', ['about', 'around', 'approximately', 'approx.', 'approx', 'roughly', 'circa', 'ca.', 'close to', 'some', '~', '≈']],
  ['about', ['близько', 'приблизно', 'орієнтовно', 'порядку', 'біля', 'десь']],
  ['exact', ['exactly', 'a total of', 'only', 'just', 'рівно', 'лише', 'тільки', 'загалом', 'усього', 'всього']],
]

/** By a little on one side, by how much nobody says: the words are kept. */
export const nearby: readonly [Qualifier, readonly string[]][] = [
  ['about', ['nearly', 'almost', 'майже']],
  ['at_least', ['just over', 'slightly more than', 'slightly over', 'a little over', 'a little more than', 'well over']],
  ['at_least', ['трохи більше ніж', 'трохи більше', 'дещо більше', 'трохи понад', 'значно більше']],
  ['at_most', ['just under', 'slightly less than', 'slightly under', 'a little under', 'трохи менше ніж', 'трохи менше', 'дещо менше']],
]
