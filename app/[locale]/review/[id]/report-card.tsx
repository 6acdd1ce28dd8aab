import type { ReactNode } from 'react'
import { TierMark } from '@/app/_ui/tier-mark'
import { translator } from '@/lib/i18n/translator'
import type { ReviewDecision, ReviewReport } from '@/lib/schema/review'
import { formatInstant, formatPrecise, formatSaid } from '@/lib/time/format'
import type { Reading } from '../../_overview/reading'
import { inWords } from '../../incidents/[id]/in-words'
import { quotesOf } from '../../incidents/[id]/statements'
import { Approvals } from '../approvals'
import { Reasons } from '../reasons'
import styles from '../review.module.css'
import { actorInWords } from '../writer-words'
import { MarkedText } from './marked-text'

interface Props {
  incident: string
  report: ReviewReport
  reading: Reading
  required: number
  /** Reasons that are told of the whole record already. */
  told: ReviewReport['reasons']
  /** Whether it can be corrected still. */
  correctable: boolean
  children?: ReactNode
}

/** What can be decided about one report as it stands. */
export const reportChoices = ({ reviewState, supersededBy }: ReviewReport): ReviewDecision[] => {
  if (reviewState === 'published') return ['retract']
  return reviewState === 'in_review' || reviewState === 'draft' ? [...(supersededBy === null ? (['publish'] as const) : []), 'reject'] : []
}

/** One report as an editor reads it: its state, what it says, in which words, by whom and where, and what the guard asks about. */
export function ReportCard({ incident, report, reading, required, told, correctable, children }: Props) {
  const { locale, zone } = reading
  const t = translator(locale, 'review')
  const w = translator(locale, 'words')
  const { source, asOf, found, publishedAt, supersedes, supersededBy } = report
  const marked = (text: string) => <MarkedText found={found} locale={locale} text={text} />
  const addresses = [source.url, source.archiveUrl].filter((address) => address !== null)
  return (
    <li className={styles.report} data-state={report.reviewState} id={report.id}>
      <p className={styles.state}>
        <b>{t(`state.${report.reviewState}`)}</b>
        {report.isPublic && <span> · {t('publicNow')}</span>}
        <span>
          {' '}
          ·{' '}
          {t('sentBy', {
            who: actorInWords(report.writer, locale),
            time: formatInstant(report.recordedAt, { locale, zone, form: 'short' }),
          })}
        </span>
      </p>
      {report.contact !== null && (
        <p className={styles.hint}>
          {t('contact')}: <b>{report.contact}</b>. {t('contactKept')}
        </p>
      )}
      <Reasons locale={locale} reasons={report.reasons.filter((reason) => !told.includes(reason))} />
      <Approvals approvals={report.approvals} locale={locale} required={report.reasons.length > 0 ? required : 0} zone={zone} />
      <ul className={styles.says}>
        {report.observations.map((observation) => (
          <li key={observation.id}>
            <b>{w(`service.${observation.service}`)}</b> {marked(inWords(observation, reading))}
          </li>
        ))}
      </ul>
      {quotesOf(report).map((quote) => (
        <blockquote key={quote} lang={source.lang ?? undefined}>
          {marked(quote)}
        </blockquote>
      ))}
      <div className={styles.sourceOf}>
        <TierMark locale={locale} tier={source.tier} />
        <div>
          <p>
            {source.publisher}
            {source.statedBy !== null && source.statedBy !== source.publisher && <>: {marked(source.statedBy)}</>}
            {publishedAt !== null &&
              `, ${t('publishedOn', { time: formatSaid(publishedAt, { locale, zone, form: 'short', year: true }) })}`}
          </p>
          <p>
            {t('holdsOn', { time: formatPrecise(asOf, { locale, zone, form: 'long' }) })}, {w(`precision.${asOf.precision}`)}
          </p>
          {addresses.map((address) => (
            <p className={styles.address} key={address}>
              <a href={address} rel="noopener noreferrer nofollow external" target="_blank">
                {marked(address)}
              </a>
            </p>
          ))}
        </div>
      </div>
      {supersedes !== null && (
        <p className={styles.hint}>
          <a href={`#${supersedes}`}>{t('corrects')}</a>
        </p>
      )}
      {supersededBy !== null && (
        <p className={styles.hint}>
          <a href={`#${supersededBy}`}>{t('corrected')}</a>
        </p>
      )}
      {correctable && (
        <p>
          <a className="button button-quiet" href={`/${locale}/review/${incident}/correct/${report.id}`}>
            {t('correct')}
          </a>
        </p>
      )}
      {children}
    </li>
  )
}
