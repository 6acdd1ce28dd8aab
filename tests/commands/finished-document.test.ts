import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { earlyChoiceScript } from '@/lib/client/early-choice-script'
import { finishedDocument } from '@/lib/commands/finished-document'

const nonce = 'c0ffee'
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')
const finished = (body: string) => finishedDocument(Buffer.from(`<html><head></head><body>${body}</body></html>`).toString('latin1'), nonce)

describe('the scripts written in a document', () => {
  it.each<[string, string, string[]]>([
    ['of the framework may run', `<script nonce="${nonce}">go("Київ")</script>`, ['go("Київ")']],
    [
      'are known by what they say without the mark',
      `<script id="a" nonce="${nonce}">push("nonce","${nonce}")</script>`,
      ['push("nonce","")'],
    ],
    ['that are ours word for word may run', `<script>${earlyChoiceScript}</script>`, [earlyChoiceScript]],
    ['that somebody slipped in do not', '<script>steal()</script><script type="module">steal()</script>', []],
    ['that guess at the mark do not', '<script nonce="decade">steal()</script><script data-nonce="c0ffe">steal()</script>', []],
    ['that only hold data need not', '<script type="application/ld+json">{}</script>', []],
    ['from a file are told by where they come from', `<script src="/x.js" nonce="${nonce}"></script>`, []],
  ])('%s', (_name, body, texts) => {
    expect(finished(body).scripts).toEqual(texts.map(sha256))
  })

  it('leave without the mark, wherever it stood', () => {
    const { html } = finished(`<link nonce="${nonce}"><script nonce="${nonce}">push("${nonce}")</script>`)
    expect(html).not.toContain(nonce)
    expect(html).toContain('<script>push("")</script>')
  })

  it('name the one that asks for the others after the first paint', () => {
    const { html, scripts } = finishedDocument(`<head><script src="/_next/a.js" async="" nonce="${nonce}"></script></head>`, nonce)
    const [, text = ''] = /<script>(.*)<\/script>/s.exec(html) ?? []
    expect(text).toContain('["/_next/a.js"]')
    expect(scripts).toEqual([sha256(text)])
  })
})
