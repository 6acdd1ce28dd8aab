import { describe, expect, it } from 'vitest'
import type { HistoryEntry } from '@/lib/schema/incident'
import type { Report } from '@/lib/schema/report'
import { explainHistory, figureChanges } from '@/lib/service/explain-history'
import { at, incident, observation, report } from '../store/factories'

const of = incident()
function shown(changes: Parameters<typeof report>[1] = {}): Report {
  const { asOfSpan: _span, publishedBy: _by, ...said } = report(of, changes)
  return { ...said, recordedAt: at(1), supersededBy: null }
}

const homes = observation({ id: 'a.1', value: 1000 })
const clinics = observation({ id: 'a.2', service: 'health', unit: 'facilities', value: 4 })
const water = observation({ id: 'a.3', service: 'water' })

describe('a correction', () => {
  it.each([
    [
      'one figure',
      [homes, clinics],
      [
        { ...homes, id: 'b.1', value: 2000 },
        { ...clinics, id: 'b.2' },
      ],
      [['a.1', 'b.1']],
    ],
    ['nothing but words', [homes], [{ ...homes, id: 'b.1' }], []],
    [
      'what it adds',
      [homes],
      [
        { ...homes, id: 'b.1' },
        { ...water, id: 'b.2' },
      ],
      [[null, 'b.2']],
    ],
    ['what it leaves out', [homes, clinics], [{ ...homes, id: 'b.1' }], [['a.2', null]]],
    ['another unit of the same', [homes], [{ ...homes, id: 'b.1', unit: 'customers' as const }], [['a.1', 'b.1']]],
    [
      'another region: one taken back, one new',
      [homes],
      [{ ...homes, id: 'b.1', regions: ['UA-65'] }],
      [
        [null, 'b.1'],
        ['a.1', null],
      ],
    ],
    [
      'two of one subject, each once',
      [homes, { ...homes, id: 'a.9', value: 7 }],
      [
        { ...homes, id: 'b.1', value: 1 },
        { ...homes, id: 'b.2', value: 2 },
      ],
      [
        ['a.1', 'b.1'],
        ['a.9', 'b.2'],
      ],
    ],
  ])('tells %s', (_what, before, after, expected) => {
    const changes = figureChanges(shown({ observations: before }), shown({ observations: after }))
    expect(changes.map((change) => [change.before?.id ?? null, change.after?.id ?? null])).toEqual(expected)
  })
})

describe('the history of a record', () => {
  const entry = (seq: number, verb: string, subject: string): HistoryEntry => ({
    seq,
    time: at(seq),
    role: 'editor',
    verb,
    subject,
    reason: null,
  })
  const first = shown({ observations: [homes] })
  const right = shown({ supersedes: first.id, observations: [{ ...homes, id: 'b.1', value: 5 }] })

  it('tells with each row the report it added, and what that corrects', () => {
    const history = [entry(1, 'incident.created', of.id), entry(2, 'report.added', first.id), entry(3, 'report.added', right.id)]
    const lines = explainHistory({ history, reports: [first, right] })
    expect(lines.map((line) => [line.report?.id ?? null, line.changes?.length ?? null])).toEqual([
      [null, null],
      [first.id, null],
      [right.id, 1],
    ])
  })

  it('has no words of a report that is not the public’s any more', () => {
    const history = [entry(1, 'report.added', first.id), entry(2, 'report.retracted', first.id), entry(3, 'report.added', right.id)]
    expect(explainHistory({ history, reports: [right] }).map((line) => [line.report?.id ?? null, line.changes])).toEqual([
      [null, null],
      [null, null],
      [right.id, null],
    ])
  })
})
