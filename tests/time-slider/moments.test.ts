import { describe, expect, it } from 'vitest'
import { dayMoments, type Moment, momentShown, momentsOf, nearest, stepFrom } from '@/app/_time/moments'
import { periodOf, through } from '@/app/_time/period'

const zone = 'Europe/Kyiv'
const at = (time: string) => Date.parse(time)
const daysEnding = (...ends: string[]): Moment[] =>
  dayMoments(
    ends.map((end) => ({ end })),
    zone,
  )

describe('the period of a strip', () => {
  const evening = { asOf: '2026-01-08T16:00:00.000Z', isDay: false }
  const night = { asOf: '2026-01-08T21:59:59.999Z', isDay: true }
  it.each([
    ['an hour of a day', {}, evening, { from: '2025-12-10', to: '2026-01-08T16:00:00Z' }],
    ['the end of a day', {}, night, { from: '2025-12-10', to: '2026-01-08' }],
    ['an address with its end', { to: '2026-02-01' }, night, { from: '2026-01-03', to: '2026-02-01' }],
    ['an address with both', { from: '2026-01-01', to: '2026-02-01' }, evening, { from: '2026-01-01', to: '2026-02-01' }],
    ['a day that is an hour short', {}, { asOf: '2026-03-29T20:59:59.999Z', isDay: true }, { from: '2026-02-28', to: '2026-03-29' }],
  ])('of %s', (_, query, shown, period) => {
    expect(periodOf(query, shown, zone)).toEqual(period)
  })

  it('holds what was said of its last moment', () => {
    expect(through('2026-01-08T16:00:00Z')).toBe('2026-01-08T16:00:00.001Z')
    expect(through('2026-01-08')).toBe('2026-01-08')
  })
})

describe('moments', () => {
  const days = daysEnding('2026-03-27T22:00:00.000Z', '2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z', '2026-03-30T12:00:00.001Z')

  it('are named as an address names them', () => {
    expect(days.map(({ asOf }) => asOf)).toEqual(['2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30T12:00:00Z'])
    expect(daysEnding('2026-01-08T21:59:59.999Z')).toEqual([{ end: at('2026-01-08T21:59:59.999Z'), asOf: '2026-01-08' }])
    expect(momentShown('2026-01-08T21:59:59.999Z', true, zone)).toEqual({ end: at('2026-01-08T22:00:00Z'), asOf: '2026-01-08' })
    expect(momentShown('2026-01-08T16:00:00.000Z', false, zone).asOf).toBe('2026-01-08T16:00:00Z')
  })

  it('are the hours of each day, twenty-three on the day that loses one', () => {
    const hours = momentsOf(days, at('2026-03-26T22:00:00Z'), 'hour')
    const of = (from: string, to: string) => hours.filter(({ end }) => end > at(from) && end <= at(to))
    expect(of('2026-03-27T22:00:00Z', '2026-03-28T22:00:00Z')).toHaveLength(24)
    const short = of('2026-03-28T22:00:00Z', '2026-03-29T21:00:00Z')
    expect(short).toHaveLength(23)
    expect(short[0]).toEqual({ end: at('2026-03-28T23:00:00Z'), asOf: '2026-03-28T22:59:00Z' })
    expect(short.at(-1)?.asOf).toBe('2026-03-29')
    expect(hours.at(-1)?.asOf).toBe('2026-03-30T12:00:00Z')
  })

  it('are Sundays and the last day, by the week', () => {
    expect(momentsOf(days, at('2026-03-26T22:00:00Z'), 'week').map(({ asOf }) => asOf)).toEqual(['2026-03-29', '2026-03-30T12:00:00Z'])
  })

  it.each([
    ['2026-03-20T00:00:00Z', 0],
    ['2026-03-28T09:00:00Z', 0],
    ['2026-03-28T11:00:00Z', 1],
    ['2026-04-20T00:00:00Z', 3],
  ])('nearest to %s is number %i', (time, index) => {
    expect(nearest(days, at(time))).toBe(index)
  })

  it.each([
    ['a step on from a moment', '2026-03-28T22:00:00Z', 1, 2],
    ['a step back from a moment', '2026-03-28T22:00:00Z', -1, 0],
    ['a step on from between two', '2026-03-28T12:00:00Z', 1, 1],
    ['a step back from between two', '2026-03-28T12:00:00Z', -1, 0],
    ['seven steps on', '2026-03-28T12:00:00Z', 7, 3],
    ['a step back from the beginning', '2026-03-27T22:00:00Z', -1, 0],
    ['a step back from after the end', '2026-04-02T00:00:00Z', -1, 3],
    ['a page’s own day, a millisecond before its end', '2026-03-28T21:59:59.999Z', 1, 2],
  ])('%s', (_, time, steps, reached) => {
    expect(stepFrom(days, at(time), steps)).toBe(reached)
  })

  it('without any there is nowhere to go', () => {
    expect(nearest([], 0)).toBe(-1)
  })
})
