import { createHash } from 'node:crypto'
import type { ReactNode } from 'react'
import { pageRequest } from '@/lib/service/page-request'
import { StillMarkup } from './still-markup'

interface Props {
  /** Plain components only: no state, no handlers, no `next/link`, nothing asynchronous. */
  children: ReactNode
}

/** The same for the same markup, so that a page that comes anew leaves alone what has not changed. */
const markOf = (html: string) => createHash('sha256').update(html).digest('base64url').slice(0, 16)

/**
 * A part of the page that script has no business in, sent once. The framework sends what a server component draws twice, as HTML and
 * again as data for its script; a map, a table or a chart is the most of a page, and would double it. This part is written here, goes
 * out as HTML, and the script is told only its mark. Where the reader follows a link and no document is written, it comes as data.
 *
 *   <MarkingRows><Still><RankedTable … /></Still></MarkingRows>
 *
 * Outside the server of `npm start` (development) its children are drawn as any other.
 */
export function Still({ children }: Props) {
  const request = pageRequest()
  if (request === undefined) return <div className="contents">{children}</div>
  const html = request.write(children)
  const mark = markOf(html)
  request.laidAside.set(mark, html)
  return <StillMarkup key={mark} mark={mark} {...(!request.isDocument && { html })} />
}
