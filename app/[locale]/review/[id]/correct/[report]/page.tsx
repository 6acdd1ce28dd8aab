import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { NoSuchPage } from '@/app/_ui/no-such-page'
import head from '@/app/_ui/page-head.module.css'
import { messagesOf } from '@/lib/i18n/catalogue'
import { isLocale } from '@/lib/i18n/locale'
import { WordsProvider } from '@/lib/i18n/provider'
import { translator } from '@/lib/i18n/translator'
import { ServiceError } from '@/lib/service/errors'
import { answerWithStatus } from '@/lib/service/page-request'
import { getCorrectable } from '@/lib/service/take-correction'
import { quotesOf } from '../../../../incidents/[id]/statements'
import { offeredRegions } from '../../../../report/offered-regions'
import { editorOfPage } from '../../../editor-of-page'
import { NotAnEditor } from '../../../not-an-editor'
import styles from '../../../review.module.css'
import { CorrectionForm } from './correction-form'

interface Props {
  params: Promise<{ locale: string; id: string; report: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!isLocale(locale)) return {}
  return { title: translator(locale, 'review')('correct'), robots: { index: false, follow: false } }
}

/** A report in the fields of the form, to be sent again as it should have been; beside it the words it stands on. */
export default async function CorrectPage({ params }: Props) {
  const { locale, id, report } = await params
  if (!isLocale(locale)) notFound()
  const ctx = await editorOfPage(locale, `/review/${id}/correct/${report}`)
  if (ctx === null) return <NotAnEditor locale={locale} />
  const found = await getCorrectable(ctx, id, report, locale).catch((error: unknown) => {
    if (error instanceof ServiceError && (error.problem === 'not-found' || error.problem === 'gone')) return null
    throw error
  })
  if (found === null) {
    answerWithStatus(404)
    return <NoSuchPage locale={locale} />
  }
  const t = translator(locale, 'review')
  const { source } = found.report
  return (
    <div className="wrap">
      <div className={`${head.head} ${styles.head}`}>
        <p className={styles.crumb}>
          <Link href={`/${locale}/review/${id}`} prefetch={false}>
            {found.title}
          </Link>
        </p>
        <h1>{t('correct')}</h1>
        <p className={`${head.lead} ${styles.correctLead}`}>{t('correctLead')}</p>
      </div>
      <div className={`grid ${styles.sides}`}>
        <aside className={styles.beside}>
          <section aria-labelledby="was" className={styles.part}>
            <h2 id="was">{t('was')}</h2>
            {quotesOf(found.report).map((quote) => (
              <blockquote className={styles.was} key={quote} lang={source.lang ?? undefined}>
                {quote}
              </blockquote>
            ))}
            <p className={styles.address}>
              <a href={source.url} rel="noopener noreferrer nofollow external" target="_blank">
                {source.url}
              </a>
            </p>
            <p className={styles.hint}>{t('staysAsItWas')}</p>
          </section>
        </aside>
        <div className={styles.typed}>
          <WordsProvider locale={locale} messages={messagesOf(locale, ['form', 'intake', 'review', 'words'])}>
            <CorrectionForm
              idempotencyKey={randomUUID()}
              incident={id}
              lastSeq={found.lastSeq}
              regions={offeredRegions(ctx.territory.regions, found.values)}
              report={report}
              values={found.values}
              zone={ctx.territory.zone}
            />
          </WordsProvider>
        </div>
      </div>
    </div>
  )
}
