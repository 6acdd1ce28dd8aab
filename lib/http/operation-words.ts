import type { CacheRule } from './answer'
import { mediaTypes } from './negotiate'
import type { AnyOperation, ReadOperation } from './operations'

/** How long an answer holds, for who reads the document. */
const cacheWords: Record<CacheRule, string> = {
  live: 'A browser asks again each time and is told 304 while nothing changed; a shared cache may answer for 15 s.',
  reference: 'The answer changes only with a new version of the server or its territory.',
  probe: 'The answer is good for a second.',
  own: 'The answer is for who asked alone, and kept by no cache.',
  now: 'The answer is of this moment, and kept by no cache.',
}

function formatWords({ formats, query }: ReadOperation): string {
  const named = formats.map((format) => `${format} (${mediaTypes[format]})`)
  if (named.length === 1) return `It is written as ${named[0]}.`
  const how = 'format' in query.shape ? '`format=`, which goes before Accept, or by Accept' : 'Accept'
  return `It is written as ${named.join(', ')}: by ${how}; the first where neither says.`
}

/** What holds for an operation beyond its summary, in sentences, from what the table says of it. */
export function operationWords(operation: AnyOperation): string {
  const sentences = [`${operation.summary}.`, operation.about ?? '']
  if ('event' in operation)
    sentences.push('The connection stays open; one that broke is resumed by Last-Event-ID without a gap or a repeat.')
  else if (operation.method === 'get') {
    sentences.push(formatWords(operation))
    if ('cursor' in operation.query.shape)
      sentences.push(
        `${operation.formats.includes('parquet') ? 'JSON is' : 'It is'} told page by page: \`next\`, which Link has too, is the \`cursor\` of the next one.`,
      )
    sentences.push(cacheWords[operation.cache])
  } else if ('files' in operation) sentences.push('It needs the key of an editor.')
  else
    sentences.push('The same Idempotency-Key is answered with the first result, so that a request whose answer was lost can be sent again.')
  if (operation.role !== undefined) sentences.push(`It needs the key of an ${operation.role}.`)
  return sentences.filter((sentence) => sentence !== '').join(' ')
}
