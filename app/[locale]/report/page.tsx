import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { messagesOf } from '@/lib/i18n/catalogue'
import { isLocale } from '@/lib/i18n/locale'
import { WordsProvider } from '@/lib/i18n/provider'
import { translator } from '@/lib/i18n/translator'
import { regionChoices } from '@/lib/ingest/region-names'
import { emptyReport } from '@/lib/ingest/report-form-values'
import { context } from '@/lib/service/context'
import { listRegions } from '@/lib/service/list-regions'
import styles from './report.module.css'
import { ReportForm } from './report-form'
import { SentNotice } from './sent-notice'

interface Props {
  params: Promise<{ locale: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!isLocale(locale)) return {}
  const t = translator(locale, 'form')
  return { title: t('title'), description: t('description') }
}

/** The report form, or the word of thanks after a report that is not public yet. */
export default async function ReportPage({ params, searchParams }: Props) {
  const [{ locale }, query] = await Promise.all([params, searchParams])
  if (!isLocale(locale)) notFound()
  await connection()
  if (typeof query.sent === 'string')
    return <SentNotice held={query.held === '1'} id={query.sent} locale={locale} reasons={[query.reason ?? []].flat()} />
  const ctx = await context()
  const regions = regionChoices((await listRegions(ctx)).data)
  const t = translator(locale, 'form')
  const opening = { values: emptyReport(), errors: [], candidates: [], idempotencyKey: randomUUID(), to: null }
  return (
    <div className="wrap">
      <div className={styles.intro}>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </div>
      <WordsProvider locale={locale} messages={messagesOf(locale, ['form', 'words'])}>
        <ReportForm holdHours={ctx.settings.holdHours.strike} opening={opening} regions={regions} zone={ctx.territory.zone} />
      </WordsProvider>
    </div>
  )
}
