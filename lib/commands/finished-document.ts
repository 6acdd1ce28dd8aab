import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { earlyChoiceScript } from '@/lib/client/early-choice-script'
import { withFailureWords } from './failed-document'
import { withScriptsAfterPaint } from './scripts-after-paint'

/** A script written in the document itself: its attributes and its text. */
const inline = /<script\b(?![^>]*\ssrc=)([^>]*)>(.*?)<\/script>/gs

/** A document as it leaves, and the SHA-256 (base64) of each script in it that may run. */
export interface FinishedDocument {
  html: string
  scripts: string[]
}

/**
 * Puts the last hand to a document (its bytes as Latin-1, so that each stays one character): scripts come after the first paint, and those
 * written in it are known by their hash. `nonce` marks what the framework has written, and nobody else can, since it never leaves this
 * process: a script that neither bears it nor is word for word ours gets no hash, and a browser does not run it.
 */
export function finishedDocument(html: string, nonce: string): FinishedDocument {
  const mark = ` nonce="${nonce}"`
  const isKnown = ([, attributes = '', text = '']: string[]) => attributes.includes(mark) || text === earlyChoiceScript
  const known = new Set([...html.matchAll(inline)].filter(isKnown).map(([, , text = '']) => text.replaceAll(nonce, '')))
  const unmarked = html.replaceAll(mark, '').replaceAll(nonce, '')
  const finished = withScriptsAfterPaint(unmarked)
  const hashes = [...known, ...finished.loader].map((text) => createHash('sha256').update(text, 'latin1').digest('base64'))
  return { html: finished.html, scripts: hashes }
}

const isDocument = (response: ServerResponse) =>
  String(response.getHeader('content-type') ?? '').startsWith('text/html') && !response.hasHeader('content-length')

/**
 * Holds a document back until it is whole, finishes it, and names in its policy what may run in it. What is no document goes out as it
 * comes. `url` is what was asked for; `policyOf` says what else a page may load.
 */
export function finishDocument(response: ServerResponse, url: string, nonce: string, policyOf: (scripts: string[]) => string): void {
  const write = response.write.bind(response) as (...sent: unknown[]) => boolean
  const end = response.end.bind(response) as (...sent: unknown[]) => ServerResponse
  const flushHeaders = response.flushHeaders.bind(response)
  const parts: Buffer[] = []
  // Some responses end by writing.
  let leaves = false
  const add = (part: unknown) => {
    if (part instanceof Uint8Array) parts.push(Buffer.from(part))
    else if (typeof part === 'string') parts.push(Buffer.from(part))
  }
  response.flushHeaders = () => {
    if (!isDocument(response)) flushHeaders()
  }
  response.write = (part: unknown, ...rest: unknown[]) => {
    if (leaves || response.headersSent || !isDocument(response)) return write(part, ...rest)
    add(part)
    return true
  }
  response.end = (...sent: unknown[]) => {
    if (response.headersSent || !isDocument(response)) return end(...sent)
    if (typeof sent[0] !== 'function') add(sent[0])
    leaves = true
    const whole = Buffer.concat(parts).toString('latin1')
    const { html, scripts } = finishedDocument(withFailureWords(whole, url), nonce)
    const framing = response.getHeader('content-security-policy')
    response.setHeader('Content-Security-Policy', [policyOf(scripts), ...(framing === undefined ? [] : [String(framing)])].join('; '))
    return end(Buffer.from(html, 'latin1'), ...sent.filter((each) => typeof each === 'function'))
  }
}
