import { describe, expect, test } from 'vitest'
import { partsOf } from '@/app/[locale]/review/[id]/marked-text'

describe('the words that the guard asks about', () => {
  test.each([
    ['nothing found', 'Lviv is dark', [], ['Lviv is dark']],
    ['in the middle', 'near CHPP-5 at night', ['CHPP-5'], ['near ', '[CHPP-5]', ' at night']],
    ['at both ends', 'CHPP-5 and CHPP-6', ['CHPP-6', 'CHPP-5'], ['[CHPP-5]', ' and ', '[CHPP-6]']],
    ['one inside the other', 'the Kyiv CHPP-5 stands', ['CHPP-5', 'Kyiv CHPP-5'], ['the ', '[Kyiv CHPP-5]', ' stands']],
    ['a name to its end', 'the Kyiv CHPP-5, again', ['Kyiv CHPP'], ['the ', '[Kyiv CHPP-5]', ', again']],
    ['of another text', 'the lines', ['CHPP-5'], ['the lines']],
  ])('%s', (_name, text, words, expected) => {
    const parts = partsOf(
      text,
      words.map((each) => ({ reason: 'facility' as const, words: each })),
    )
    expect(parts.map((part) => (part.reason === null ? part.text : `[${part.text}]`))).toEqual(expected)
    expect(parts.map((part) => part.text).join('')).toBe(text)
  })
})
