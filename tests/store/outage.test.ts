import { expect, it } from 'vitest'
import { type Outage, Outages, type Way } from '@/lib/store/outage'

type Step = [Way, 'succeeds' | Outage['code']]

/** What is still told after these steps, a minute apart. */
function after(steps: Step[]): { code: string; since: string }[] {
  let minute = 0
  const outages = new Outages(() => `2026-11-27T00:0${minute}:00.000Z`)
  for (const [way, what] of steps) {
    minute += 1
    if (what === 'succeeds') outages.succeeded(way)
    else outages.failed(way, { code: what, words: '' })
  }
  return outages.standing
}

const cases: [string, Step[], string[]][] = [
  ['a database that is away is told', [['reading', 'unreachable']], ['unreachable']],
  [
    'it is back with the first reading',
    [
      ['writing', 'unreachable'],
      ['reading', 'succeeds'],
    ],
    [],
  ],
  [
    'a full disk can be read, and is full still',
    [
      ['writing', 'disk-full'],
      ['reading', 'succeeds'],
    ],
    ['disk-full'],
  ],
  [
    'it has room for a little, and is full still',
    [
      ['writing', 'disk-full'],
      ['writing', 'succeeds'],
    ],
    ['disk-full'],
  ],
  [
    'it is over with the first write that is large enough',
    [
      ['writing', 'disk-full'],
      ['proving', 'succeeds'],
    ],
    [],
  ],
  [
    'a file that was read-only takes a write',
    [
      ['writing', 'read-only'],
      ['writing', 'succeeds'],
    ],
    [],
  ],
  [
    'a write tells of what a reading met later, too',
    [
      ['writing', 'disk-error'],
      ['reading', 'disk-error'],
      ['reading', 'succeeds'],
    ],
    ['disk-error'],
  ],
  [
    'damage stays, whatever else is whole',
    [
      ['reading', 'corrupt'],
      ['reading', 'succeeds'],
      ['writing', 'succeeds'],
    ],
    ['corrupt'],
  ],
  [
    'what is counted in the memory tells nothing of the database',
    [
      ['reading', 'unreachable'],
      ['counting', 'succeeds'],
    ],
    ['unreachable'],
  ],
]

it.each(cases)('%s', (_what, steps, codes) => {
  expect(after(steps).map(({ code }) => code)).toEqual(codes)
})

it('tells since when, and not when it was met last', () => {
  const told = after([
    ['reading', 'unreachable'],
    ['reading', 'unreachable'],
  ])
  expect(told).toEqual([{ code: 'unreachable', since: '2026-11-27T00:01:00.000Z' }])
})
