import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FeedFault } from '@/lib/ingest/feed-fault'
import { type OdinPage, odinAddress, odinPageOf, odinSnapshot } from '@/lib/ingest/odin'
import { loadTerritory } from '@/lib/regions/territory'
import { Snapshot } from '@/lib/schema/reading'

const territory = loadTerritory('us')
const text = readFileSync('tests/ingest/fixtures/odin/records.json', 'utf8')
const time = '2026-06-24T02:15:00.000Z'

function read(pages: readonly OdinPage[]) {
  const aside: string[] = []
  const snapshot = odinSnapshot(pages, time, {
    territory,
    onSetAside: ({ line, field, reason }) => aside.push(`${line} ${field} ${reason}`),
  })
  return { snapshot, aside }
}

describe('the records of ODIN', () => {
  it('are one snapshot: the utilities of a county summed, and nothing held against', () => {
    const { snapshot, aside } = read([odinPageOf(text)])
    expect(snapshot.readings).toEqual([
      { region: 'US01001', value: 5, served: null },
      { region: 'US06037', value: 150, served: null },
      { region: 'US36001', value: 0, served: null },
    ])
    expect(snapshot.time).toBe(time)
    expect(snapshot.asked).toHaveLength(3231)
    expect(aside).toEqual([
      '4 metersaffected is not given',
      '5 communitydescriptor is not given',
      '6 communitydescriptor is not a county of this territory',
    ])
  })

  it('are the same in pages', () => {
    const { total, records } = odinPageOf(text)
    const pages = [records.slice(0, 3), records.slice(3, 6), records.slice(6)].map((some) => ({ total, records: some }))
    expect(read(pages)).toEqual(read([{ total, records }]))
  })

  it('are refused where the pages are not the whole, for the sum would be too small', () => {
    const { total, records } = odinPageOf(text)
    expect(() => read([])).toThrow(FeedFault)
    expect(() => read([{ total, records: records.slice(1) }])).toThrow('changed while it was read')
    expect(() =>
      read([
        { total, records: records.slice(0, 4) },
        { total: total + 1, records: records.slice(4) },
      ]),
    ).toThrow(FeedFault)
  })

  it('are asked for a page at a time, without outlines', () => {
    const address = odinAddress(new URL('https://example.org/records?where=a'), 200)
    expect(Object.fromEntries(address.searchParams)).toEqual({
      where: 'a',
      select: 'communitydescriptor,metersaffected',
      limit: '100',
      offset: '200',
    })
  })
})

describe('damaged answers', () => {
  it('end in a snapshot or in the fault of the feed, and in no sum that no records have', () => {
    const damage = fc.array(fc.tuple(fc.nat(text.length - 1), fc.string({ minLength: 0, maxLength: 3 })), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(damage, (changes) => {
        let damaged = text
        for (const [at, by] of changes) damaged = damaged.slice(0, at) + by + damaged.slice(at + by.length)
        try {
          const page = odinPageOf(damaged)
          const { snapshot } = read([page])
          expect(Snapshot.safeParse(snapshot).success).toBe(true)
          const all = page.records.map(({ metersaffected }) => Number(metersaffected ?? 0)).filter((n) => Number.isSafeInteger(n) && n > 0)
          const most = all.reduce((sum, n) => sum + n, 0)
          expect(snapshot.readings.reduce((sum, { value }) => sum + value, 0)).toBeLessThanOrEqual(most)
        } catch (error) {
          if (!(error instanceof FeedFault)) throw error
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each(['', 'null', '[]', '{"total_count": -1, "results": []}', '{"total_count": 1}', '<html>'])('%s is no answer', (said) => {
    expect(() => odinPageOf(said)).toThrow(FeedFault)
  })
})
