import { describe, expect, it } from 'vitest'
import type { WholeAnswer } from '@/lib/answers/kept-answer'
import { KeptAnswers, type Worked } from '@/lib/answers/kept-answers'
import type { Life, Question } from '@/lib/answers/question'

const minute = 60_000
const start = Date.parse('2026-01-08T18:00:00Z')

const question = (url: string, life: Life = 'ledger'): Question => ({ key: url, url, headers: {}, life, isApi: true })
const whole = (text: string, changes: Partial<WholeAnswer> = {}): WholeAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=0' },
  body: Buffer.from(text),
  ...changes,
})

/** A ledger and a clock to move by hand, and how often an answer was worked out: it tells of the ledger's last row. */
function world({ most = 1_000_000, readsPresent = false, atOnce = 0 }: { most?: number; readsPresent?: boolean; atOnce?: number } = {}) {
  const state = { now: start, seq: 1, release: null as number | null, asked: 0, heads: 0 }
  let answerWith: (text: string) => Promise<Worked | null> = async (text) => ({ whole: whole(text), readsPresent })
  const answers = new KeptAnswers({
    head: async () => {
      state.heads += 1
      return state.seq
    },
    nextRelease: async () => (state.release !== null && state.release > state.now ? state.release : null),
    ask: ({ url }) => {
      state.asked += 1
      return answerWith(`${url} after ${state.seq}`)
    },
    clock: () => state.now,
    atOnce,
    most,
    lastGoodFor: 75_000,
  })
  const textOf = async (asked: Question) => (await answers.answer(asked))?.whole.body.toString()
  return { state, answers, textOf, answerBy: (how: typeof answerWith) => (answerWith = how) }
}

/** A promise to be kept by hand. */
function later<T>() {
  let keep: (value: T) => void = () => undefined
  const promise = new Promise<T>((resolve) => {
    keep = resolve
  })
  return { promise, keep }
}

describe('more than is worked out at once', () => {
  it('is refused at once, while what is kept or on its way is given, until there is room', async () => {
    const { answers, textOf, answerBy, state } = world({ atOnce: 2 })
    expect(await textOf(question('/kept'))).toBe('/kept after 1')
    const { promise, keep } = later<Worked>()
    answerBy(() => promise)
    const coming = [textOf(question('/a')), textOf(question('/b'))]
    await new Promise(setImmediate)
    await expect(answers.answer(question('/c'))).rejects.toMatchObject({ problem: 'unavailable', more: { retryAfter: 1 } })
    expect(await textOf(question('/kept'))).toBe('/kept after 1')
    const shared = textOf(question('/a'))
    await new Promise(setImmediate)
    // What a write lets go of is worked out to its end all the same.
    state.seq = 2
    answers.forget()
    await expect(answers.answer(question('/c'))).rejects.toMatchObject({ problem: 'unavailable' })
    keep({ whole: whole('done'), readsPresent: false })
    expect(await Promise.all([...coming, shared])).toEqual(['done', 'done', 'done'])
    expect(await textOf(question('/c'))).toBe('done')
  })

  it('is room again after a failure', async () => {
    const { answers, textOf, answerBy } = world({ atOnce: 1 })
    answerBy(() => Promise.reject(new Error('no')))
    expect(await answers.answer(question('/a'))).toBeNull()
    answerBy(async (text) => ({ whole: whole(text), readsPresent: false }))
    expect(await textOf(question('/a'))).toBe('/a after 1')
  })
})

describe('an answer that is kept', () => {
  it('is worked out once, whoever asks it', async () => {
    const { state, textOf, answers } = world()
    expect(await textOf(question('/a'))).toBe('/a after 1')
    expect(await textOf(question('/a'))).toBe('/a after 1')
    expect(answers.find(question('/a'))?.whole.body.toString()).toBe('/a after 1')
    expect(await textOf(question('/b'))).toBe('/b after 1')
    expect(state.asked).toBe(2)
  })

  it('is worked out once for all who ask while it is on its way', async () => {
    const { state, textOf, answerBy } = world()
    const { promise, keep } = later<Worked>()
    answerBy(() => promise)
    const all = Array.from({ length: 50 }, () => textOf(question('/a')))
    keep({ whole: whole('once'), readsPresent: false })
    expect(new Set(await Promise.all(all))).toEqual(new Set(['once']))
    expect(state.asked).toBe(1)
  })

  it('is gone at once when this process has written, also one that was on its way then', async () => {
    const { state, answers, textOf, answerBy } = world()
    await textOf(question('/a'))
    state.seq = 2
    answers.forget()
    expect(answers.find(question('/a'))).toBeUndefined()
    expect(await textOf(question('/a'))).toBe('/a after 2')

    const { promise, keep } = later<Worked>()
    answerBy(() => promise)
    const early = textOf(question('/b'))
    await new Promise(setImmediate)
    state.seq = 3
    answers.forget()
    answerBy(async (text) => ({ whole: whole(text), readsPresent: false }))
    expect(await textOf(question('/b'))).toBe('/b after 3')
    keep({ whole: whole('of before'), readsPresent: false })
    // Who asked before the write may have the answer of before; nobody else.
    expect(await early).toBe('of before')
    expect(await textOf(question('/b'))).toBe('/b after 3')
  })

  it('is gone within a second after a write of which nobody told', async () => {
    const { state, textOf } = world()
    await textOf(question('/a'))
    state.seq = 2
    state.now += 1000
    expect(await textOf(question('/a'))).toBe('/a after 2')
  })

  it('asks where the ledger ends once a second, however many ask', async () => {
    const { state, textOf } = world()
    await Promise.all(Array.from({ length: 20 }, () => textOf(question('/a'))))
    expect(state.heads).toBe(1)
    state.now += 1001
    await Promise.all(Array.from({ length: 20 }, () => textOf(question('/a'))))
    expect(state.heads).toBe(2)
    expect(state.asked).toBe(1)
  })

  it('ends with the next hold, and so does every later one', async () => {
    const { state, textOf } = world()
    state.release = start + 500
    await textOf(question('/a'))
    state.now = start + 499
    await textOf(question('/a'))
    expect(state.asked).toBe(1)
    state.now = start + 500
    state.release = start + 700
    await textOf(question('/a'))
    expect(state.asked).toBe(2)
    state.now = start + 700
    await textOf(question('/a'))
    expect(state.asked).toBe(3)
  })

  const lives: [string, { life: Life; readsPresent: boolean }, number][] = [
    ['of the present, to the end of the minute', { life: 'ledger', readsPresent: true }, minute - 7000],
    ['of a page, to the end of the minute', { life: 'minute', readsPresent: false }, minute - 7000],
    ['with what stands beside the ledger, for a second', { life: 'second', readsPresent: false }, 1000],
  ]
  it.each(lives)('lasts, %s', async (_name, { life, readsPresent }, length) => {
    const { state, textOf } = world({ readsPresent })
    state.now = start + 7000
    await textOf(question('/a', life))
    state.now = start + 7000 + length - 1
    await textOf(question('/a', life))
    expect(state.asked).toBe(1)
    state.now += 1
    await textOf(question('/a', life))
    expect(state.asked).toBe(2)
  })

  it('lasts while nothing changes where the present is not in it', async () => {
    const { state, textOf } = world()
    await textOf(question('/a'))
    state.now += 30 * 86_400_000
    await textOf(question('/a'))
    expect(state.asked).toBe(1)
  })

  it('is not joined by who asks in another minute', async () => {
    const { state, textOf, answerBy } = world()
    const { promise, keep } = later<Worked>()
    answerBy(() => promise)
    const early = textOf(question('/a'))
    await new Promise(setImmediate)
    state.now = start + minute
    answerBy(async () => ({ whole: whole('of the next minute'), readsPresent: true }))
    expect(await textOf(question('/a'))).toBe('of the next minute')
    keep({ whole: whole('of the first'), readsPresent: true })
    expect(await early).toBe('of the first')
    expect(await textOf(question('/a'))).toBe('of the next minute')
  })

  it('is not given when the clock was put back before it', async () => {
    const { state, textOf } = world()
    await textOf(question('/a'))
    state.now -= 5000
    await textOf(question('/a'))
    expect(state.asked).toBe(2)
  })

  it('makes room for others when there are too many bytes', async () => {
    const { answers, textOf, answerBy } = world({ most: 10_000 })
    answerBy(async (text) => ({ whole: whole(text.padEnd(2000)), readsPresent: false }))
    for (let i = 0; i < 20; i++) await textOf(question(`/${i}`))
    const kept = Array.from({ length: 20 }, (_, i) => answers.find(question(`/${i}`))).filter((each) => each !== undefined)
    expect(kept.length).toBeGreaterThan(1)
    expect(kept.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(10_000)
    expect(answers.find(question('/19'))).toBeDefined()
    expect(answers.find(question('/0'))).toBeUndefined()
  })
})

describe('what is not given to others', () => {
  const json = { 'content-type': 'application/json', 'cache-control': 'public' }
  const cases: [string, Partial<WholeAnswer>][] = [
    ['a failure', { status: 500 }],
    ['a refusal', { status: 429 }],
    ['a missing record', { status: 404 }],
    ['one that sets a cookie', { headers: { ...json, 'set-cookie': 'session=x' } }],
    ['one that is not to be stored', { headers: { ...json, 'cache-control': 'no-store' } }],
    ['one that does not say', { headers: { 'content-type': 'application/json' } }],
    ['one that is told apart by what we do not mind', { headers: { ...json, vary: 'Accept, Accept-Language' } }],
  ]
  it.each(cases)('%s: who asked first has it, everybody else asks for themselves', async (_name, changes) => {
    const { answers, state, answerBy } = world()
    const { promise, keep } = later<Worked>()
    answerBy(() => promise)
    const [first, second] = [answers.answer(question('/a')), answers.answer(question('/a'))]
    keep({ whole: whole('own', changes), readsPresent: false })
    expect((await first)?.hold.isForAll).toBe(false)
    expect(await second).toBeNull()
    expect(answers.find(question('/a'))).toBeUndefined()
    expect(state.asked).toBe(1)
  })

  it.each([':E{"digest":"1"}', '\\n1a:E{\\"digest\\":\\"1\\"}'])('a page that failed on its way: %s', async (mark) => {
    const { answers, answerBy } = world()
    answerBy(async () => ({ whole: whole(`<html>…${mark}`), readsPresent: false }))
    expect((await answers.answer({ ...question('/en'), isApi: false }))?.hold.isForAll).toBe(false)
  })

  it('one that is too long: nobody works it out here again before the ledger changes', async () => {
    const { answers, state, answerBy } = world()
    answerBy(async () => null)
    expect(await answers.answer(question('/a'))).toBeNull()
    expect(await answers.answer(question('/a'))).toBeNull()
    expect(state.asked).toBe(1)
    answers.forget()
    await answers.answer(question('/a'))
    expect(state.asked).toBe(2)
  })

  it('is asked for again after a failure that has passed', async () => {
    const { textOf, answerBy } = world()
    answerBy(async () => {
      throw new Error('the store is silent')
    })
    expect(await textOf(question('/a'))).toBeUndefined()
    answerBy(async () => ({ whole: whole('failed', { status: 503 }), readsPresent: false }))
    await textOf(question('/a'))
    answerBy(async (text) => ({ whole: whole(text), readsPresent: false }))
    expect(await textOf(question('/a'))).toBe('/a after 1')
  })
})
