import { regionChoices, regionFinder } from '@/lib/form/region-names'
import { type FormError, type ReportFormReading, readReportForm } from '@/lib/form/report-form'
import { checkAddition, checkReportForm, inPageOrder } from '@/lib/form/report-form-errors'
import type { FieldError } from '@/lib/schema/problem'
import { StoreUnavailable } from '@/lib/store/store'
import { type Added, addReport } from './add-report'
import { authenticate } from './authenticate'
import type { Context } from './context'
import { type Created, createIncident } from './create-incident'
import { ServiceError } from './errors'
import { oddityOf } from './form-pace'

/** What is to be put right, told at its fields, and incidents that hold the same address already; nothing was stored. */
export interface FormRefused {
  errors: FormError[]
  candidates: { id: string; title: string }[]
}
export type FormTaken = { created: Created } | { added: Added; incident: string } | FormRefused

/** A form read with the territory that the context has. */
export function readForm(ctx: Context, form: URLSearchParams): ReportFormReading {
  const { zone, regions } = ctx.territory
  return readReportForm(form, { zone, findRegion: regionFinder(regionChoices(regions)) })
}

/** What is to be put right in a form, by looking alone. */
export function checkReportFields(ctx: Context, form: URLSearchParams): FormError[] {
  const checked = checkReportForm(readForm(ctx, form))
  return 'errors' in checked ? checked.errors : []
}

/**
 * Takes in the report form as it was sent, by the verb of every other record: as an incident, or with `addTo` as one more report of the
 * incident of that id. The editor's key may come as the field `token`, since a form sends no header; it is used once and kept nowhere.
 * What is wrong with the record is answered, not thrown.
 */
export async function takeReportForm(ctx: Context, form: URLSearchParams): Promise<FormTaken> {
  const reading = readForm(ctx, form)
  const addTo = form.get('addTo')
  const checked = addTo === null ? checkReportForm(reading) : checkAddition(reading)
  if ('errors' in checked) return { errors: checked.errors, candidates: [] }
  try {
    const token = form.get('token')?.trim() ?? ''
    const actor = token === '' ? ctx.actor : await authenticate(ctx, { authorization: `Bearer ${token}` })
    const oddity = actor.key === null ? await oddityOf(ctx, form) : null
    if (oddity !== null) return { errors: [{ field: '', fault: oddity, params: {} }], candidates: [] }
    const idempotencyKey = form.get('idempotencyKey')
    const contact = reading.values.contact.trim()
    const once = { ...(idempotencyKey !== null && { idempotencyKey }), ...(contact !== '' && { contact }) }
    if ('report' in checked) {
      const added = await addReport({ ...ctx, actor }, { incident: addTo ?? '', report: checked.report, ...once })
      return { added, incident: addTo ?? '' }
    }
    const input = { incident: checked.incident, allowDuplicate: form.has('allowDuplicate'), ...once }
    return { created: await createIncident({ ...ctx, actor }, input) }
  } catch (error) {
    return refusal(error, reading)
  }
}

/** What a refusal means on the form; a fault that is none of the writer's is thrown on. */
export function refusal(error: unknown, reading: ReportFormReading): FormRefused {
  const whole = (fault: FormError['fault'], field = ''): FormRefused => ({ errors: [{ field, fault, params: {} }], candidates: [] })
  if (error instanceof StoreUnavailable) return whole('notSaved')
  if (!(error instanceof ServiceError)) throw error
  if (error.problem === 'unauthorised') return whole('token', 'token')
  if (error.problem === 'likely-duplicate') return { errors: [], candidates: error.more.candidates ?? [] }
  if (error.problem === 'not-found') return whole('notThere')
  if (error.problem === 'too-many-requests') return whole('queueFull')
  if (error.problem === 'conflict') return whole('sentBefore')
  const told = (error.more.errors ?? [{ path: '', message: error.message }]).map((problem) => recordError(problem, reading))
  return { errors: inPageOrder(told), candidates: [] }
}

/** What only the ledger can tell (a date in the future, a region under another name), at the field it concerns. */
function recordError({ path, message }: FieldError, reading: ReportFormReading): FormError {
  const field = reading.fieldOf(path)
  if (/(^start|asOf)\.time$|publishedAt$/.test(path)) return { field, fault: 'future', params: {} }
  if (path === 'end.time') return { field, fault: 'endBeforeStart', params: {} }
  if (/\.regions$/.test(path)) return { field, fault: 'regionTwice', params: {} }
  return { field, fault: 'other', params: { message } }
}
