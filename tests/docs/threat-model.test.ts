import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../support/root'

const text = readFileSync(join(root, 'docs', 'threat-model.md'), 'utf8')

describe('the threat model', () => {
  it('names tests that are there', () => {
    const named = [...text.matchAll(/`(tests\/[^`]+)`/g)].map(([, file = '']) => file)
    expect(new Set(named).size).toBeGreaterThan(25)
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })

  it('has a test for every boundary', () => {
    const part = text.split('## Where trust ends')[1]?.split('\n## ')[0] ?? ''
    const rows = part
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.filter((row) => !row.includes('`tests/'))).toEqual([])
  })
})
