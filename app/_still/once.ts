import { createHash } from 'node:crypto'

/** Markup on its way from where it was made to where the page is written, both in this process. */
type Shelf = Map<string, string>

// On globalThis because a build gives server components and the writing of HTML module variables of their own.
const shared = globalThis as typeof globalThis & { outageLedgerMarkup?: Shelf }

// A page takes its pieces within a moment; this many are a hundred pages at once.
const most = 4000

/** Lays markup aside and answers the mark to ask for it by: the same for the same markup. */
export function layAside(html: string): string {
  shared.outageLedgerMarkup ??= new Map()
  const shelf = shared.outageLedgerMarkup
  const mark = createHash('sha256').update(html).digest('base64url').slice(0, 16)
  shelf.delete(mark)
  shelf.set(mark, html)
  const [oldest] = shelf.keys()
  if (shelf.size > most && oldest !== undefined) shelf.delete(oldest)
  return mark
}
