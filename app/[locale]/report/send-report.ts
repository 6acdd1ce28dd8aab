'use server'

import { randomUUID } from 'node:crypto'
import { redirect } from 'next/navigation'
import { contextOfAction } from '@/app/_session/action-context'
import type { FormError } from '@/lib/form/report-form'
import { readValues, withFigure, withoutFigure } from '@/lib/form/report-form-values'
import { ServiceError } from '@/lib/service/errors'
import { stampOf } from '@/lib/service/form-pace'
import { limitWrites } from '@/lib/service/limit'
import { lookAtReportForm } from '@/lib/service/look-at-report-form'
import { takeReportForm } from '@/lib/service/take-report-form'
import { addressAfter, localeOf } from './address-after'
import { answerArticle } from './answer-article'
import { noArticle } from './article'
import type { ReportAnswer } from './report-answer'

/**
 * Takes the report form, with script and without. A stored report leads on (see `to`); whatever is wrong comes back with every
 * value as it was typed, except the editor's key, which is used here once and kept nowhere.
 */
export async function sendReport(_previous: ReportAnswer, sent: FormData): Promise<ReportAnswer> {
  const form = textFields(sent)
  const values = readValues(form)
  const again: ReportAnswer = {
    values,
    errors: [],
    candidates: [],
    look: null,
    article: noArticle,
    idempotencyKey: randomUUID(),
    opened: form.get('opened') ?? '',
    to: null,
  }
  if (form.has('add')) return { ...again, values: withFigure(values) }
  if (form.has('remove')) return { ...again, values: withoutFigure(values, Number(form.get('remove'))) }
  if (form.has('takeTier')) return { ...again, values: { ...values, tier: form.get('takeTier') ?? '' } }
  if (form.has('find') || form.has('useFound')) return { ...again, ...(await answerArticle(await contextOfAction(), form)) }
  if (form.has('look')) return { ...again, look: await lookAtReportForm(await contextOfAction(), form) }
  const answer = await takeIn(form, again)
  if (answer.to !== null && !form.has('script')) redirect(answer.to)
  return answer
}

async function takeIn(form: URLSearchParams, again: ReportAnswer): Promise<ReportAnswer> {
  try {
    const ctx = await contextOfAction()
    await limitWrites(ctx)
    const taken = await takeReportForm(ctx, form)
    if (!('errors' in taken)) return { ...again, to: addressAfter(taken, localeOf(form), ctx.clock()) }
    if (taken.errors.some(({ fault }) => fault === 'notSaved')) return notSaved(form, again)
    return { ...again, ...taken, opened: await stampOf(ctx, form), look: await lookAtReportForm(ctx, form) }
  } catch (error) {
    // By name: the store's own classes are not for screens.
    if (error instanceof Error && ['StoreUnavailable', 'StoreInUse'].includes(error.name)) return notSaved(form, again)
    return { ...again, errors: [faultOf(error)] }
  }
}

/**
 * The store did not answer. Where the line to it broke it may have stored the report all the same, so that it is to be sent again under the key
 * it had.
 */
function notSaved(form: URLSearchParams, again: ReportAnswer): ReportAnswer {
  const errors: FormError[] = [{ field: '', fault: 'notSaved', params: {} }]
  return { ...again, errors, idempotencyKey: form.get('idempotencyKey') ?? again.idempotencyKey }
}

/** Why nothing was taken in, before the form itself was looked at; a fault of ours is thrown on. */
function faultOf(error: unknown): FormError {
  const fault = (name: FormError['fault'], params: FormError['params'] = {}): FormError => ({ field: '', fault: name, params })
  if (error instanceof ServiceError && error.problem === 'forbidden') return fault('foreign')
  if (error instanceof ServiceError && error.problem === 'too-many-requests')
    return fault('tooOften', { number: Math.ceil((error.more.retryAfter ?? 60) / 60) })
  throw error
}

/** The form's texts; a file, which no field of ours takes, is left out. */
function textFields(sent: FormData): URLSearchParams {
  const fields = new URLSearchParams()
  for (const [name, value] of sent) if (typeof value === 'string') fields.append(name, value)
  return fields
}
