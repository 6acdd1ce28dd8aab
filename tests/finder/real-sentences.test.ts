import { describe, expect, test } from 'vitest'
import { find } from './find-in-ukraine'
import { madeSentences } from './made-sentences'
import { numbersOf, observed } from './observed'
import { realSentences } from './real-sentences'

const read = realSentences.map((sentence) => ({ ...sentence, found: find(sentence.text, sentence.day) }))
const numberIn = (line: string) =>
  (/ [≈≥≤]?(\d[\d-]*) \p{L}+ /u.exec(line)?.[1] ?? '')
    .split('-')
    .filter((digits) => digits !== '')
    .map(Number)

/** How many of `found` are in `held`, each of `held` once. */
function hits<T>(found: readonly T[], held: readonly T[]): number {
  const left = [...held]
  return found.filter((one) => {
    const at = left.indexOf(one)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }).length
}

function score<T>(pairs: readonly { found: readonly T[]; held: readonly T[] }[]) {
  const sum = (count: (pair: { found: readonly T[]; held: readonly T[] }) => number) =>
    pairs.reduce((total, pair) => total + count(pair), 0)
  const right = sum(({ found, held }) => hits(found, held))
  const [found, held] = [sum((pair) => pair.found.length), sum((pair) => pair.held.length)]
  return { right, found, held, precision: right / found, recall: right / held }
}

const inWords = (name: string, { right, found, held, precision, recall }: ReturnType<typeof score>) =>
  `${name}: ${found} found, ${held} held, ${right} right; precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`

describe('sentences with a trap', () => {
  test.each(madeSentences)('%s', (text, holds) => {
    expect(find(text, '2026-01-15').map(observed)).toEqual(holds)
  })

  test('are enough, in both languages, and in a third of them no number is to be found', () => {
    expect(madeSentences.length).toBeGreaterThanOrEqual(80)
    expect(madeSentences.filter(([text]) => /[а-яі]/.test(text)).length).toBeGreaterThanOrEqual(35)
    expect(madeSentences.filter(([, holds]) => holds.flatMap(numberIn).length === 0).length).toBeGreaterThanOrEqual(
      madeSentences.length / 3,
    )
  })
})

describe('sentences of real reporting', () => {
  const numbers = score(read.map(({ found, holds }) => ({ found: found.flatMap(numbersOf), held: holds.flatMap(numberIn) })))
  const observations = score(read.map(({ found, holds }) => ({ found: found.map(observed), held: holds })))

  test('no number is invented, and most of what they hold is found', () => {
    const missed = read.filter(({ found, holds }) => hits(found.map(observed), holds) < Math.max(found.length, holds.length))
    process.stdout.write(`${[inWords('numbers', numbers), inWords('observations', observations)].join('\n')}\n`)
    for (const { text, found, holds } of missed)
      process.stdout.write(`${`- ${text}\n  holds ${holds.join(' | ')}\n  found ${found.map(observed).join(' | ')}`}\n`)
    expect(numbers.precision).toBe(1)
    expect(numbers.recall).toBeGreaterThan(0.9)
    expect(observations.precision).toBeGreaterThan(0.9)
    expect(observations.recall).toBeGreaterThan(0.85)
  })

  test('they are enough, in both languages, and some hold nothing', () => {
    expect(read.length).toBeGreaterThanOrEqual(60)
    expect(read.filter(({ text }) => /[а-яі]/.test(text)).length).toBeGreaterThanOrEqual(20)
    expect(read.filter(({ holds }) => holds.length === 0).length).toBeGreaterThanOrEqual(10)
  })

  test.each(read.filter(({ holds }) => holds.length === 0))('nothing is found in: $text', ({ found }) => {
    expect(found.map(observed)).toEqual([])
  })
})
