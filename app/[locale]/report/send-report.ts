'use server'

import { randomUUID } from 'node:crypto'
import { redirect } from 'next/navigation'
import { isLocale, type Locale, locales } from '@/lib/i18n/locale'
import { regionChoices, regionFinder } from '@/lib/ingest/region-names'
import { type FormError, type ReportFormReading, readReportForm } from '@/lib/ingest/report-form'
import { checkReportForm, inPageOrder } from '@/lib/ingest/report-form-errors'
import { readValues, withFigure, withoutFigure } from '@/lib/ingest/report-form-values'
import type { FieldError } from '@/lib/schema/problem'
import { anonymous, authenticate } from '@/lib/service/authenticate'
import { type Context, context } from '@/lib/service/context'
import { type Created, createIncident } from '@/lib/service/create-incident'
import { ServiceError } from '@/lib/service/errors'
import type { ReportAnswer } from './report-answer'

/**
 * Takes the report form, with script and without. A stored report leads on (see `to`); whatever is wrong comes back with every
 * value as it was typed, except the editor's key, which is used here once and kept nowhere.
 */
export async function sendReport(_previous: ReportAnswer, sent: FormData): Promise<ReportAnswer> {
  const form = textFields(sent)
  const locale = localeOf(form)
  const values = readValues(form)
  const again: ReportAnswer = { values, errors: [], candidates: [], idempotencyKey: randomUUID(), to: null }
  if (form.has('add')) return { ...again, values: withFigure(values) }
  if (form.has('remove')) return { ...again, values: withoutFigure(values, Number(form.get('remove'))) }
  const answer = await takeIn(form, locale, again)
  if (answer.to !== null && !form.has('script')) redirect(answer.to)
  return answer
}

async function takeIn(form: URLSearchParams, locale: Locale, again: ReportAnswer): Promise<ReportAnswer> {
  let reading: ReportFormReading | null = null
  try {
    const reader = await context()
    const { zone, regions } = reader.territory
    reading = readReportForm(form, { zone, findRegion: regionFinder(regionChoices(regions)) })
    const checked = checkReportForm(reading)
    if ('errors' in checked) return { ...again, errors: checked.errors }
    const token = form.get('token')?.trim() ?? ''
    const actor = token === '' ? anonymous : authenticate(reader.settings, `Bearer ${token}`)
    const writer: Context = { ...reader, actor }
    const idempotencyKey = form.get('idempotencyKey') ?? again.idempotencyKey
    const created = await createIncident(writer, { incident: checked.incident, allowDuplicate: form.has('allowDuplicate'), idempotencyKey })
    return { ...again, to: addressAfter(created, locale, writer.clock()) }
  } catch (error) {
    return refusal(error, reading, again)
  }
}

/** The form's texts; a file, which no field of ours takes, is left out. */
function textFields(sent: FormData): URLSearchParams {
  const fields = new URLSearchParams()
  for (const [name, value] of sent) if (typeof value === 'string') fields.append(name, value)
  return fields
}

function localeOf(form: URLSearchParams): Locale {
  const locale = form.get('locale') ?? ''
  return isLocale(locale) ? locale : locales[0]
}

/** A public incident's own page, else the form's page with a word of thanks and the reasons for the wait. */
function addressAfter(created: Created, locale: Locale, now: string): string {
  if (created.outcome === 'published' && created.incident.publicAfter <= now) return `/${locale}/incidents/${created.incident.id}?added=1`
  const query = new URLSearchParams({ sent: created.outcome === 'published' ? created.incident.id : created.answer.id })
  if (created.outcome === 'published') query.set('held', '1')
  else for (const reason of created.answer.reasons) query.append('reason', reason)
  return `/${locale}/report?${query}`
}

/** What a refusal means on the form; a fault that is none of the writer's is thrown on. */
function refusal(error: unknown, reading: ReportFormReading | null, again: ReportAnswer): ReportAnswer {
  const whole = (fault: FormError['fault'], field = ''): ReportAnswer => ({ ...again, errors: [{ field, fault, params: {} }] })
  // By name: the store's own classes are not for screens.
  if (error instanceof Error && error.name === 'StoreUnavailable') return whole('notSaved')
  if (!(error instanceof ServiceError)) throw error
  if (error.problem === 'unauthorised') return whole('token', 'token')
  if (error.problem === 'likely-duplicate') return { ...again, candidates: error.more.candidates ?? [] }
  if (error.problem === 'conflict') return whole('sentBefore')
  if (error.problem === 'unavailable') return whole('notSaved')
  const told = (error.more.errors ?? [{ path: '', message: error.message }]).map((problem) => recordError(problem, reading))
  return { ...again, errors: inPageOrder(told) }
}

/** What only the ledger can tell (a date in the future, a region under another name), at the field it concerns. */
function recordError({ path, message }: FieldError, reading: ReportFormReading | null): FormError {
  const field = reading?.fieldOf(path) ?? ''
  if (/(^start|asOf)\.time$/.test(path)) return { field, fault: 'future', params: {} }
  if (/\.regions$/.test(path)) return { field, fault: 'regionTwice', params: {} }
  return { field, fault: 'other', params: { message } }
}
