'use client'

import { useTranslations } from 'use-intl'
import type { FormError } from '@/lib/form/report-form'
import { type FigureField, type FigureValues, type Happening, happenings } from '@/lib/form/report-form-values'
import { services, units } from '@/lib/schema/vocabulary'
import { described, Field, Segments, Select, TextField } from './field'
import { ReadsAs } from './reads-as'
import { RegionChoice } from './region-choice'
import type { FormRegions } from './region-labels'
import styles from './report.module.css'

const offered = Object.keys(happenings).filter((name): name is Happening => Object.hasOwn(happenings, name))

interface Props {
  index: number
  /** As the form was drawn. */
  values: FigureValues
  /** As typed by now: what the line under the number reads. */
  now: FigureValues
  regions: FormRegions
  removable: boolean
  errorOf: (field: string) => FormError | undefined
}

/** One figure of a report: which service, what happened, how many, where, and the words that say so. */
export function Figure({ index, values, now, regions, removable, errorOf }: Props) {
  const t = useTranslations('form')
  const tWords = useTranslations('words')
  const field = (name: FigureField) => {
    const full = `o${index}.${name}`
    return { name: full, label: t(`label.${name}`), value: values[name], error: errorOf(full) }
  }
  const words = { ...field('words'), hint: t(index === 0 ? 'hint.wordsFirst' : 'hint.words') }
  return (
    <fieldset className={styles.figure} aria-labelledby={`figure-${index}`}>
      <div className={styles.figureHead}>
        <h3 id={`figure-${index}`}>{t('figure', { number: String(index + 1) })}</h3>
        {removable && (
          <button aria-label={t('removeFigure', { number: String(index + 1) })} formNoValidate name="remove" type="submit" value={index}>
            {t('remove')}
          </button>
        )}
      </div>
      <Segments {...field('service')} choices={services.map((value) => ({ value, label: tWords(`service.${value}`) }))} />
      <Segments {...field('what')} choices={offered.map((value) => ({ value, label: t(`what.${value}`) }))} />
      <div className={styles.two}>
        <TextField {...field('quantity')} hint={t('hint.quantity')} />
        <Select
          {...field('unit')}
          choices={units.map((value) => ({ value, label: tWords(`unitPlural.${value}`) }))}
          empty={t('noUnit')}
          hint={t('hint.unit')}
        />
      </div>
      <div aria-live="polite">
        <ReadsAs figure={now} regions={regions} />
      </div>
      <div className={styles.two}>
        <TextField {...field('region')} hint={t('hint.region')} list="regions" />
        <TextField {...field('place')} hint={t('hint.place')} placeholder={t('wholeRegion')} />
      </div>
      <RegionChoice index={index} regions={regions} value={now.region} />
      <Field {...words}>
        <textarea
          className={`${styles.control} ${styles.quote}`}
          defaultValue={words.value}
          id={words.name}
          name={words.name}
          rows={3}
          {...described(words)}
        />
      </Field>
    </fieldset>
  )
}
