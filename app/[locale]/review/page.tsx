import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import head from '@/app/_ui/page-head.module.css'
import { messagesOf } from '@/lib/i18n/catalogue'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { WordsProvider } from '@/lib/i18n/provider'
import { translator } from '@/lib/i18n/translator'
import { Incident } from '@/lib/schema/incident'
import { listQueue } from '@/lib/service/list-queue'
import { readingOf } from '../_overview/reading'
import { DecidedNotice } from './decided-notice'
import { editorOfPage } from './editor-of-page'
import { NotAnEditor } from './not-an-editor'
import { QueueRow } from './queue-row'
import styles from './review.module.css'
import { ReviewKeys } from './review-keys'

interface Props {
  params: Promise<{ locale: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!isLocale(locale)) return {}
  return { title: translator(locale, 'review')('title'), robots: { index: false, follow: false } }
}

/** The number of a record in what was typed: the number itself, or an address that holds it; null for anything else. */
function numberIn(typed: unknown): string | null {
  const found = typeof typed === 'string' ? /[0-9A-HJKMNP-TV-Z]{26}/i.exec(typed)?.[0].toUpperCase() : undefined
  return Incident.shape.id.safeParse(found).data ?? null
}

/** What waits for an editor, the longest first. */
export default async function QueuePage({ params, searchParams }: Props) {
  const [{ locale }, query] = await Promise.all([params, searchParams])
  if (!isLocale(locale)) notFound()
  const ctx = await editorOfPage(locale, '/review')
  if (ctx === null) return <NotAnEditor locale={locale} />
  const sought = numberIn(query.find)
  if (sought !== null) redirect(`/${locale}/review/${sought}`)
  const { data, total } = await listQueue(ctx)
  const reading = readingOf(ctx.territory, locale, { asOf: ctx.clock(), regions: ctx.territory.regions })
  const t = translator(locale, 'review')
  return (
    <div className="wrap">
      <DecidedNotice locale={locale} query={query} />
      <div className={`${head.head} ${styles.head}`}>
        <h1 aria-describedby={query.done === undefined ? undefined : 'decided'} id="review-heading" tabIndex={-1}>
          {t('title')}
        </h1>
        <p className={head.lead}>{t('lead', { count: total })}</p>
        {total > data.length && <p className={head.lead}>{t('shownOf', { shown: String(data.length) })}</p>}
      </div>
      <WordsProvider locale={locale} messages={messagesOf(locale, ['review'])}>
        <ReviewKeys arrived={query.done !== undefined} page="queue" />
      </WordsProvider>
      {data.length === 0 && <p className={styles.empty}>{t('empty')}</p>}
      {data.length > 0 && (
        <ol className={styles.queue} id="queue">
          {data.map((entry) => (
            <QueueRow entry={entry} key={entry.report ?? entry.id} reading={reading} required={ctx.settings.reviewersRequired} />
          ))}
        </ol>
      )}
      <FindRecord locale={locale} missed={query.find !== undefined} />
    </div>
  )
}

/** Opens any record by its number, also one that is public or was decided before. */
function FindRecord({ locale, missed }: { locale: Locale; missed: boolean }) {
  const t = translator(locale, 'review')
  return (
    <form action={`/${locale}/review`} className={styles.find}>
      <label htmlFor="find">{t('find')}</label>
      <div>
        <input
          aria-describedby={missed ? 'find-missed find-hint' : 'find-hint'}
          aria-invalid={missed || undefined}
          autoComplete="off"
          className={styles.control}
          id="find"
          maxLength={300}
          name="find"
          required
          spellCheck={false}
        />
        <button className="button" type="submit">
          {t('open')}
        </button>
      </div>
      {missed && (
        <p className={styles.fault} id="find-missed">
          {t('findMissed')}
        </p>
      )}
      <p className={styles.hint} id="find-hint">
        {t('findHint')}
      </p>
    </form>
  )
}
