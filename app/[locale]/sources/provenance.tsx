import type { ReactNode } from 'react'
import { formatCount } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import type { Intake } from '@/lib/service/get-sources'
import { formatInstant } from '@/lib/time/format'
import type { Reading } from '../_overview/reading'
import { Block } from './block'
import type { Read } from './read'
import styles from './sources.module.css'

function IntakeLine({ intake: { time, rows, quarantined }, reading }: { intake: Intake; reading: Reading }) {
  const { locale, zone } = reading
  const t = translator(locale, 'sources')
  const at = formatInstant(time, { locale, zone, form: 'long' })
  if (quarantined === null) return <li>{t('intakeOther', { time: at, rows })}</li>
  return (
    <li>
      {t('intake', { time: at, rows, quarantined: quarantined.length })}
      {quarantined.length > 0 && (
        <ul>
          {quarantined.map(({ line, field, reason }) => (
            <li key={line}>{t('setAside', { line: String(line), field, reason })}</li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** The files that were taken in, and what of them could not be read. */
export function Intakes({ read: { sources, reading } }: { read: Read }) {
  const t = translator(reading.locale, 'sources')
  return (
    <Block dek={t('intakeDek')} id="quarantine" title={t('intakeTitle')}>
      <ul className={styles.list}>
        {sources.intakes.map((intake) => (
          <IntakeLine intake={intake} key={intake.time} reading={reading} />
        ))}
        {sources.intakes.length === 0 && <li>{t('intakeNone')}</li>}
      </ul>
    </Block>
  )
}

const classes = ['waiting', 'corrected', 'retracted', 'rejected', 'takenDown'] as const

/** How much is not shown, by class of reason and by nothing else. */
export function Withheld({ read: { sources, reading } }: { read: Read }) {
  const t = translator(reading.locale, 'sources')
  return (
    <Block dek={t('withheldDek')} id="withheld" title={t('withheldTitle')}>
      <dl className={styles.counts}>
        {classes.map((reason) => (
          <div key={reason}>
            <dt>{t(`withheld.${reason}`)}</dt>
            <dd>{formatCount(sources.withheld[reason], reading.locale)}</dd>
          </div>
        ))}
      </dl>
    </Block>
  )
}

/** Whose data this is and what may be done with it. */
export function Origin({ read: { counts, reading } }: { read: Read }) {
  const t = translator(reading.locale, 'sources')
  const osm = (words: ReactNode) => <a href="https://www.openstreetmap.org/copyright">{words}</a>
  const parts = [
    [t('origin.records'), t('origin.recordsText')],
    [t('origin.boundaries'), t.rich('origin.boundariesText', { osm })],
    [t('origin.context'), t('origin.contextText')],
    [t('origin.cities'), t('origin.citiesText')],
    [t('origin.population'), t('origin.populationText', { population: counts.population.source, estimate: counts.estimate.source })],
    [t('origin.codes'), t('origin.codesText')],
  ] as const
  return (
    <Block id="origin" title={t('originTitle')}>
      <dl className={styles.origin}>
        {parts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>
        <a href="/api/v1/observations?limit=1000&format=csv">{t('download')}</a>
      </p>
    </Block>
  )
}
