import { regionChoices } from '@/lib/form/region-names'
import { checkAddition } from '@/lib/form/report-form-errors'
import type { ReportFormValues } from '@/lib/form/report-form-values'
import { valuesOfReport, withWhatWas } from '@/lib/form/values-of-report'
import type { StoredReport } from '@/lib/schema/ledger'
import { type Added, addReport } from './add-report'
import type { Context } from './context'
import { ServiceError } from './errors'
import { requireEditor } from './require-editor'
import { type FormRefused, readForm, refusal } from './take-report-form'

/** A report to be corrected: as the form's fields, what it belongs to, and the last ledger row about that. */
export interface Correctable {
  title: string
  values: ReportFormValues
  report: StoredReport
  lastSeq: number
}

/**
 * A report as an editor corrects it, whether it still can be or not: who writes is not sent away. Throws unauthorised or forbidden for anyone
 * who is no editor, not-found, and gone.
 */
export async function getCorrectable(ctx: Context, incident: string, id: string, locale: 'en' | 'uk'): Promise<Correctable> {
  requireEditor(ctx)
  const of = await ctx.store.editorView().record(incident)
  if (of !== null && 'takenDownAt' in of) throw new ServiceError('gone', 'This record was taken down.', { tombstone: of })
  const found = of?.reports.find(({ report }) => report.id === id)
  if (!of || !found) throw new ServiceError('not-found', 'There is no such report.')
  const names = new Map(regionChoices(ctx.territory.regions).map(({ code, name }) => [code, name[locale]]))
  const values = valuesOfReport(found.report, ctx.territory.zone, (code) => names.get(code) ?? code)
  return { title: of.incident.title, values, report: found.report, lastSeq: of.history.at(-1)?.seq ?? 0 }
}

export interface Correction {
  incident: string
  report: string
  form: URLSearchParams
  seenSeq: number
  idempotencyKey?: string
}

/**
 * Takes an editor's correction of a report: a new one that supersedes it, while the old one stays in the history. What is wrong with it is
 * answered. Throws as `getCorrectable` does, not-found for a report that was corrected or put away already, and conflict where the record has
 * changed since `seenSeq`.
 */
export async function takeCorrection(ctx: Context, input: Correction): Promise<{ added: Added } | FormRefused> {
  const { incident, report, form, seenSeq, idempotencyKey } = input
  requireEditor(ctx)
  const reading = readForm(ctx, form)
  const checked = checkAddition(reading)
  if ('errors' in checked) return { errors: checked.errors, candidates: [] }
  const of = await ctx.store.editorView().record(incident)
  const was = of !== null && 'reports' in of ? of.reports.find((each) => each.report.id === report) : undefined
  const stands = ['draft', 'in_review', 'published'].includes(was?.report.reviewState ?? '') && was?.supersededBy === null
  if (was === undefined || !stands) throw new ServiceError('not-found', 'There is no such report to correct.')
  const corrected = { ...withWhatWas(checked.report, was.report), supersedes: report }
  try {
    const once = idempotencyKey === undefined ? {} : { idempotencyKey }
    return { added: await addReport(ctx, { incident, report: corrected, seenSeq, ...once }) }
  } catch (error) {
    if (error instanceof ServiceError && error.problem === 'invalid-record') return refusal(error, reading)
    throw error
  }
}
