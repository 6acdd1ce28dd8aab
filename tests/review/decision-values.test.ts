import { describe, expect, test } from 'vitest'
import { readDecision, readRequest } from '@/app/[locale]/review/[id]/decision-values'

const id = '01M835XHPQGCRNCGZP5R1WDTJ4'
const other = '01M835XJ2NFDGEMVCRR4GBP71B'

function read(fields: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return readRequest(readDecision(form), form)
}

describe('the form of a decision', () => {
  test.each([
    ['a publication', { decision: 'publish', reason: ' Checked ', seenSeq: '12' }, { decision: 'publish', reason: 'Checked', seenSeq: 12 }],
    ['without what nobody sees', { decision: 'reject', reason: 'No\u0000\u202e' }, { decision: 'reject', reason: 'No' }],
    [
      'of one report',
      { decision: 'reject', reason: 'No', report: other, seenSeq: '9' },
      { decision: 'reject', reason: 'No', report: other, seenSeq: 9 },
    ],
    [
      'a takedown, by its class alone',
      { decision: 'takedown', class: 'safety', reason: 'typed before' },
      { decision: 'takedown', reason: 'safety' },
    ],
    ['a merge by a typed number', { decision: 'merge', reason: 'Same', into: id }, { decision: 'merge', reason: 'Same', into: id }],
    [
      'a merge by an address',
      { decision: 'merge', reason: 'Same', into: `https://outages.example/uk/incidents/${id.toLowerCase()}?added=1` },
      { decision: 'merge', reason: 'Same', into: id },
    ],
    [
      'a merge by choice',
      { decision: 'merge', reason: 'Same', into: id, chosenInto: other },
      { decision: 'merge', reason: 'Same', into: other },
    ],
    [
      'what another decision asked for is left out',
      { decision: 'retract', reason: 'No', into: id, class: 'error' },
      { decision: 'retract', reason: 'No' },
    ],
  ])('%s', (_name, fields, request) => {
    expect(read(fields)).toEqual({ request })
  })

  test.each([
    ['no decision', { reason: 'Why' }, 'choose'],
    ['none that there is', { decision: 'burn', reason: 'Why' }, 'choose'],
    ['no reason', { decision: 'publish', reason: '  ' }, 'reason'],
    ['a takedown without a class', { decision: 'takedown', reason: 'Why' }, 'class'],
    ['a takedown by a class that is none', { decision: 'takedown', class: 'because' }, 'class'],
    ['a merge into nothing', { decision: 'merge', reason: 'Same' }, 'into'],
    ['a merge into what is no number', { decision: 'merge', reason: 'Same', into: 'the other one' }, 'into'],
  ])('%s is told', (_name, fields, fault) => {
    expect(read(fields)).toEqual({ fault })
  })
})
