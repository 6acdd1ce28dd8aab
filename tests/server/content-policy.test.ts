import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { editorToken, type RunningServer, startServer } from '../support/server'
import { serverSuite } from './suite'

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')

serverSuite('what a page may run', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer({ env: { TILE_URL: 'https://tiles.example/{z}/{x}/{y}.png', TILE_ATTRIBUTION: '© Somebody' } })
  })
  afterAll(() => server.stop())

  async function load(path: string, headers: Record<string, string> = {}) {
    const answer = await fetch(`${server.baseUrl}${path}`, { headers })
    const policy = Object.fromEntries(
      (answer.headers.get('content-security-policy') ?? '').split('; ').map((directive) => {
        const [name = '', ...values] = directive.split(' ')
        return [name, values]
      }),
    )
    return { html: await answer.text(), policy }
  }
  const scriptsIn = (html: string) =>
    [...html.matchAll(/<script(?![^>]*\ssrc=)(?![^>]*application\/ld\+json)[^>]*>(.*?)<\/script>/gs)].map(([, text = '']) => text)

  it.each([
    ['kept', '/en', {}],
    ['of an address that nobody keeps', '/uk/report', {}],
    ['missing', '/uk/nothing', {}],
    ['for a frame', '/embed/en', {}],
    ['of an editor', '/en/review', { Authorization: `Bearer ${editorToken}` }],
    [
      'asked for by one who names a mark of their own',
      '/en',
      { 'Content-Security-Policy': "script-src 'nonce-mine'", 'Cache-Control': 'no-cache' },
    ],
  ])('that is %s: the scripts written in it, by their hashes, and the files of this server', async (_name, path, headers) => {
    const { html, policy } = await load(path, headers)
    const scripts = scriptsIn(html)
    expect(scripts.length).toBeGreaterThan(0)
    expect(new Set(policy['script-src'])).toEqual(new Set(["'self'", ...scripts.map((text) => `'sha256-${sha256(text)}'`)]))
    expect(policy['default-src']).toEqual(["'none'"])
    expect(html).not.toContain(' nonce=')
  })

  it('loads pictures from where map tiles come from, and from nowhere else', async () => {
    const { policy } = await load('/en')
    expect(policy['img-src']).toEqual(["'self'", 'data:', 'blob:', 'https://tiles.example'])
    expect(policy['connect-src']).toEqual(["'self'"])
  })
})
