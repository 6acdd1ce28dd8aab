import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { context } from '@/lib/service/context'
import { closeWorld, get, openWorld } from '../api/world'
import { at } from '../store/factories'
import { play, steps } from '../store/random-ledger'
import { frontBefore, handlersBehind } from './served'

const hour = 3_600_000

const addresses = [
  '/api/v1/impact',
  '/api/v1/impact?unit=households&format=csv',
  `/api/v1/impact?asOf=${at(3)}&service=electricity&service=water`,
  `/api/v1/impact?knownAt=${at(5)}`,
  `/api/v1/incidents?asOf=${at(60)}`,
  `/api/v1/observations?asOf=${at(60)}`,
  `/api/v1/series?from=${at(0)}&to=${at(30)}&step=hour`,
  '/api/v1/series?step=day',
  '/api/v1/incidents',
  '/api/v1/incidents?standing=reported&standing=stale',
  '/api/v1/observations?limit=5',
  '/api/v1/changes?limit=5',
  '/api/v1/feed.atom',
  '/api/v1/feed.json',
  '/api/v1/calendar.ics',
  '/api/v1/regions/UA-12',
]

/** How time goes on between two questions: hardly, across seconds, minutes, the ends of holds and of shelf lives. */
const passing = fc.oneof(
  fc.integer({ min: 0, max: 900 }),
  fc.integer({ min: 900, max: 70_000 }),
  fc.integer({ min: 1, max: 240 }).map((minutes) => minutes * 60_000),
  fc.integer({ min: 1, max: 60 }).map((hours) => hours * hour),
)
const moments = fc.array(fc.tuple(passing, fc.array(fc.nat(addresses.length - 1), { minLength: 1, maxLength: 4 })), {
  minLength: 3,
  maxLength: 12,
})

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.parse(at(0)), toFake: ['Date'] })
  await openWorld({ seed: 'none' })
})
afterEach(async () => {
  await closeWorld()
  vi.useRealTimers()
})

describe('an answer that is kept', () => {
  it('is at every moment of every ledger the one that would be worked out', async () => {
    const counted = { asked: 0, worked: 0 }
    await fc.assert(
      fc.asyncProperty(steps, moments, async (said, asked) => {
        await closeWorld()
        vi.setSystemTime(Date.parse(at(0)))
        await openWorld({ seed: 'none' })
        const ctx = await context()
        const { state, dispatch } = handlersBehind()
        const ask = frontBefore(ctx, dispatch)
        const rest = [...said]
        for (const [passed, which] of asked) {
          const now = Date.now() + passed
          // What was written meanwhile was written when it was.
          while (rest[0] && Date.parse(at(rest[0].hours)) <= now) await play(ctx.store, rest.splice(0, 1))
          vi.setSystemTime(now)
          for (const index of [...which, ...which]) {
            const address = addresses[index] ?? ''
            const kept = await ask(address)
            const anew = await get(address)
            const told = { status: kept.statusCode, tag: kept.headers.etag, type: kept.headers['content-type'], text: kept.payload }
            expect(told, `${address} at ${new Date(now).toISOString()}`).toEqual({
              ...{ status: anew.status, tag: anew.headers.get('etag'), type: anew.headers.get('content-type'), text: await anew.text() },
            })
            counted.asked += 1
          }
        }
        counted.worked += state.asked
      }),
      { numRuns: 6 },
    )
    // A cache that keeps nothing would agree, too.
    expect(counted.worked).toBeLessThan(counted.asked * 0.6)
  })
})
