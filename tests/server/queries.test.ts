import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, startServer } from '../support/server'
import { impactAt, rowOf, thatEvening } from './client'
import { serverSuite } from './suite'

serverSuite('the built server on the shipped records', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())
  const impact = (query: string) => impactAt(server.baseUrl, query)
  const electricity = (asOf: string) => impact(`asOf=${asOf}&service=electricity&unit=connections`)

  it('says that it is ready, on which address, and what it took in', () => {
    expect(server.output()).toContain(`ready on ${server.baseUrl}`)
    expect(server.output()).toMatch(/took in 558 observations \(0 quarantined\)/)
  })

  describe('after the strike of 7 January 2026', () => {
    it('has Dnipropetrovsk reported as a range that names its sources', async () => {
      const row = rowOf(await impact(thatEvening), 'UA-12')
      expect(row).toMatchObject({ standing: 'reported', low: 600_000, best: 600_000, high: 800_000 })
      expect(row.basis.length).toBeGreaterThan(1)
      for (const entry of row.basis) {
        expect(entry.publisher).not.toBe('')
        expect(entry.url).toMatch(/^https?:\/\//)
      }
      expect(row.basis.find(({ rule }) => rule === 'headline')).toMatchObject({ best: 600_000, statedBy: expect.any(String) })
    })

    it('has Zaporizhzhia restored, and regions of which nobody spoke not reported', async () => {
      const answer = await impact(thatEvening)
      expect(rowOf(answer, 'UA-23')).toMatchObject({ standing: 'restored' })
      expect(rowOf(answer, 'UA-05')).toMatchObject({ standing: 'notReported', low: null, best: null, high: null, basis: [] })
      expect(answer.data).toHaveLength(27)
      expect(answer.totals.notReported).toBe(answer.data.filter(({ standing }) => standing === 'notReported').length)
    })

    it('is stale on 11 January and never a zero', async () => {
      const row = rowOf(await electricity('2026-01-11T12:00:00Z'), 'UA-12')
      expect(row).toMatchObject({ standing: 'stale', low: null, best: null, high: null })
      expect(row.last?.best ?? row.last?.low).toBeGreaterThan(0)
    })

    it('is at least 18,000 on 12 January, the high end open', async () => {
      const row = rowOf(await electricity('2026-01-12T12:00:00Z'), 'UA-12')
      expect(row).toMatchObject({ standing: 'reported', low: 18_000, high: null })
    })

    it('shows what of health runs on generators', async () => {
      const row = rowOf(await impact('asOf=2026-01-08T18:00:00Z&service=health'), 'UA-12')
      expect(row.standing).toBe('reported')
      expect(row.basis.some(({ measure, state }) => measure === 'on_backup' && state === 'on_backup')).toBe(true)
    })

    it('knows nothing by a time before the first record was taken in', async () => {
      const answer = await impact(`${thatEvening}&knownAt=2026-01-09T00:00:00Z`)
      expect(new Set(answer.data.map(({ standing }) => standing))).toEqual(new Set(['notReported']))
      expect(answer.totals).toMatchObject({ reported: 0, restored: 0, stale: 0, notReported: 27 })
      expect(answer.nationWide).toEqual([])
    })
  })
})
