'use client'

import { useLocale, useTranslations } from 'use-intl'
import { formatRange } from '@/lib/i18n/numbers'
import type { PreviewFigure, PreviewRow, ReportLook, ReportPreview } from '@/lib/schema/report-look'
import { formatInstant } from '@/lib/time/format'
import type { FormRegions } from './region-labels'
import styles from './report.module.css'
import { SimilarList } from './similar-list'

interface Props {
  look: ReportLook
  regions: FormRegions
  zone: string
}

const isSame = (a: PreviewFigure, b: PreviewFigure) =>
  a.low === b.low && a.best === b.best && a.high === b.high && a.standing === b.standing && a.unit === b.unit && a.state === b.state

/** A figure in words: its standing where there is no number. */
function useFigureWords(): (figure: PreviewFigure) => string {
  const tWords = useTranslations('words')
  const t = useTranslations('intake')
  const locale = useLocale()
  return (figure) => {
    const range = figure.standing === 'reported' ? formatRange(figure, locale) : null
    const standing = tWords(`standing.${figure.standing}`)
    if (range === null) return figure.standing === 'reported' ? `${standing}, ${t('noNumber')}` : standing
    return [range, figure.unit && tWords(`unitPlural.${figure.unit}`)].filter(Boolean).join('\u00a0')
  }
}

function Row({ row }: { row: PreviewRow }) {
  const t = useTranslations('intake')
  const tWords = useTranslations('words')
  const locale = useLocale()
  const inWords = useFigureWords()
  return (
    <li>
      <b>{`${row.name[locale]}, ${tWords(`service.${row.service}`).toLowerCase()}`}</b>
      {isSame(row.before, row.after) ? (
        <p>{`${inWords(row.before)}: ${t('unchanged')}`}</p>
      ) : (
        <dl>
          <div>
            <dt>{t('before')}</dt>
            <dd>{inWords(row.before)}</dd>
          </div>
          <div>
            <dt>{t('after')}</dt>
            <dd className={styles.after}>{inWords(row.after)}</dd>
          </div>
        </dl>
      )}
    </li>
  )
}

/** What the guard will do with the report: who reads it first and why, and until when it waits. */
function Guard({ preview: { reasons, found, heldUntil }, zone }: { preview: ReportPreview; zone: string }) {
  const t = useTranslations('intake')
  const tForm = useTranslations('form')
  const locale = useLocale()
  const told = reasons.map((reason) => {
    const words = [...new Set(found.filter((one) => one.reason === reason).map((one) => one.words))].join(', ')
    const why = tForm(`reason.${reason}`)
    return words === '' ? why : t('guardFound', { reason: why, words })
  })
  return (
    <section>
      <h2>{t('guardTitle')}</h2>
      {told.length > 0 && <p>{t('guardReview')}</p>}
      {told.length > 0 && (
        <ul className={styles.reasons}>
          {told.map((why) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
      {heldUntil !== null && <p>{t('guardHold', { time: formatInstant(heldUntil, { locale, zone, form: 'long' }) })}</p>}
      {told.length === 0 && heldUntil === null && <p>{t('guardNone')}</p>}
    </section>
  )
}

/** What the ledger tells of a report before it is sent: incidents it may belong to, what it would change, and what becomes of it first. */
export function LookPanel({ look: { similar, preview }, regions, zone }: Props) {
  const t = useTranslations('intake')
  const locale = useLocale()
  return (
    <>
      {similar.length > 0 && (
        <section className={styles.offered}>
          <h2>{t('similarTitle', { count: similar.length })}</h2>
          <SimilarList regions={regions} similar={similar} zone={zone} />
        </section>
      )}
      <section>
        <h2>{t('lookTitle')}</h2>
        {preview === null ? (
          <p>{t('lookWaiting')}</p>
        ) : (
          <>
            {preview.rows.length > 0 ? (
              <>
                <p>{t('lookAt', { time: formatInstant(preview.asOf, { locale, zone, form: 'long' }) })}</p>
                <ul className={styles.changes}>
                  {preview.rows.map((row) => (
                    <Row key={`${row.region} ${row.service}`} row={row} />
                  ))}
                </ul>
              </>
            ) : (
              <p>{t('noRows')}</p>
            )}
            {preview.nationWide && <p>{t('nationWide')}</p>}
          </>
        )}
      </section>
      {preview !== null && <Guard preview={preview} zone={zone} />}
    </>
  )
}
