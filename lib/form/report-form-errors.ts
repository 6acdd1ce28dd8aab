import { z } from 'zod'
import { NewIncident } from '@/lib/schema/incident'
import { NewReport } from '@/lib/schema/report'
import type { FormError, FormFault, ReportFormReading } from './report-form'
import { figureFields, figureName, reportFields } from './report-form-values'

/** The record the form holds, or everything that is still to be put right: one error a field, in the order of the page. */
export function checkReportForm(reading: ReportFormReading): { incident: NewIncident } | { errors: FormError[] } {
  const parsed = NewIncident.safeParse(reading.incident, { reportInput: true })
  if (parsed.success && reading.faults.length === 0) return { incident: parsed.data }
  const issues = parsed.success ? [] : parsed.error.issues.map((issue) => errorOf(issue, reading))
  return { errors: inPageOrder([...reading.faults, ...issues]) }
}

/** The fields that tell of the event: an incident that is there already has its own. */
const ofEvent = /^(title|kind|(start|end)(Date|Time|Precision))$/

/** The report that the form holds for an incident that is there already, or what is to be put right: its event's fields are not asked. */
export function checkAddition(reading: ReportFormReading): { report: NewReport } | { errors: FormError[] } {
  const parsed = z.object({ reports: z.tuple([NewReport]) }).safeParse(reading.incident, { reportInput: true })
  const faults = reading.faults.filter(({ field }) => !ofEvent.test(field))
  if (parsed.success && faults.length === 0) return { report: parsed.data.reports[0] }
  const issues = parsed.success ? [] : parsed.error.issues.map((issue) => errorOf(issue, reading))
  return { errors: inPageOrder([...faults, ...issues]) }
}

/** Errors in the order in which their fields stand on the page, the first of each field. */
export function inPageOrder(errors: readonly FormError[]): FormError[] {
  const first = new Map<string, FormError>()
  for (const error of errors) if (!first.has(error.field)) first.set(error.field, error)
  return [...first.values()].sort((a, b) => placeOf(a.field) - placeOf(b.field))
}

const pageOrder: readonly string[] = reportFields
const figureOrder: readonly string[] = figureFields

function placeOf(field: string): number {
  const [, row = '', name = ''] = figureName.exec(field) ?? []
  return row === '' ? pageOrder.indexOf(field) : 100 + Number(row) * 10 + figureOrder.indexOf(name)
}

/** Fields that are picked from a list. */
const chosen = /^(tier|kind|lang|(start|end|held)Precision)$|\.(service|what|unit)$/

/** A schema's issue in the words of the form. */
function errorOf(issue: z.core.$ZodIssue, reading: ReportFormReading): FormError {
  const field = reading.fieldOf(issue.path)
  const fault = (name: FormFault, params: FormError['params'] = {}): FormError => ({ field, fault: name, params })
  const empty = issue.input === undefined || issue.input === null || issue.input === ''
  if (issue.code === 'too_big') {
    const max = Number(issue.maximum)
    return issue.origin === 'string' ? fault('tooLong', { max }) : fault(issue.origin === 'array' ? 'tooMany' : 'tooLarge', { max })
  }
  if (issue.code === 'too_small')
    return empty ? fault('required') : fault(issue.origin === 'number' ? 'negative' : 'tooShort', { min: Number(issue.minimum) })
  if (issue.code === 'invalid_format' && chosen.test(field)) return fault('choose')
  if (issue.code === 'invalid_format')
    return empty
      ? fault('required')
      : fault(field === 'sourceUrl' || field === 'archiveUrl' ? 'webAddress' : 'other', { message: issue.message })
  if (issue.code === 'custom') return customFault(String(issue.path.at(-1)), fault, issue.message)
  if (issue.code === 'invalid_value' || issue.code === 'invalid_union')
    return fault(chosen.test(field) ? 'choose' : 'other', {
      message: issue.message,
    })
  return empty ? fault('required') : fault('other', { message: issue.message })
}

/** The rules that the schema tells with words of its own, by the field they end at. */
function customFault(key: string, fault: (name: FormFault, params?: FormError['params']) => FormError, message: string): FormError {
  if (key === 'unit') return fault(message.includes('megawatts') ? 'megawattsOnly' : 'unitNeeded')
  if (key === 'measure') return fault('megawattsOnly')
  if (key === 'value') return fault(message.includes('whole') ? 'wholeNumber' : 'percentOver')
  if (key === 'url' || key === 'archiveUrl') return fault('webAddress')
  if (key === 'regions') return fault('regionTwice')
  return fault('other', { message })
}
