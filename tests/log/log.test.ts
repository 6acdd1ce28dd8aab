import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { logConsole } from '@/lib/log/console-lines'
import { log } from '@/lib/log/log'
import { idFor, noteWay, type RequestTrace, requestId, requestTrace, withTrace } from '@/lib/log/request-trace'

const lines: string[] = []
beforeEach(() => {
  lines.length = 0
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    lines.push(String(text))
    return true
  })
})
const told = () => lines.map((line) => JSON.parse(line))
const aTrace = (): RequestTrace => ({ id: 'an-id-of-ours', route: '/[locale]/incidents/[id]', way: 'own' })

describe('a line of the log', () => {
  it('is one JSON object with its level and its time', () => {
    log().error({ feed: 'odin' }, 'two\nlines')
    expect(lines).toHaveLength(1)
    expect(lines[0]?.trim().split('\n')).toHaveLength(1)
    expect(told()).toEqual([{ level: 'error', time: expect.stringMatching(/^\d{4}-.*Z$/), feed: 'odin', msg: 'two\nlines' }])
  })

  it('tells of an error what it is and whence, and nothing that a driver has put beside', () => {
    const error = Object.assign(new Error('duplicate key'), { detail: 'Key (contact)=(olena@example.org) already exists' })
    log().error({ err: error }, 'failed')
    expect(told()[0].err).toEqual({ type: 'Error', message: 'duplicate key', stack: expect.stringContaining('log.test') })
    expect(lines.join()).not.toContain('olena')
  })

  it('is told of the request at hand, where there is one', async () => {
    await withTrace(aTrace(), async () => {
      await Promise.resolve()
      log().error('within')
    })
    log().error('without')
    expect(told()).toMatchObject([{ msg: 'within', requestId: 'an-id-of-ours', route: '/[locale]/incidents/[id]' }, { msg: 'without' }])
    expect(told()[1]).not.toHaveProperty('requestId')
  })

  it('takes up what libraries print as warnings and errors', () => {
    const before = { ...console }
    logConsole()
    // biome-ignore lint/suspicious/noConsole: what libraries do is what is tried here
    console.error('⨯', new TypeError('no figure'), 'in %s', 'a page')
    Object.assign(console, before)
    expect(told()).toMatchObject([{ level: 'error', msg: '⨯ in %s a page', err: { type: 'TypeError', message: 'no figure' } }])
  })
})

describe('what a request is called', () => {
  const brought = ['0198c5a2-7f0e-7bd4-a9a1-4f6d0c9b1f11', '01KESQ3VJ8Z0T8JX2M6W4RB7NC', 'edge:req_12.3-4']
  it.each(brought)('is %s where our own proxy says so, and never where nobody stands in front', (id) => {
    expect(idFor(id, true)).toBe(id)
    expect(idFor(id, false)).not.toBe(id)
  })

  it('holds nothing that could end a header or a line, whoever says it', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (said) => /^[\w.:-]{8,80}$/.test(idFor(said, true))))
    for (const said of [undefined, '', 'short', 'a b c d e f g', 'x'.repeat(81), '12345678\r\nSet-Cookie: a=b', ['12345678', '87654321']])
      expect(idFor(said, true)).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('is the same wherever it is asked while the request is answered, and another one for the next', async () => {
    const trace = aTrace()
    await withTrace(trace, async () => {
      noteWay('streamed')
      await new Promise((resolve) => setImmediate(resolve))
      expect([requestId(), requestId(), requestTrace()?.way]).toEqual([trace.id, trace.id, 'streamed'])
    })
    expect(requestTrace()).toBeUndefined()
    expect(requestId()).not.toBe(requestId())
  })
})
