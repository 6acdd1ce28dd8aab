import { describe, expect, it } from 'vitest'
import { forgetContacts } from '@/lib/service/forget-contacts'
import type { Store, WriteTransaction } from '@/lib/store/store'

describe('the clock that forgets contacts', () => {
  it('goes on after a fault, and until it is stopped', async () => {
    const stop = new AbortController()
    const told: unknown[] = []
    let writes = 0
    const forget = async () => {
      writes++
      if (writes === 2) throw new Error('the disk is full')
    }
    // A store of which nothing but this is asked.
    const write: Store['write'] = (_context, work) => work({ forgetContacts: forget } as unknown as WriteTransaction)
    const ctx = { store: { write } as Store, clock: () => '2026-01-08T12:00:00.000Z', actor: { role: 'system', key: null } } as const
    const next = async () => {
      if (writes === 3) stop.abort()
    }
    await forgetContacts(ctx, stop.signal, (error) => told.push(String(error)), next)
    expect([writes, told]).toEqual([3, ['Error: the disk is full']])
  })
})
