import type { FormFault } from '@/lib/form/report-form'
import { readValues, writeValues } from '@/lib/form/report-form-values'
import { isLocale, type Locale, locales } from '@/lib/i18n/locale'
import type { Created } from '@/lib/service/create-incident'
import type { FormRefused } from '@/lib/service/take-report-form'

/** The language a form was written in. */
export function localeOf(form: URLSearchParams): Locale {
  const locale = form.get('locale') ?? ''
  return isLocale(locale) ? locale : locales[0]
}

/** Where a stored form leads: a public incident's own page, else the form's page with a word of thanks and the reasons for the wait. */
export function addressAfter(created: Created, locale: Locale, now: string): string {
  if (created.outcome === 'published' && created.incident.publicAfter <= now) return `/${locale}/incidents/${created.incident.id}?added=1`
  const query = new URLSearchParams({ sent: created.outcome === 'published' ? created.incident.id : created.answer.id })
  if (created.outcome === 'published') query.set('held', '1')
  else for (const reason of created.answer.reasons) query.append('reason', reason)
  return `/${locale}/report?${query}`
}

/** What only the sending could tell; the rest is found again by reading the values. */
export const lateFaults = ['token', 'sentBefore', 'notSaved', 'future', 'regionTwice'] as const satisfies FormFault[]

/**
 * The way back to a form that cannot be taken yet: the page again with every value in its address, so that nothing typed is lost
 * and no state is kept here. The editor's key and the marks of one sending are left out.
 */
export function addressBack(form: URLSearchParams, { errors, candidates }: FormRefused): string {
  const query = writeValues(readValues(form))
  query.set('again', '1')
  for (const late of lateFaults) if (errors.some(({ fault }) => fault === late)) query.append('fault', late)
  for (const { id } of candidates) query.append('candidate', id)
  return `/${localeOf(form)}/report?${query}`
}
