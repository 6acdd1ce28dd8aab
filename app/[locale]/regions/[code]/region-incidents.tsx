import { translator } from '@/lib/i18n/translator'
import type { Incident } from '@/lib/schema/incident'
import { formatPrecise } from '@/lib/time/format'
import type { Reading } from '../../_overview/reading'
import styles from './region.module.css'

/** As many as are looked at; the rest is one press away. */
const shownAtOnce = 8

function Rows({ incidents, reading: { locale, zone } }: { incidents: readonly Incident[]; reading: Reading }) {
  const t = translator(locale, 'incident')
  const w = translator(locale, 'words')
  return (
    <ol className={styles.incidents}>
      {incidents.map(({ id, title, start, status, services }) => (
        <li key={id}>
          <span className="no-break">{formatPrecise(start, { locale, zone, form: 'short', year: true })}</span>
          <span>
            <a href={`/${locale}/incidents/${id}`}>{title}</a>
            <small>{services.map((service) => w(`service.${service}`).toLocaleLowerCase(locale)).join(', ')}</small>
          </span>
          <span className="second">{t(`status.${status}`)}</span>
        </li>
      ))}
    </ol>
  )
}

/** The incidents that name the region or a district of it, with how each stands at the moment shown. */
export function RegionIncidents({ incidents, total, reading }: { incidents: readonly Incident[]; total: number; reading: Reading }) {
  const r = translator(reading.locale, 'region')
  const earlier = incidents.slice(shownAtOnce)
  return (
    <>
      <h2 id="incidents-title">{r('incidentsTitle')}</h2>
      <p className="dek">{r('incidentsDek', { count: total })}</p>
      <Rows incidents={incidents.slice(0, shownAtOnce)} reading={reading} />
      {earlier.length > 0 && (
        <details className={styles.fold}>
          <summary>{r('earlierIncidents', { count: earlier.length })}</summary>
          <Rows incidents={earlier} reading={reading} />
        </details>
      )}
    </>
  )
}
