import type { FormError } from '@/lib/form/report-form'
import type { ReportFormValues } from '@/lib/form/report-form-values'
import type { ReportLook } from '@/lib/schema/report-look'
import type { Article } from './article'

/** What the form shows: first as it opens, then as each sending answers. The editor's key is never in it. */
export interface ReportAnswer {
  values: ReportFormValues
  errors: FormError[]
  /** Incidents that already hold a report from this address; empty when there is none. */
  candidates: { id: string; title: string }[]
  /** What the ledger can tell of it before it is sent; null where it was not asked. */
  look: ReportLook | null
  article: Article
  /** A new one for each rendering of the form: pressing twice stores once. */
  idempotencyKey: string
  /** When the form was opened, signed; goes with every sending of it. */
  opened: string
  /** Where a stored report leads; a form with script goes there itself, after clearing its draft. */
  to: string | null
}
