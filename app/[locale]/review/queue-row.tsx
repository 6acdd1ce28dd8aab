import { TierMark } from '@/app/_ui/tier-mark'
import { translator } from '@/lib/i18n/translator'
import type { QueueEntry } from '@/lib/schema/review'
import { formatAge, formatInstant } from '@/lib/time/format'
import { type Reading, shortName } from '../_overview/reading'
import { inWords } from '../incidents/[id]/in-words'
import { Approvals } from './approvals'
import { Reasons } from './reasons'
import styles from './review.module.css'
import { actorInWords } from './writer-words'

interface Props {
  entry: QueueEntry
  reading: Reading
  /** How many editors have to agree. */
  required: number
}

/** One thing that waits: since when and from whom, what it says, why it waits and who says so. */
export function QueueRow({ entry, reading, required }: Props) {
  const { locale, zone, asOf: now } = reading
  const t = translator(locale, 'review')
  const w = translator(locale, 'words')
  const { id, report, title, recordedAt, writer, figures, figureCount, publicAfter } = entry
  const hours = Math.max(0, Date.parse(now) - Date.parse(recordedAt)) / 3_600_000
  const more = figureCount - figures.length
  return (
    <li className={styles.row}>
      <p className={styles.age}>
        <b>{formatAge(hours, locale)}</b>
        <small>{formatInstant(recordedAt, { locale, zone, form: 'short' })}</small>
        <small>{actorInWords(writer, locale)}</small>
      </p>
      <div className={styles.what}>
        <h2>
          <a data-queued href={`/${locale}/review/${id}${report === null ? '' : `#${report}`}`}>
            {title}
          </a>
        </h2>
        <p className={styles.where}>
          {w(`kind.${entry.kind}`)} · {entry.regions.map((code) => shortName(code, reading)).join(', ')}
          {report !== null && ` · ${t('oneReport')}`}
        </p>
        <ul className={styles.says}>
          {figures.map((figure) => (
            <li key={figure.id}>
              <b>{w(`service.${figure.service}`)}</b> {inWords(figure, reading)}
            </li>
          ))}
          {more > 0 && <li>{t('moreFigures', { count: more })}</li>}
        </ul>
      </div>
      <Reasons locale={locale} reasons={entry.reasons} />
      <div className={styles.from}>
        <p>
          {entry.tiers.map((tier) => (
            <TierMark key={tier} locale={locale} tier={tier} />
          ))}{' '}
          {entry.publishers.join(', ')}
        </p>
        {publicAfter > now && <p>{t('heldUntil', { time: formatInstant(publicAfter, { locale, zone, form: 'short' }) })}</p>}
        <Approvals approvals={entry.approvals} locale={locale} required={required} zone={zone} />
      </div>
    </li>
  )
}
