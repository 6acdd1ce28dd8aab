import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { sendProblem } from '@/lib/http/send-problem'
import { isLocale, locales } from '@/lib/i18n/locale'
import { trouble } from '@/lib/i18n/messages/trouble'
import { noteWay } from '@/lib/log/request-trace'
import { problemStatus } from '@/lib/schema/problem'
import type { Context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { followWrite } from '@/lib/service/known-statements'
import { limitRequests } from '@/lib/service/limit'
import { withAddress } from '@/lib/service/request-address'
import { give } from './give'
import { isFailure, KeptAnswers } from './kept-answers'
import { asLastGood } from './last-good'
import { type Question, questionOf } from './question'
import { workOut } from './work-out'

interface Behind {
  /** The framework, as it answers one request. */
  dispatch: RequestListener
  /** Where a request comes from. */
  addressOf: (request: IncomingMessage) => string
  /** As what kind of machine the framework knows a reader. */
  botOf: (userAgent: string) => string | undefined
}

/** An answer longer than this part of what may be kept would put too many others out. */
const largestPart = 8

/** A refusal for a reader of a page: words, and the page asks again by itself. */
function excuse(response: ServerResponse, { url }: Question, { problem, more }: ServiceError): void {
  const locale = url.split(/[/?]/).find(isLocale) ?? locales[0]
  const words = trouble[locale]
  response.writeHead(problemStatus[problem], {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Retry-After': String(more.retryAfter ?? 1),
  })
  response.end(
    `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="4"><title>${words.busyTitle}</title><main><h1>${words.busyTitle}</h1><p>${words.busyText}</p></main></html>`,
  )
}

/** The answers of a process that are kept, and forgotten with each write to the ledger. */
function keptAnswersOf(ctx: Pick<Context, 'store' | 'clock' | 'settings'>, dispatch: RequestListener): KeptAnswers {
  const { store, clock, settings } = ctx
  const answers = new KeptAnswers({
    head: async () => (await store.head())?.seq ?? 0,
    nextRelease: async () => {
      const next = await store.publicView(clock()).nextRelease()
      return next === null ? null : Date.parse(next)
    },
    // Noted for who asks first, after whatever the framework noted on the way; the others wait for what is kept.
    ask: (question) => workOut(dispatch, question, settings.answersBytes / largestPart).finally(() => noteWay('worked')),
    clock: () => Date.parse(clock()),
    atOnce: settings.workAtOnce,
    most: settings.answersBytes,
    // Nobody but this process adds to an embedded ledger: nothing can have been taken down that it has not heard of.
    lastGoodFor: store.engine === 'embedded' ? Number.POSITIVE_INFINITY : settings.lastGoodSeconds * 1000,
  })
  // Before the write is answered: whoever has written reads what was written.
  store.listen(() => {
    answers.forget()
    followWrite(ctx)
  })
  return answers
}

/** Hands a request on to the framework; one that `isCounted` has been counted for its address. */
type Pass = (how: { isCounted: boolean }) => void

/** What stands before the framework: answers what is kept, works out once what many ask at once, and hands on every other request. */
export function frontOf(ctx: Pick<Context, 'store' | 'clock' | 'settings'>, { dispatch, addressOf, botOf }: Behind) {
  const answers = keptAnswersOf(ctx, dispatch)
  const answer = async (question: Question, request: IncomingMessage, response: ServerResponse, pass: Pass): Promise<void> => {
    // Counted here, since who works an answer out asks for nobody in particular.
    if (question.isApi) await withAddress(addressOf(request), () => limitRequests(ctx))
    noteWay('kept')
    const found = answers.find(question) ?? (await answers.answer(question))
    if (response.destroyed) return
    if (found === null || isFailure(found.whole, question)) {
      const last = ctx.store.outages().length > 0 ? answers.lastGood(question) : null
      const old = last && asLastGood(last, question, request.headers, Date.parse(ctx.clock()))
      if (old !== null) {
        noteWay('kept')
        return give(request, response, question, old, answers)
      }
    }
    if (found === null) return pass({ isCounted: question.isApi })
    await give(request, response, question, found, answers)
  }
  return (request: IncomingMessage, response: ServerResponse, handOn: Pass): void => {
    const pass: Pass = (how) => {
      noteWay('own')
      handOn(how)
    }
    const question = ctx.settings.answersBytes === 0 ? null : questionOf(request, botOf)
    if (question === null) pass({ isCounted: false })
    else
      answer(question, request, response, pass).catch((error: unknown) => {
        if (response.headersSent) return response.destroy()
        if (!(error instanceof ServiceError)) return pass({ isCounted: false })
        noteWay('refused')
        void (question.isApi ? sendProblem(response, error) : excuse(response, question, error))
      })
  }
}
