import { describe, expect, it } from 'vitest'
import { publicAfter } from '@/lib/guard/hold'
import { tiersAllow } from '@/lib/guard/tiers'
import type { Tier } from '@/lib/schema/report'

const hours = { strike: 3, weather: 0, technical: 0, scheduled: 0, cyber: 0, unknown: 0 }
const day = { from: '2026-01-07T22:00:00.000Z', until: '2026-01-08T22:00:00.000Z' }
const hour = { from: '2026-01-08T10:00:00.000Z', until: '2026-01-08T11:00:00.000Z' }

describe('an incident may be public', () => {
  it.each([
    [
      'three hours after the hour of a strike, counted from its end',
      'strike',
      hour,
      '2026-01-08T20:00:00.000Z',
      '2026-01-08T14:00:00.000Z',
    ],
    ['three hours after we heard, while the hour still runs', 'strike', hour, '2026-01-08T10:20:00.000Z', '2026-01-08T13:20:00.000Z'],
    ['three hours after the day of a strike, when it is history', 'strike', day, '2026-02-01T00:00:00.000Z', '2026-01-09T01:00:00.000Z'],
    ['three hours after we heard, on the day of a strike', 'strike', day, '2026-01-08T09:00:00.000Z', '2026-01-08T12:00:00.000Z'],
    ['three hours after the start of one that is still to come', 'strike', hour, '2026-01-08T01:00:00.000Z', '2026-01-08T13:00:00.000Z'],
    ['at once, for an outage that is announced ahead of its day', 'scheduled', day, '2026-01-07T12:00:00.000Z', '2026-01-07T12:00:00.000Z'],
    ['at once, for a storm', 'weather', hour, '2026-01-08T10:20:00.000Z', '2026-01-08T10:20:00.000Z'],
  ] as const)('%s', (_what, kind, span, recordedAt, expected) => {
    expect(publicAfter(kind, span, recordedAt, hours)).toBe(expected)
  })
})

describe('whose word suffices', () => {
  it.each<[Tier[], boolean]>([
    [[1], true],
    [[2], true],
    [[3], false],
    [[3, 3], false],
    [[3, 2], true],
    [[4], true],
    [[], false],
  ])('tiers %j by default: %s', (tiers, expected) => {
    expect(tiersAllow(tiers, [1, 2, 4])).toBe(expected)
  })

  it('follows what the server was told', () => {
    expect(tiersAllow([2], [1])).toBe(false)
    expect(tiersAllow([3], [1, 3])).toBe(true)
  })
})
