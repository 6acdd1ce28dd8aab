import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rowsIn, sectionOf, withSection } from '../bench/document'
import { parts } from '../bench/parts'
import { root } from '../support/root'

const document = readFileSync(join(root, 'docs/performance.md'), 'utf8')

describe('docs/performance.md', () => {
  it('has the parts that the bench knows, and no other', () => {
    const told = [...document.matchAll(/^## (.+)$/gm)].map(([, name]) => name)
    expect(told.toSorted()).toEqual(Object.keys(parts).toSorted())
  })

  it.each(Object.entries(parts))('has the rows of %s', (name, { rows, how }) => {
    expect(rowsIn(document, name)).toEqual(Object.keys(rows))
    expect(document).toContain(how)
  })
})

describe('a section that is measured anew', () => {
  const part = { how: 'Counted.', rows: { one: 'at most 2', two: '' }, measure: async () => ({}) }
  const before = ['# Title', '', 'Words.', '', '## first', '', 'a', '', '## last', '', 'b', ''].join('\n')

  it.each(['first', 'last', 'new'])('stands where it was, with the others as they were: %s', (name) => {
    const section = sectionOf(name, part, { one: { figure: '1 ms', ratio: '0.5 ×' } }, 'today')
    const after = withSection(before, name, section)
    expect(rowsIn(after, name)).toEqual(['one', 'two'])
    expect(after).toContain('| one | 1 ms | 0.5 × | at most 2 |\n| two | – |  |  |\n')
    const others = ['first', 'last'].filter((other) => other !== name)
    for (const other of others) expect(rowsIn(after, other)).toEqual([])
    expect([...after.matchAll(/^## (.+)$/gm)].map(([, each]) => each)).toEqual(
      name === 'new' ? ['first', 'last', 'new'] : ['first', 'last'],
    )
    expect(withSection(after, name, section)).toBe(after)
  })
})
