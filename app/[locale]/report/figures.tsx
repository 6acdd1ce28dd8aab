'use client'

import { useTranslations } from 'use-intl'
import type { FormError } from '@/lib/form/report-form'
import type { FigureValues } from '@/lib/form/report-form-values'
import { Figure } from './figure'
import type { FormRegions } from './region-labels'
import styles from './report.module.css'

interface Props {
  /** What the fields are drawn with. */
  values: readonly FigureValues[]
  /** What is in them now. */
  now: readonly FigureValues[]
  errorOf: (field: string) => FormError | undefined
  regions: FormRegions
}

/** The figures of a report, and the button that adds one. */
export function Figures({ values, now, errorOf, regions }: Props) {
  const t = useTranslations('form')
  return (
    <fieldset className={styles.part}>
      <legend>
        {t('figures')} <small>{t('figureCount', { count: values.length })}</small>
      </legend>
      {values.map((figure, i) => (
        <Figure
          errorOf={errorOf}
          index={i}
          // biome-ignore lint/suspicious/noArrayIndexKey: a figure is its place; adding or removing draws all of them anew.
          key={i}
          now={now[i] ?? figure}
          regions={regions}
          removable={values.length > 1}
          values={figure}
        />
      ))}
      <button className="button" formNoValidate id="add-figure" name="add" type="submit" value="1">
        {t('add')}
      </button>
    </fieldset>
  )
}
