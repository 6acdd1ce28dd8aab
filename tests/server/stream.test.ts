import { afterAll, beforeAll, expect, it } from 'vitest'
import { AnnouncedChange } from '@/lib/schema/change'
import { readEvents } from '../support/read-events'
import { type RunningServer, startServer } from '../support/server'
import { anIncident, asEditor, postIncident } from './client'
import { serverSuite } from './suite'

/** Reads a stream until its text has what is waited for, or to its end. */
function reading(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const until = async (isThere: (text: string) => boolean) => {
    while (!isThere(text)) {
      const part = await reader?.read()
      if (!part || part.done) return false
      text += part.value
    }
    return true
  }
  return { until, text: () => text, leave: () => reader?.cancel() }
}

serverSuite('the stream through the whole server', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer({ env: { SEED: 'none', STREAMS_PER_ADDRESS: '3' } })
  })
  afterAll(() => server.stop())
  const open = (headers: Record<string, string> = {}) => fetch(`${server.baseUrl}/api/v1/stream`, { headers })

  it('comes as it is written, to browsers that would have it compressed, too', async () => {
    const response = await open({ 'Accept-Encoding': 'gzip, br', Accept: 'text/event-stream' })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(response.headers.get('content-encoding')).toBeNull()
    const { until, text, leave } = reading(response)
    expect(await until((had) => had.includes('\n:\n\n'))).toBe(true)
    expect((await postIncident(server.baseUrl, anIncident(), asEditor)).status).toBe(201)
    expect(await until((had) => had.split('event: change').length > 2)).toBe(true)
    const kinds = readEvents(text()).flatMap(({ data }) => (data === null ? [] : AnnouncedChange.parse(data).kind))
    expect(kinds).toEqual(['added', 'added'])
    await leave()
  })

  it('gives the place back when the connection is gone', async () => {
    for (let i = 0; i < 12; i++) {
      let response = await open()
      // The server may take a while to notice that one is gone.
      for (; response.status === 429; response = await open()) await response.text()
      expect(response.status).toBe(200)
      const { until, leave } = reading(response)
      expect(await until((had) => had.includes('id: '))).toBe(true)
      await leave()
    }
  })

  it('keeps nobody when the server stops', async () => {
    const { until, text } = reading(await open())
    expect(await until((had) => had.includes('id: '))).toBe(true)
    const ended = until(() => false)
    await server.kill('SIGTERM')
    expect(await ended).toBe(false)
    expect(text()).toMatch(/^retry: /)
  })
})
