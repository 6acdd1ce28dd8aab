import { ReviewRequest as Request, type ReviewRequest } from '@/lib/schema/review'
import { withoutUnseen } from '@/lib/schema/unseen'

/** What an editor has typed in the form of a decision, as typed. */
export interface DecisionValues {
  decision: string
  reason: string
  /** The class of a takedown. */
  class: string
  /** The number of the incident to merge into; a chosen one goes before a typed one. */
  into: string
  chosenInto: string
}

/** Everything that can be wrong with a decision; each has words of its own. */
export type DecisionFault =
  | 'choose'
  | 'reason'
  | 'class'
  | 'into'
  | 'intoSame'
  | 'intoEnded'
  | 'intoMerged'
  | 'intoHold'
  | 'intoOtherWay'
  | 'intoUnknown'
  | 'guard'
  | 'conflict'
  | 'agreed'
  | 'gone'
  | 'missing'
  | 'signedOut'
  | 'refused'
  | 'foreign'
  | 'tooMany'
  | 'notSaved'

export const emptyDecision = (): DecisionValues => ({ decision: '', reason: '', class: '', into: '', chosenInto: '' })

const text = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? withoutUnseen(value) : ''
}

export const readDecision = (form: FormData): DecisionValues => ({
  decision: text(form, 'decision'),
  reason: text(form, 'reason'),
  class: text(form, 'class'),
  into: text(form, 'into'),
  chosenInto: text(form, 'chosenInto'),
})

/** The number of an incident in what was typed: the number itself, or an address of its page. */
const incidentIn = (typed: string) => /[0-9A-HJKMNP-TV-Z]{26}/i.exec(typed)?.[0].toUpperCase()

const faultOf: Record<string, DecisionFault> = { decision: 'choose', reason: 'reason', into: 'into' }

/** The decision that a form holds, or the first thing to put right. `form` gives what was not typed: the report and what was seen. */
export function readRequest(values: DecisionValues, form: FormData): { request: ReviewRequest } | { fault: DecisionFault } {
  const seenSeq = Number(text(form, 'seenSeq'))
  const report = text(form, 'report')
  const { decision, reason } = values
  const parsed = Request.safeParse({
    decision,
    reason: decision === 'takedown' ? values.class : reason,
    ...(Number.isInteger(seenSeq) && seenSeq > 0 && { seenSeq }),
    ...(report !== '' && { report }),
    ...(decision === 'merge' && { into: incidentIn(values.chosenInto || values.into) }),
  })
  if (parsed.success) return { request: parsed.data }
  const at = String(parsed.error.issues[0]?.path[0] ?? 'decision')
  return { fault: at === 'reason' && decision === 'takedown' ? 'class' : (faultOf[at] ?? 'choose') }
}
