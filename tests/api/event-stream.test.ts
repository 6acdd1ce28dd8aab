import { expect, it } from 'vitest'
import { eventStream, type ServerEvent } from '@/lib/http/event-stream'
import { readEvents } from '../support/read-events'

it('what many are told at once is written once, and each has all of it in its order', async () => {
  let written = 0
  const saying = (words: string) => ({
    toJSON: () => {
      written += 1
      return words
    },
  })
  const some: ServerEvent<unknown>[] = [{ id: 'a', data: saying('one') }, { id: 'b', data: saying('two\nlines') }, {}, { id: 'c' }]
  const open = () =>
    eventStream('change', new AbortController().signal, async () =>
      (async function* () {
        yield some
        yield [{ id: 'd', data: 'three' }]
      })(),
    )
  for (const response of [await open(), await open(), await open()]) {
    const text = await response.text()
    expect(text).toContain('\n\n:\n\n')
    expect(readEvents(text)).toEqual([
      { id: 'a', event: 'change', data: 'one' },
      { id: 'b', event: 'change', data: 'two\nlines' },
      { id: 'c', event: 'message', data: null },
      { id: 'd', event: 'change', data: 'three' },
    ])
  }
  expect(written).toBe(2)
})
