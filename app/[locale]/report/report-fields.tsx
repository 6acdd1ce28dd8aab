'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { FormError } from '@/lib/form/report-form'
import type { ReportField, ReportFormValues } from '@/lib/form/report-form-values'
import { kinds, tiers } from '@/lib/schema/vocabulary'
import { described, Field, Segments, TextField, TimeFields } from './field'
import styles from './report.module.css'

interface Props {
  values: ReportFormValues
  errorOf: (field: string) => FormError | undefined
}

/** The attributes of one of the report's own fields. */
function useField({ values, errorOf }: Props) {
  const t = useTranslations('form')
  return (name: ReportField) => ({ name, label: t(`label.${name}`), value: values[name], error: errorOf(name) })
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <fieldset className={styles.part}>
      <legend>
        {title} {note && <small>{note}</small>}
      </legend>
      {children}
    </fieldset>
  )
}

/** What happened: title, kind and start. */
export function EventFields(props: Props) {
  const t = useTranslations('form')
  const tWords = useTranslations('words')
  const field = useField(props)
  return (
    <Part note={t('eventHint')} title={t('event')}>
      <TextField {...field('title')} hint={t('hint.title')} />
      <Segments {...field('kind')} choices={kinds.map((value) => ({ value, label: tWords(`kind.${value}`) }))} />
      <TimeFields errorOf={props.errorOf} name="start" values={props.values} />
    </Part>
  )
}

/** Who said it: link, publisher, who is quoted, tier and when it was published. */
export function SourceFields(props: Props) {
  const t = useTranslations('form')
  const field = useField(props)
  return (
    <Part note={t('sourceHint')} title={t('source')}>
      <TextField {...field('sourceUrl')} placeholder="https://" type="url" />
      <div className={styles.two}>
        <TextField {...field('publisher')} />
        <TextField {...field('statedBy')} hint={t('hint.statedBy')} />
      </div>
      <Segments
        {...field('tier')}
        choices={tiers.map((tier) => ({ value: String(tier), label: `${tier}\u2002${t(`tier.t${tier}`)}` }))}
        stacked
      />
      <div className={styles.two}>
        <TextField {...field('publishedDate')} type="date" />
        <TextField {...field('publishedTime')} type="time" />
      </div>
    </Part>
  )
}

/** The moment the figures speak of. */
export function HeldFields({ values, errorOf }: Props) {
  const t = useTranslations('form')
  return (
    <Part title={t('when')}>
      <TimeFields errorOf={errorOf} name="held" values={values} />
    </Part>
  )
}

/** The editor's key: sent once, never kept, and empty again whenever the form is drawn without script. */
export function TokenField({ error }: { error: FormError | undefined }) {
  const t = useTranslations('form')
  const field = { name: 'token', label: t('label.token'), hint: t('hint.token'), error }
  return (
    <details className={styles.editors} open={error !== undefined || undefined}>
      <summary>{t('editors')}</summary>
      <Field {...field}>
        <input autoComplete="off" className={styles.control} id="token" name="token" type="password" {...described(field)} />
      </Field>
    </details>
  )
}
