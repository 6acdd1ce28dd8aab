'use client'

interface Props {
  /** The name it was laid aside by. */
  mark: string
  /** The markup itself where it does not come with the document. */
  html?: string | undefined
}

/** The server's share of a request, as `lib/service/page-request.ts` keeps it; a browser has none. */
interface Shared {
  outageLedgerPages?: { getStore: () => { laidAside: ReadonlyMap<string, string> } | undefined }
}

const laidAside = (mark: string): string | undefined => {
  const { outageLedgerPages } = globalThis as typeof globalThis & Shared
  return outageLedgerPages?.getStore()?.laidAside.get(mark)
}

/** Markup that stands in the document and nowhere else: the script that brings the page to life leaves it as it is. */
export function StillMarkup({ mark, html }: Props) {
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: written by React from our own components, which escape every text
    <div className="contents" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: html ?? laidAside(mark) ?? '' }} />
  )
}
