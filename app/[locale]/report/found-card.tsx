'use client'

import { useLocale, useTranslations } from 'use-intl'
import type { Candidate } from '@/lib/finder/candidate'
import { figureOf } from '@/lib/finder/fill-form'
import { isHappening } from '@/lib/form/report-form-values'
import { saidQuantity } from '@/lib/i18n/said-quantity'
import { formatPrecise } from '@/lib/time/format'
import styles from './paste.module.css'

interface Props {
  candidate: Candidate
  index: number
  text: string
  zone: string
  nameOf: (code: string) => string
  /** With script each card has buttons of its own; without, a box to tick. */
  scripted: boolean
  onUse: () => void
  onDismiss: () => void
}

/** One thing that was found: its words, how it is understood, what is still to be said, and whether to take it. */
export function FoundCard({ candidate, index, text, zone, nameOf, scripted, onUse, onDismiss }: Props) {
  const t = useTranslations('paste')
  const tForm = useTranslations('form')
  const tWords = useTranslations('words')
  const locale = useLocale()
  const { found, open, asOf, start, end } = candidate
  const { service, unit = null, place, regions } = found
  const { what } = figureOf(candidate, text, nameOf)
  const { value = null, min = null, max = null, qualifier, quantityText = null } = found
  const count =
    unit === null ? null : `${saidQuantity({ value, min, max, qualifier, quantityText }, locale)}\u00a0${tWords(`unitPlural.${unit}`)}`
  const parts = [
    count,
    service === null ? null : tWords(`service.${service}`).toLowerCase(),
    isHappening(what) ? tForm(`what.${what}`).toLowerCase() : null,
    [place ?? '', ...regions.map(nameOf)].filter((name) => name !== '').join(', '),
    asOf === null ? null : t('asOf', { time: formatPrecise(asOf, { locale, zone, form: 'long' }) }),
  ].filter((part) => part !== null && part !== '')
  const phrase = text.slice(start, end)
  return (
    <li className={styles.card} id={`found-${index}`}>
      <q className={styles.phrase}>{phrase}</q>
      <p id={`reads-${index}`}>{parts.join(' · ')}</p>
      {open.length > 0 && <p className={styles.open}>{t('open', { what: open.map((field) => t(`openField.${field}`)).join(', ') })}</p>}
      {scripted ? (
        <p className={styles.actions}>
          <button
            aria-describedby={`reads-${index}`}
            aria-label={t('useThis', { phrase })}
            className="button"
            id={`use-${index}`}
            onClick={onUse}
            type="button"
          >
            {t('use')}
          </button>
          <button
            aria-describedby={`reads-${index}`}
            aria-label={t('dismissThis', { phrase })}
            className="button button-quiet"
            onClick={onDismiss}
            type="button"
          >
            {t('dismiss')}
          </button>
        </p>
      ) : (
        <label className={styles.tick}>
          <input aria-describedby={`reads-${index}`} aria-label={t('useThis', { phrase })} name="use" type="checkbox" value={index} />{' '}
          {t('use')}
        </label>
      )}
    </li>
  )
}
