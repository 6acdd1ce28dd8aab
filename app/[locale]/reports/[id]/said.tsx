import type { ReactNode } from 'react'
import { saidCount } from '@/lib/i18n/said-observation'
import { translator } from '@/lib/i18n/translator'
import type { ReportDetail } from '@/lib/schema/incident'
import type { Observation } from '@/lib/schema/observation'
import { placeName, type Reading, shortName } from '../../_overview/reading'
import { inWords } from '../../incidents/[id]/in-words'
import styles from './report-page.module.css'

/** Every observation of the report: in a sentence, then field by field. */
export function Said({ report, reading }: { report: ReportDetail; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'report')
  const w = translator(locale, 'words')
  return (
    <section aria-labelledby="says" className={styles.says}>
      <h2 id="says">{t('says')}</h2>
      <p className="dek">{t('saysDek')}</p>
      <ol>
        {report.observations.map((observation) => (
          <li id={observation.id} key={observation.id}>
            <h3>
              {w(`service.${observation.service}`)}: {inWords(observation, reading)}
            </h3>
            <Fields observation={observation} reading={reading} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Regions({ codes, reading }: { codes: readonly string[]; reading: Reading }) {
  return codes.map((code, at) => (
    <span key={code}>
      {at > 0 && ', '}
      {reading.regions.get(code)?.level === 1 ? (
        <a href={`/${reading.locale}/regions/${code}`}>{shortName(code, reading)}</a>
      ) : (
        shortName(code, reading)
      )}
    </span>
  ))
}

function Fields({ observation, reading }: { observation: Observation; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'report')
  const w = translator(locale, 'words')
  const { place, measure, qualifier, basis, state, control, note, quantityText } = observation
  const quantity = saidCount(observation, locale)
  const words = quantityText !== null && quantityText !== quantity ? t('quantityWords', { words: quantityText }) : null
  const fields: [string, ReactNode][] = [
    [t('fieldRegions'), <Regions codes={observation.regions} key="regions" reading={reading} />],
    [t('fieldPlace'), place && placeName(place, reading)],
    [t('fieldMeasure'), w(`measure.${measure}`)],
    [t('fieldQuantity'), quantity === null ? t('noCount') : [quantity, words, t(`qualifier.${qualifier}`)].filter(Boolean).join(', ')],
    [t('fieldBasis'), t(`basis.${basis}`)],
    [t('fieldState'), w(`state.${state}`)],
    [t('fieldControl'), t(`control.${control}`)],
    [t('fieldNote'), note],
  ]
  return (
    <dl className={styles.fields}>
      {fields
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
