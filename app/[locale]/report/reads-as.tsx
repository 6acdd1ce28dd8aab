'use client'

import { useLocale, useTranslations } from 'use-intl'
import { readQuantity } from '@/lib/form/quantity'
import { type FigureValues, isHappening } from '@/lib/form/report-form-values'
import { saidQuantity } from '@/lib/i18n/said-quantity'
import { services, units } from '@/lib/schema/vocabulary'
import type { FormRegions } from './region-labels'
import { regionNames } from './region-labels'
import styles from './report.module.css'

/** How a figure is understood, in words, by the same reading that takes it in; nothing while its number is not understood. */
export function ReadsAs({ figure, regions }: { figure: FigureValues; regions: FormRegions }) {
  const t = useTranslations('form')
  const tWords = useTranslations('words')
  const locale = useLocale()
  const reading = readQuantity(figure.quantity)
  const service = services.find((known) => known === figure.service)
  const unit = units.find((known) => known === figure.unit)
  if (reading.kind !== 'said') return null
  const count = saidQuantity(reading, locale)
  const parts = [
    [count, unit && tWords(`unitPlural.${unit}`)].filter(Boolean).join('\u00a0'),
    service && tWords(`service.${service}`).toLowerCase(),
    isHappening(figure.what) && t(`what.${figure.what}`).toLowerCase(),
    [figure.place.trim(), ...regionNames(figure.region, regions, locale)].filter((name) => name !== '').join(', '),
  ]
  return <p className={styles.reads}>{t.rich('readsAs', { text: parts.filter(Boolean).join(' · '), b: (chunks) => <b>{chunks}</b> })}</p>
}
