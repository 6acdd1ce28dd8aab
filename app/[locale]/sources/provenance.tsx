import type { ReactNode } from 'react'
import { formatCount } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import type { Sources } from '@/lib/service/get-sources'
import { formatInstant } from '@/lib/time/format'
import type { Reading } from '../_overview/reading'
import { Block } from './block'
import type { Read } from './read'
import styles from './sources.module.css'

type Intake = Sources['intakes'][number]

/** Kinds of trouble told of one file; the numbers count all of them. */
const mostGroups = 20

function IntakeLine({ intake: { time, rows, name, finished, quarantined }, reading }: { intake: Intake; reading: Reading }) {
  const { locale, zone } = reading
  const t = translator(locale, 'sources')
  const told = { time: formatInstant(time, { locale, zone, form: 'long' }), rows, file: name ?? t('intakeNameless') }
  if (quarantined === null) return <li>{t('intakeCopied', told)}</li>
  const aside = quarantined.reduce((sum, group) => sum + group.rows, 0)
  return (
    <li>
      {t(finished ? 'intake' : 'intakeSoFar', { ...told, quarantined: aside })}
      {quarantined.length > 0 && (
        <ul>
          {quarantined.slice(0, mostGroups).map(({ field, reason, rows: lines, first }) => (
            <li key={`${field} ${reason}`}>{t('setAside', { first: String(first), more: lines - 1, field, reason })}</li>
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
          <IntakeLine intake={intake} key={intake.sha256} reading={reading} />
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

function countsText(
  { population, estimate, customers }: Read['counts'],
  said: (named: { population: string; estimate: string }) => string,
) {
  const homes = population && estimate ? said({ population: population.source, estimate: estimate.source }) : null
  return [customers?.source, homes].filter(Boolean).join(' ')
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
    [t('origin.population'), countsText(counts, (named) => t('origin.populationText', named))],
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
