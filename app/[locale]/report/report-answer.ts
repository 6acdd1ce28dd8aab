import type { FormError } from '@/lib/form/report-form'
import type { ReportFormValues } from '@/lib/form/report-form-values'

/** What the form shows: first as it opens, then as each sending answers. The editor's key is never in it. */
export interface ReportAnswer {
  values: ReportFormValues
  errors: FormError[]
  /** Incidents that already hold a report from this address; empty when there is none. */
  candidates: { id: string; title: string }[]
  /** A new one for each rendering of the form: pressing twice stores once. */
  idempotencyKey: string
  /** Where a stored report leads; a form with script goes there itself, after clearing its draft. */
  to: string | null
}
