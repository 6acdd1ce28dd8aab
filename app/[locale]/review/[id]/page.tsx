import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { NoSuchPage } from '@/app/_ui/no-such-page'
import { Notice } from '@/app/_ui/notice'
import head from '@/app/_ui/page-head.module.css'
import { messagesOf } from '@/lib/i18n/catalogue'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { WordsProvider } from '@/lib/i18n/provider'
import { translator } from '@/lib/i18n/translator'
import type { Tombstone } from '@/lib/schema/incident'
import type { QueueEntry, ReviewDecision, ReviewRecord } from '@/lib/schema/review'
import { takedownReasons } from '@/lib/schema/vocabulary'
import type { Context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { getReviewRecord } from '@/lib/service/get-review-record'
import { listQueue } from '@/lib/service/list-queue'
import { answerWithStatus } from '@/lib/service/page-request'
import { formatInstant, formatPrecise } from '@/lib/time/format'
import { type Reading, readingOf } from '../../_overview/reading'
import { Approvals } from '../approvals'
import { DecidedNotice } from '../decided-notice'
import { editorOfPage } from '../editor-of-page'
import { NotAnEditor } from '../not-an-editor'
import { Reasons } from '../reasons'
import styles from '../review.module.css'
import { ReviewKeys } from '../review-keys'
import { actorInWords } from '../writer-words'
import { ChangesTable } from './changes-table'
import { DecisionForm } from './decision-form'
import { MarkedText } from './marked-text'
import { RecordHistory } from './record-history'
import { ReportCard, reportChoices } from './report-card'
import { SimilarIncidents } from './similar-incidents'

interface Props {
  params: Promise<{ locale: string; id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!isLocale(locale)) return {}
  return { title: translator(locale, 'review')('recordTitle'), robots: { index: false, follow: false } }
}

/** The record, its tombstone, or null where there is none. */
async function find(ctx: Context, id: string): Promise<ReviewRecord | Tombstone | null> {
  try {
    return await getReviewRecord(ctx, id)
  } catch (error) {
    if (error instanceof ServiceError && error.problem === 'gone' && error.more.tombstone) return error.more.tombstone
    if (error instanceof ServiceError && error.problem === 'not-found') return null
    throw error
  }
}

/** One record beside what the public reads of the same, with everything an editor can decide about it. */
export default async function RecordPage({ params, searchParams }: Props) {
  const [{ locale, id }, query] = await Promise.all([params, searchParams])
  if (!isLocale(locale)) notFound()
  const ctx = await editorOfPage(locale, `/review/${id}`)
  if (ctx === null) return <NotAnEditor locale={locale} />
  const found = await find(ctx, id)
  if (found === null) {
    answerWithStatus(404)
    return <NoSuchPage locale={locale} />
  }
  if ('takenDownAt' in found) return <TakenDown locale={locale} query={query} tombstone={found} zone={ctx.territory.zone} />
  const reading = readingOf(ctx.territory, locale, { asOf: ctx.clock(), regions: ctx.territory.regions })
  const { data: queue } = await listQueue(ctx)
  const required = ctx.settings.reviewersRequired
  const waits = queue.find((entry) => entry.id === found.id)
  const targets = found.similar.map(({ id: target, title }) => ({ id: target, title }))
  const form = { id: found.id, lastSeq: found.lastSeq, since: waits?.recordedAt ?? null, zone: reading.zone }
  const isOpen = found.reviewState !== 'rejected' && found.reviewState !== 'retracted' && found.mergedInto === null
  const choices = wholeChoices(found)
  const t = translator(locale, 'review')
  return (
    <WordsProvider locale={locale} messages={messagesOf(locale, ['review'])}>
      <div className="wrap">
        <DecidedNotice locale={locale} query={query} />
        <Head
          describedBy={query.done === undefined ? undefined : 'decided'}
          queue={queue}
          reading={reading}
          record={found}
          required={required}
        />
        <ReviewKeys arrived={query.done !== undefined} key={`${query.done} ${query.was}`} page="record" />
        <div className={`grid ${styles.sides}`}>
          <section aria-labelledby="reports" className={styles.reports}>
            <h2 id="reports">{t('reports', { count: found.reports.length })}</h2>
            <ol>
              {inReadingOrder(found).map((report) => {
                const open = isOpen ? reportChoices(report) : []
                return (
                  <ReportCard
                    correctable={isOpen && open.length > 0 && report.supersededBy === null}
                    incident={found.id}
                    key={report.id}
                    reading={reading}
                    report={report}
                    required={required}
                    told={found.reasons}
                  >
                    {open.length > 0 && (
                      <details className={styles.alone} open={found.reviewState === 'published' && report.reviewState === 'in_review'}>
                        <summary>{t('decideReport')}</summary>
                        <DecisionForm {...form} choices={open} idempotencyKey={randomUUID()} report={report.id} targets={[]} />
                      </details>
                    )}
                  </ReportCard>
                )
              })}
            </ol>
          </section>
          <div className={styles.beside}>
            <ChangesTable reading={reading} record={found} />
            <SimilarIncidents reading={reading} similar={found.similar} />
            {choices.length > 0 && (
              <section aria-labelledby="decision" className={styles.part}>
                <h2 id="decision">{t('decisionTitle')}</h2>
                <DecisionForm {...form} choices={choices} idempotencyKey={randomUUID()} report={null} targets={targets} />
              </section>
            )}
          </div>
        </div>
        <RecordHistory entries={found.history} reading={reading} />
      </div>
    </WordsProvider>
  )
}

/** What can be decided about a record as it stands: what waits is published or rejected, what is public taken back. */
function wholeChoices({ reviewState, mergedInto }: ReviewRecord): ReviewDecision[] {
  if (mergedInto !== null) return []
  if (reviewState === 'published') return ['retract', 'takedown', 'merge']
  const waits = reviewState === 'in_review' || reviewState === 'draft'
  return waits ? ['publish', 'reject', 'takedown', 'merge'] : ['takedown']
}

/** What waits first, then what is public, then what was put away; each in the order in which it came. */
function inReadingOrder({ reports }: ReviewRecord): ReviewRecord['reports'] {
  const rank = ({ reviewState, supersededBy }: ReviewRecord['reports'][number]) =>
    supersededBy !== null ? 2 : reviewState === 'in_review' || reviewState === 'draft' ? 0 : reviewState === 'published' ? 1 : 2
  return [...reports].sort((a, b) => rank(a) - rank(b))
}

interface HeadProps {
  record: ReviewRecord
  queue: readonly QueueEntry[]
  reading: Reading
  required: number
  describedBy: string | undefined
}

function Head({ record, queue, reading, required, describedBy }: HeadProps) {
  const { locale, zone, asOf: now } = reading
  const t = translator(locale, 'review')
  const w = translator(locale, 'words')
  const { id, title, kind, start, reviewState, writer, recordedAt, publicAfter, mergedInto } = record
  const short = (time: string) => formatInstant(time, { locale, zone, form: 'short', year: true })
  const at = queue.findIndex((entry) => entry.id === id)
  const others = queue.filter((entry, i) => entry.id !== id || i === at)
  const place = others.findIndex((entry) => entry.id === id)
  const [before, after] = place === -1 ? [undefined, others[0]] : [others[place - 1], others[place + 1]]
  return (
    <div className={`${head.head} ${styles.head}`}>
      <nav aria-label={t('title')} className={styles.crumb}>
        <Link href={`/${locale}/review`} id="to-queue" prefetch={false}>
          {t('toQueue')}
        </Link>
        {place !== -1 && <span>{t('placeInQueue', { place: String(place + 1), of: String(others.length) })}</span>}
        {before && (
          <Link href={`/${locale}/review/${before.id}`} id="previous-queued" prefetch={false}>
            {t('previous')}
          </Link>
        )}
        {after && (
          <Link href={`/${locale}/review/${after.id}`} id="next-queued" prefetch={false}>
            {t('next')}
          </Link>
        )}
      </nav>
      <h1 aria-describedby={describedBy} id="review-heading" tabIndex={-1}>
        <MarkedText found={record.found} locale={locale} text={title} />
      </h1>
      <p className={styles.facts}>
        <span>
          <b>{t(`state.${reviewState}`)}</b>
        </span>
        <span>{w(`kind.${kind}`)}</span>
        <span>{t('began', { time: formatPrecise(start, { locale, zone, form: 'long' }) })}</span>
        <span>{t('sentBy', { who: actorInWords(writer, locale), time: short(recordedAt) })}</span>
        {publicAfter > now && <span>{t('heldUntil', { time: short(publicAfter) })}</span>}
        {record.isPublic && (
          <span>
            <a href={`/${locale}/incidents/${id}`}>{t('publicPage')}</a>
          </span>
        )}
        {mergedInto !== null && (
          <span>
            <a href={`/${locale}/review/${mergedInto}`}>{t('mergedInto')}</a>
          </span>
        )}
      </p>
      <p className={styles.number}>{t('number', { id })}</p>
      {record.reasons.length > 0 && <h2 className={styles.why}>{t('why')}</h2>}
      <Reasons locale={locale} reasons={record.reasons} />
      <Approvals approvals={record.approvals} locale={locale} required={record.reasons.length > 0 ? required : 0} zone={zone} />
    </div>
  )
}

/** What is left of a record that was taken down. */
function TakenDown({
  tombstone,
  locale,
  zone,
  query,
}: {
  tombstone: Tombstone
  locale: Locale
  zone: string
  query: Awaited<Props['searchParams']>
}) {
  const t = translator(locale, 'review')
  const reason = takedownReasons.find((known) => known === tombstone.reason) ?? 'other'
  const back = (
    <Link className="button" href={`/${locale}/review`}>
      {t('toQueue')}
    </Link>
  )
  return (
    <Notice actions={back} title={t('goneTitle')}>
      <DecidedNotice locale={locale} query={query} />
      <p>
        {t('goneText', { time: formatInstant(tombstone.takenDownAt, { locale, zone, form: 'long' }), reason: t(`takedown.${reason}`) })}
      </p>
    </Notice>
  )
}
