import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JsonError, readJson } from '@/lib/http/json'

function faultOf(text: string): JsonError {
  try {
    readJson(text)
  } catch (error) {
    if (error instanceof JsonError) return error
    throw error
  }
  throw new Error(`${text} was read`)
}

describe('reading JSON', () => {
  it('reads whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 2, '\t'), (text, space) => {
        const spaced = JSON.stringify(JSON.parse(text), null, space)
        expect(readJson(spaced)).toEqual(JSON.parse(spaced))
      }),
      { numRuns: 1000 },
    )
  })

  it('accepts and refuses the same texts as JSON.parse, names given twice aside', () => {
    const scraps = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-0.5e3',
      'true',
      'null',
      ' ',
      '\n',
      '01',
      '"\\u12"',
      "'a'",
      '\u0007',
    )
    fc.assert(
      fc.property(fc.array(scraps, { maxLength: 9 }), (parts) => {
        const text = parts.join('')
        let parses = true
        try {
          JSON.parse(text)
        } catch {
          parses = false
        }
        let problem: string | null = null
        try {
          readJson(text)
        } catch (error) {
          problem = error instanceof JsonError ? error.problem : 'not a JsonError'
        }
        if (problem?.includes('twice')) return
        expect(problem === null, text).toBe(parses)
        expect(problem).not.toBe('not a JsonError')
      }),
      { numRuns: 5000 },
    )
  })

  it.each([
    ['{"a":1,}', 7, 'line 1, column 8'],
    ['{\n  "a": tru\n}', 9, 'line 2, column 8'],
    ['[1 2]', 3, 'line 1, column 4'],
    ['{"a":1} x', 8, 'line 1, column 9'],
    ['["a', 1, 'line 1, column 2'],
    ['{"a":', 5, 'line 1, column 6'],
  ])('names the place of the fault in %j', (text, position, place) => {
    const fault = faultOf(text)
    expect(fault.position).toBe(position)
    expect(fault.message).toContain(place)
  })

  it('refuses a name given twice, at any depth, escapes undone', () => {
    expect(faultOf('{"a":[{"b":1,"\\u0062":2}]}').message).toContain('The name "b" is given twice')
    expect(readJson('[{"b":1},{"b":2}]')).toEqual([{ b: 1 }, { b: 2 }])
  })

  it('keeps __proto__ an own name and changes no prototype', () => {
    const read = readJson('{"__proto__":{"polluted":true}}')
    expect(Object.keys(read ?? {})).toEqual(['__proto__'])
    expect({}).not.toHaveProperty('polluted')
  })

  it('refuses a tower of brackets instead of running out of stack', () => {
    expect(faultOf('['.repeat(200_000)).problem).toBe('Too many levels')
  })

  it('reads a long string', () => {
    const long = 'ї\\n'.repeat(300_000)
    expect(readJson(`"${long}"`)).toHaveLength(600_000)
  })
})
