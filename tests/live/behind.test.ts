import { describe, expect, it } from 'vitest'
import { isBehind } from '@/app/_live/use-fresh-page'
import { seqOf } from '@/lib/client/read-health'
import { Health } from '@/lib/schema/answers'

const at = (time: string) => `2026-01-08T${time}:00.000Z`
const present = { isPresent: true, isKept: false }

describe('whether a page is behind', () => {
  const shown = { ledgerSeq: 7, at: at('12:00') }
  it.each([
    ['the same ledger a moment later', { ledgerSeq: 7, at: at('12:01') }, present, false],
    ['a ledger that moved on', { ledgerSeq: 8, at: at('12:01') }, present, true],
    ['another ledger, put back from a backup', { ledgerSeq: 3, at: at('12:01') }, present, true],
    ['a present that moved on by itself', { ledgerSeq: 7, at: at('12:10') }, present, true],
    ['a fixed moment, which does not move', { ledgerSeq: 7, at: at('23:00') }, { ...present, isPresent: false }, false],
    ['a kept copy, whatever it holds', { ledgerSeq: 7, at: at('12:00') }, { isPresent: false, isKept: true }, true],
  ])('%s', (_name, last, page, behind) => {
    expect(isBehind(shown, last, page)).toBe(behind)
  })
})

describe('the end of the ledger in a health answer', () => {
  it('is what the schema reads', () => {
    const health: Health = { status: 'ok', problems: [], store: 'embedded', ledgerSeq: 42, lastChangeAt: at('12:00'), version: '1.0.0' }
    expect(Health.parse(health).ledgerSeq).toBe(seqOf(health))
  })

  it.each([[null], ['7'], [{}], [{ ledgerSeq: null }], [{ ledgerSeq: '7' }], [{ ledgerSeq: 7.5 }], [[]]])('is none in %j', (body) => {
    expect(seqOf(body)).toBeNull()
  })
})
