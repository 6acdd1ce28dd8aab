import type { Instant } from '@/lib/schema/time'

const fixedForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** The one form of an instant in the tables, `YYYY-MM-DDTHH:mm:ss.sssZ`, in which text order is time order. */
export function fixedInstant(text: Instant): Instant {
  return fixedForm.test(text) ? text : new Date(text).toISOString()
}

/** Whether an instant already has the tables' form. */
export function isFixedInstant(text: string): boolean {
  return fixedForm.test(text)
}
