'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { contextOfAction } from '@/app/_session/action-context'
import { isLocale, locales } from '@/lib/i18n/locale'
import type { ReviewAnswer } from '@/lib/schema/review'
import type { Context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { listQueue } from '@/lib/service/list-queue'
import { reviewIncident } from '@/lib/service/review-incident'
import type { DecisionTold } from '../decisions-told'
import type { DecisionAnswer } from './decision-answer'
import { type DecisionFault, readDecision, readRequest } from './decision-values'

/**
 * Takes an editor's decision, with script and without, and leads to the next that waits. What cannot be taken comes back with every value
 * as it was typed; where somebody else was first, with what they did.
 */
export async function decide(previous: DecisionAnswer, form: FormData): Promise<DecisionAnswer> {
  const values = readDecision(form)
  const again = (fault: DecisionFault, happened: DecisionAnswer['happened'] = null): DecisionAnswer => {
    // The page around the form shows the record as it is by now; where it could not be drawn at all the form stays as it is.
    if (fault === 'conflict' || fault === 'agreed') refresh()
    return { values, fault, happened, attempt: previous.attempt + 1 }
  }
  const read = readRequest(values, form)
  if ('fault' in read) return again(read.fault)
  const id = String(form.get('id'))
  let to: string
  try {
    const ctx = await contextOfAction()
    const idempotencyKey = String(form.get('idempotencyKey'))
    to = await addressAfter(ctx, await reviewIncident(ctx, { id, request: read.request, idempotencyKey }), form)
  } catch (error) {
    const fault = faultOf(error)
    return again(fault, error instanceof ServiceError ? error.more.happened : null)
  }
  redirect(to)
}

/** The next that waits after what was decided, the longest first; the queue where nothing does, and the record itself where it did not wait. */
async function addressAfter(ctx: Context, { id, decision, outcome }: ReviewAnswer, form: FormData): Promise<string> {
  const locale = String(form.get('locale'))
  const since = String(form.get('since'))
  const done: DecisionTold = outcome === 'approved' ? 'approved' : decision
  const told = new URLSearchParams({ done, was: id })
  const page = `/${isLocale(locale) ? locale : locales[0]}/review`
  if (since === '' && decision !== 'takedown') return `${page}/${id}?${told}`
  const others = (await listQueue(ctx)).data.filter((entry) => entry.id !== id)
  const next = others.find(({ recordedAt }) => recordedAt >= since) ?? others[0]
  return next === undefined ? `${page}?${told}` : `${page}/${next.id}?${told}${next.report === null ? '' : `#${next.report}`}`
}

/** What a refusal means on the form; a fault of ours is thrown on. */
function faultOf(error: unknown): DecisionFault {
  // By name: the store's own classes are not for screens.
  if (error instanceof Error && ['StoreUnavailable', 'StoreInUse'].includes(error.name)) return 'notSaved'
  if (!(error instanceof ServiceError)) throw error
  // Where the service says which of its refusals it is, the form has words for that one.
  if (error.more.why !== undefined) return error.more.why
  switch (error.problem) {
    case 'conflict':
      return 'conflict'
    case 'invalid-record':
      return 'guard'
    case 'gone':
      return 'gone'
    case 'not-found':
      return 'missing'
    case 'unauthorised':
      return 'signedOut'
    case 'forbidden':
      return 'refused'
    case 'too-many-requests':
      return 'tooMany'
    default:
      throw error
  }
}
