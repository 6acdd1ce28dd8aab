import { translator } from '@/lib/i18n/translator'
import type { SimilarIncident } from '@/lib/schema/report-look'
import { formatPrecise } from '@/lib/time/format'
import { type Reading, shortName } from '../../_overview/reading'
import styles from '../review.module.css'

/** Public incidents that a record may be a duplicate of, and why. */
export function SimilarIncidents({ similar, reading }: { similar: readonly SimilarIncident[]; reading: Reading }) {
  const { locale, zone } = reading
  const t = translator(locale, 'review')
  const w = translator(locale, 'words')
  if (similar.length === 0) return null
  return (
    <section aria-labelledby="similar" className={styles.part}>
      <h2 id="similar">{t('similar')}</h2>
      <p className="dek">{t('similarDek')}</p>
      <ul className={styles.similar}>
        {similar.map(({ id, title, start, sameAddress, shared }) => (
          <li key={id}>
            <a href={`/${locale}/incidents/${id}`}>{title}</a>
            <small>
              {[
                formatPrecise(start, { locale, zone, form: 'short', year: true }),
                ...(sameAddress ? [t('sameAddress')] : []),
                ...shared.map(({ region, service }) => `${w(`service.${service}`)}, ${shortName(region, reading)}`),
              ].join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
