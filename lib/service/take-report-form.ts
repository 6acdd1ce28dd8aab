import { regionChoices, regionFinder } from '@/lib/form/region-names'
import { type FormError, type ReportFormReading, readReportForm } from '@/lib/form/report-form'
import { checkReportForm, inPageOrder } from '@/lib/form/report-form-errors'
import type { FieldError } from '@/lib/schema/problem'
import { StoreUnavailable } from '@/lib/store/store'
import { authenticate } from './authenticate'
import type { Context } from './context'
import { type Created, createIncident } from './create-incident'
import { ServiceError } from './errors'

/** What is to be put right, told at its fields, and incidents that hold the same address already; nothing was stored. */
export interface FormRefused {
  errors: FormError[]
  candidates: { id: string; title: string }[]
}
export type FormTaken = { created: Created } | FormRefused

function read(ctx: Context, form: URLSearchParams): ReportFormReading {
  const { zone, regions } = ctx.territory
  return readReportForm(form, { zone, findRegion: regionFinder(regionChoices(regions)) })
}

/** What is to be put right in a form, by looking alone. */
export function checkReportFields(ctx: Context, form: URLSearchParams): FormError[] {
  const checked = checkReportForm(read(ctx, form))
  return 'errors' in checked ? checked.errors : []
}

/**
 * Takes in the report form as it was sent, by the verb of every other record. The editor's key may come as the field `token`,
 * since a form sends no header; it is used once and kept nowhere. What is wrong with the record is answered, not thrown.
 */
export async function takeReportForm(ctx: Context, form: URLSearchParams): Promise<FormTaken> {
  const reading = read(ctx, form)
  const checked = checkReportForm(reading)
  if ('errors' in checked) return { errors: checked.errors, candidates: [] }
  try {
    const token = form.get('token')?.trim() ?? ''
    const actor = token === '' ? ctx.actor : authenticate(ctx.settings, `Bearer ${token}`)
    const idempotencyKey = form.get('idempotencyKey') ?? undefined
    const input = {
      incident: checked.incident,
      allowDuplicate: form.has('allowDuplicate'),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    }
    return { created: await createIncident({ ...ctx, actor }, input) }
  } catch (error) {
    return refusal(error, reading)
  }
}

/** What a refusal means on the form; a fault that is none of the writer's is thrown on. */
function refusal(error: unknown, reading: ReportFormReading): FormRefused {
  const whole = (fault: FormError['fault'], field = ''): FormRefused => ({ errors: [{ field, fault, params: {} }], candidates: [] })
  if (error instanceof StoreUnavailable) return whole('notSaved')
  if (!(error instanceof ServiceError)) throw error
  if (error.problem === 'unauthorised') return whole('token', 'token')
  if (error.problem === 'likely-duplicate') return { errors: [], candidates: error.more.candidates ?? [] }
  if (error.problem === 'conflict') return whole('sentBefore')
  const told = (error.more.errors ?? [{ path: '', message: error.message }]).map((problem) => recordError(problem, reading))
  return { errors: inPageOrder(told), candidates: [] }
}

/** What only the ledger can tell (a date in the future, a region under another name), at the field it concerns. */
function recordError({ path, message }: FieldError, reading: ReportFormReading): FormError {
  const field = reading.fieldOf(path)
  if (/(^start|asOf)\.time$/.test(path)) return { field, fault: 'future', params: {} }
  if (/\.regions$/.test(path)) return { field, fault: 'regionTwice', params: {} }
  return { field, fault: 'other', params: { message } }
}
