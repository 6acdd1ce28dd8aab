import { type FormError, type ReportFormContext, readReportForm } from '@/lib/form/report-form'
import { checkAddition, checkReportForm, inPageOrder } from '@/lib/form/report-form-errors'
import { type ReportFormValues, writeValues } from '@/lib/form/report-form-values'

/** Everything the form's own check finds in some values. */
export function errorsIn(values: ReportFormValues, context: ReportFormContext): FormError[] {
  const checked = checkReportForm(readReportForm(writeValues(values), context))
  return 'errors' in checked ? checked.errors : []
}

/** What stands in the way of adding the report to an incident that is there already. */
export function errorsOfAddition(values: ReportFormValues, context: ReportFormContext): FormError[] {
  const checked = checkAddition(readReportForm(writeValues(values), context))
  return 'errors' in checked ? checked.errors : []
}

interface Sent {
  values: ReportFormValues
  errors: readonly FormError[]
}

/**
 * The errors to show while somebody types: of fields they have left or were told about, as the values are now; and what only the
 * ledger could tell, until the field it told of has changed.
 */
export function shownErrors(now: ReportFormValues, sent: Sent, left: ReadonlySet<string>, context: ReportFormContext): FormError[] {
  const told = new Set(sent.errors.map(({ field }) => field))
  const found = errorsIn(now, context).filter(({ field }) => left.has(field) || told.has(field))
  const ownChecks = errorsIn(sent.values, context)
  const before = writeValues(sent.values)
  const after = writeValues(now)
  const ledgers = sent.errors.filter(
    ({ field, fault }) => !ownChecks.some((own) => own.field === field && own.fault === fault) && before.get(field) === after.get(field),
  )
  return inPageOrder([...ledgers, ...found])
}
