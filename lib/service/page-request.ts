import { AsyncLocalStorage } from 'node:async_hooks'

/** One request for a page, as the server around the framework sees it. */
export interface PageRequest {
  /** False where only the data of a page is asked for, by a page that is open already. */
  isDocument: boolean
  /** Writes plain components as markup. */
  write: (node: unknown) => string
  /** Markup on its way from where it was written to where the document is put together, by its mark. Gone with the request. */
  laidAside: Map<string, string>
  /** The status the page asked for. */
  status?: number
}

// On globalThis for the reason in context.ts: the server around the framework and the pages within it have copies of this module each.
const shared = globalThis as typeof globalThis & { outageLedgerPages?: AsyncLocalStorage<PageRequest> }
shared.outageLedgerPages ??= new AsyncLocalStorage()
const pages = shared.outageLedgerPages

/** The request whose page is being drawn; undefined outside the server of `npm start`. */
export const pageRequest = (): PageRequest | undefined => pages.getStore()

/**
 * Says that the page being drawn answers with another status than 200. The framework's own way to a 404 leaves the page to be
 * drawn by script; this one leaves it whole. Outside the server of `npm start` it says nothing.
 */
export function answerWithStatus(status: 403 | 404 | 410): void {
  const request = pages.getStore()
  if (request) request.status = status
}

/** Runs one request for a page, and puts the status it asked for in place of 200. */
export function withPageRequest<T>(
  request: PageRequest,
  response: { writeHead: (status: number, ...rest: never[]) => unknown },
  work: () => T,
): T {
  const writeHead = response.writeHead.bind(response)
  response.writeHead = (status, ...rest) => writeHead(status === 200 ? (request.status ?? status) : status, ...rest)
  return pages.run(request, work)
}
