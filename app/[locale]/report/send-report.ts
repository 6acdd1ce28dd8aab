'use server'

import { randomUUID } from 'node:crypto'
import { redirect } from 'next/navigation'
import { readValues, withFigure, withoutFigure } from '@/lib/form/report-form-values'
import { context } from '@/lib/service/context'
import { takeReportForm } from '@/lib/service/take-report-form'
import { addressAfter, localeOf } from './address-after'
import type { ReportAnswer } from './report-answer'

/**
 * Takes the report form, with script and without. A stored report leads on (see `to`); whatever is wrong comes back with every
 * value as it was typed, except the editor's key, which is used here once and kept nowhere.
 */
export async function sendReport(_previous: ReportAnswer, sent: FormData): Promise<ReportAnswer> {
  const form = textFields(sent)
  const values = readValues(form)
  const again: ReportAnswer = { values, errors: [], candidates: [], idempotencyKey: randomUUID(), to: null }
  if (form.has('add')) return { ...again, values: withFigure(values) }
  if (form.has('remove')) return { ...again, values: withoutFigure(values, Number(form.get('remove'))) }
  const answer = await takeIn(form, again)
  if (answer.to !== null && !form.has('script')) redirect(answer.to)
  return answer
}

async function takeIn(form: URLSearchParams, again: ReportAnswer): Promise<ReportAnswer> {
  try {
    const ctx = await context()
    const taken = await takeReportForm(ctx, form)
    return 'created' in taken ? { ...again, to: addressAfter(taken.created, localeOf(form), ctx.clock()) } : { ...again, ...taken }
  } catch (error) {
    // By name: the store's own classes are not for screens.
    if (!(error instanceof Error) || !['StoreUnavailable', 'StoreInUse'].includes(error.name)) throw error
    return { ...again, errors: [{ field: '', fault: 'notSaved', params: {} }] }
  }
}

/** The form's texts; a file, which no field of ours takes, is left out. */
function textFields(sent: FormData): URLSearchParams {
  const fields = new URLSearchParams()
  for (const [name, value] of sent) if (typeof value === 'string') fields.append(name, value)
  return fields
}
