import { createHash } from 'node:crypto'
import type { StoredReport } from '@/lib/schema/ledger'
import { canonicalJson } from '@/lib/store/canonical-json'

/**
 * What makes two statements one, as a digest for each observation of a report: the same words of the same source about the same moment. A
 * figure's own quote and that of its whole report are the same words.
 */
export function statementKeys({ source, asOf, publishedAt, quote: whole, observations }: StoredReport): string[] {
  const { publisher, statedBy, url } = source
  return observations.map(({ id: _id, quote, ...said }) => {
    const text = canonicalJson({ publisher, statedBy, url, asOf, publishedAt, said, quote: quote ?? whole })
    return createHash('sha256').update(text).digest('base64url').slice(0, 24)
  })
}
