import { describe, expect, it } from 'vitest'
import { KeptAnswer, type WholeAnswer } from '@/lib/answers/kept-answer'
import { KeptAnswers } from '@/lib/answers/kept-answers'
import { asLastGood } from '@/lib/answers/last-good'
import type { Question } from '@/lib/answers/question'

const start = Date.parse('2026-11-27T18:00:00Z')
const page = (url: string): Question => ({ key: url, url, headers: {}, life: 'minute', isApi: false })
const figures = (url: string): Question => ({ key: url, url, headers: {}, life: 'ledger', isApi: true })
const html = '<!doctype html><html lang="en" data-keep="27 November, 20:00"><body>Є 600 000</body></html>'
const answered = (body: string, type: string): WholeAnswer => ({
  status: 200,
  headers: { 'content-type': type, etag: '"a"', 'cache-control': 'public, max-age=0' },
  body: Buffer.from(body),
})
const kept = (body: string, type: string) =>
  new KeptAnswer(answered(body, type), '"a"', { isForAll: true, from: start, until: start + 60_000 })

describe('a page that held last', () => {
  it('is marked with when it is of, before anything of it runs, and kept by nobody', () => {
    const last = asLastGood(kept(html, 'text/html; charset=utf-8'), page('/en'), {}, start + 90_000)
    expect(last?.whole.body.toString()).toContain('<html data-kept-at="2026-11-27T18:00:00.000Z" lang="en"')
    expect(last?.whole.body.toString()).toContain('Є 600 000')
    expect(last?.whole.headers).toMatchObject({ 'cache-control': 'no-store', 'x-kept-at': '2026-11-27T18:00:00.000Z' })
    expect(last?.whole.headers).not.toHaveProperty('etag')
    expect(last?.hold.isForAll).toBe(false)
  })

  it.each(['text/x-component', 'image/png'])('is not given as %s, which has no place to say that it is old', (type) => {
    expect(asLastGood(kept('600000', type), page('/en'), {}, start)).toBeNull()
  })
})

describe('figures that held last', () => {
  const json = kept('{"asOf":"2026"}', 'application/json')
  const cases: [string | undefined, boolean][] = [
    [undefined, false],
    ['no-cache', false],
    ['max-stale', true],
    ['max-stale=120', true],
    ['max-age=0, stale-if-error=120', true],
    ['max-stale=60', false],
  ]
  it.each(cases)('are given to who says %s: %s', (said, isGiven) => {
    const last = asLastGood(json, figures('/api/v1/impact'), said === undefined ? {} : { 'cache-control': said }, start + 90_000)
    expect(last !== null).toBe(isGiven)
    if (isGiven) expect(last?.whole.headers['x-kept-at']).toBe('2026-11-27T18:00:00.000Z')
  })
})

describe('while the ledger cannot be asked', () => {
  function world(lastGoodFor: number) {
    const state = { now: start, seq: 1, isAway: false }
    const answers = new KeptAnswers({
      head: async () => {
        if (state.isAway) throw new Error('away')
        return state.seq
      },
      nextRelease: async () => null,
      ask: async () => ({ whole: answered(`after ${state.seq}`, 'text/html'), readsPresent: false }),
      clock: () => state.now,
      atOnce: 0,
      most: 1_000_000,
      lastGoodFor,
    })
    return { state, answers }
  }
  const question = page('/en')

  it('the last answer is there, also past the minute for which it held, and no longer than others may have written unheard', async () => {
    const { state, answers } = world(75_000)
    await answers.answer(question)
    Object.assign(state, { isAway: true, now: start + 70_000 })
    expect(await answers.answer(question)).toBeNull()
    expect(answers.lastGood(question)?.whole.body.toString()).toBe('after 1')
    expect(answers.lastGood(page('/uk'))).toBeNull()
    state.now = start + 76_000
    expect(answers.lastGood(question)).toBeNull()
  })

  it('nothing of before a write is there, for the write may have been a takedown', async () => {
    const { state, answers } = world(Number.POSITIVE_INFINITY)
    await answers.answer(question)
    answers.forget()
    Object.assign(state, { isAway: true, now: start + 2000 })
    expect(answers.lastGood(question)).toBeNull()
  })

  it('a takedown that is heard of when the ledger can be asked again is seen at once', async () => {
    const { state, answers } = world(75_000)
    await answers.answer(question)
    Object.assign(state, { isAway: true, now: start + 10_000 })
    expect(await answers.answer(question)).toBeNull()
    Object.assign(state, { isAway: false, seq: 2 })
    expect((await answers.answer(question))?.whole.body.toString()).toBe('after 2')
  })
})
