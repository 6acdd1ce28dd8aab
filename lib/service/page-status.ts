import { AsyncLocalStorage } from 'node:async_hooks'

/** What a page says of its own answer, beside what it shows. */
interface PageAnswer {
  status?: number
}

// On globalThis for the reason in context.ts: the server around the framework and the pages within it have copies of this module each.
const shared = globalThis as typeof globalThis & { outageLedgerPages?: AsyncLocalStorage<PageAnswer> }
shared.outageLedgerPages ??= new AsyncLocalStorage()
const pages = shared.outageLedgerPages

/**
 * Says that the page being drawn answers with another status than 200. The framework's own way to a 404 leaves the page to be
 * drawn by script; this one leaves it whole. Outside the server of `npm start` it says nothing.
 */
export function answerWithStatus(status: 404 | 410): void {
  const page = pages.getStore()
  if (page) page.status = status
}

/** Runs one request, and puts the status its page asked for in place of 200. */
export function withPageStatus<T>(response: { writeHead: (status: number, ...rest: never[]) => unknown }, work: () => T): T {
  const page: PageAnswer = {}
  const writeHead = response.writeHead.bind(response)
  response.writeHead = (status, ...rest) => writeHead(status === 200 ? (page.status ?? status) : status, ...rest)
  return pages.run(page, work)
}
