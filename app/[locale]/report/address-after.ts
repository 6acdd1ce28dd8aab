import type { FormFault } from '@/lib/form/report-form'
import { readValues, writeValues } from '@/lib/form/report-form-values'
import { isLocale, type Locale, locales } from '@/lib/i18n/locale'
import { ServiceError } from '@/lib/service/errors'
import type { FormRefused, FormTaken } from '@/lib/service/take-report-form'

/** The language a form was written in. */
export function localeOf(form: URLSearchParams): Locale {
  const locale = form.get('locale') ?? ''
  return isLocale(locale) ? locale : locales[0]
}

type Taken = Exclude<FormTaken, FormRefused>

const thanks = (locale: Locale, fields: Record<string, string>, reasons: readonly string[] = []) => {
  const query = new URLSearchParams(fields)
  for (const reason of reasons) query.append('reason', reason)
  return `/${locale}/report?${query}`
}

/** Where a stored form leads: a public incident's own page, else the form's page with a word of thanks and the reasons for the wait. */
export function addressAfter(taken: Taken, locale: Locale, now: string): string {
  if ('added' in taken) {
    const { added, incident } = taken
    if (added.outcome === 'in_review') return thanks(locale, { sent: added.answer.id }, added.answer.reasons)
    return `/${locale}/incidents/${incident}?added=1`
  }
  const { created } = taken
  if (created.outcome === 'in_review') return thanks(locale, { sent: created.answer.id }, created.answer.reasons)
  if (created.incident.publicAfter > now) return thanks(locale, { sent: created.incident.id, held: '1' })
  return `/${locale}/incidents/${created.incident.id}?added=1`
}

/** What only the sending could tell; the rest is found again by reading the values. */
export const lateFaults = [
  'token',
  'sentBefore',
  'notThere',
  'notSaved',
  'queueFull',
  'tooFast',
  'trap',
  'future',
  'endBeforeStart',
  'regionTwice',
] as const satisfies FormFault[]

/** Longer than a report of a dozen figures; what stands between us and the browser often takes no more than 16 KB of headers. */
const longestAddress = 12_000

/**
 * The way back to a form that cannot be taken yet: the page again with every value in its address, so that nothing typed is lost
 * and no state is kept here. The editor's key, the writer's contact and the marks of one sending are left out. Throws invalid-record where no address
 * can hold it: then what was sent stays with the sender, who is told what is wrong by field.
 */
export function addressBack(form: URLSearchParams, { errors, candidates }: FormRefused): string {
  const query = writeValues(readValues(form))
  query.delete('contact')
  query.set('again', '1')
  for (const late of lateFaults) if (errors.some(({ fault }) => fault === late)) query.append('fault', late)
  for (const { id } of candidates) query.append('candidate', id)
  const address = `/${localeOf(form)}/report?${query}`
  if (address.length <= longestAddress) return address
  throw new ServiceError('invalid-record', 'The form cannot be taken as it is.', {
    errors: errors.map(({ field, fault }) => ({ path: field, message: fault })),
  })
}
