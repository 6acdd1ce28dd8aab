import type { ReactNode } from 'react'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { AttemptStatus, Delivery } from '@/lib/schema/webhook'
import { formatInstant } from '@/lib/time/format'
import styles from './webhooks.module.css'

/** How an attempt ended, in words: the status of the answer as it is, and why there was none. */
export function statusWords(status: AttemptStatus, locale: Locale): string {
  const t = translator(locale, 'webhooks')
  if (typeof status !== 'number') return t(`status.${status}`)
  return status >= 300 && status < 400 ? t('status.redirect', { code: String(status) }) : String(status)
}

interface Props {
  letters: readonly Delivery[]
  locale: Locale
  zone: string
  title?: string
  children?: ReactNode
}

/** What was sent or could not be: which change, of what, how often and with which answer. */
export function LetterTable({ letters, locale, zone, title, children }: Props) {
  const t = translator(locale, 'webhooks')
  return (
    <section className={styles.letters}>
      {title !== undefined && <h4>{title}</h4>}
      {children}
      <table>
        <thead>
          <tr>
            {(['sequence', 'change', 'attempts', 'status', 'at'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {letters.map(({ event, sequence, kind, incident, report, attempts, status, at }) => (
            <tr key={event}>
              <td>{sequence}</td>
              <th scope="row">
                {t(`change.${kind}`)}{' '}
                <a href={report === null ? `/${locale}/incidents/${incident}` : `/${locale}/reports/${report}`}>
                  {t(report === null ? 'ofIncident' : 'ofReport')}
                </a>
              </th>
              <td data-name={t('column.attempts')}>{attempts}</td>
              <td data-name={t('column.status')}>{statusWords(status, locale)}</td>
              <td data-name={t('column.at')}>{formatInstant(at, { locale, zone, form: 'long' })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
