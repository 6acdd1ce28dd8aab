'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { FormError } from '@/lib/form/report-form'
import { type ReportField, type ReportFormValues, sourceLanguages } from '@/lib/form/report-form-values'
import type { TierSuggestion } from '@/lib/schema/report-look'
import { kinds, tiers } from '@/lib/schema/vocabulary'
import { described, Field, Segments, Select, TextField, TimeFields } from './field'
import styles from './report.module.css'
import { TierHint } from './tier-hint'

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

/** What most reports leave empty: closed, unless something is in it or wrong with it. */
function More({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details className={styles.more} open={open || undefined}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}

/** What happened: title, kind, start and, where it is over, end. */
export function EventFields(props: Props) {
  const t = useTranslations('form')
  const tWords = useTranslations('words')
  const field = useField(props)
  return (
    <Part note={t('eventHint')} title={t('event')}>
      <TextField {...field('title')} hint={t('hint.title')} />
      <Segments {...field('kind')} choices={kinds.map((value) => ({ value, label: tWords(`kind.${value}`) }))} />
      <TimeFields errorOf={props.errorOf} name="start" values={props.values} />
      <More
        open={props.values.endDate !== '' || ['endDate', 'endTime', 'endPrecision'].some((name) => props.errorOf(name) !== undefined)}
        title={t('ended')}
      >
        <TimeFields errorOf={props.errorOf} name="end" values={props.values} />
      </More>
    </Part>
  )
}

/** Who said it: link, publisher, who is quoted, tier and when it was published. */
export function SourceFields({ suggestion, chosenTier, ...props }: Props & { suggestion: TierSuggestion | null; chosenTier: string }) {
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
      <TierHint chosen={chosenTier} suggestion={suggestion} />
      <div className={styles.two}>
        <TextField {...field('publishedDate')} type="date" />
        <TextField {...field('publishedTime')} type="time" />
      </div>
      <div className={styles.two}>
        <Select
          {...field('lang')}
          choices={sourceLanguages.map((value) => ({ value, label: t(`language.${value}`) }))}
          empty={t('language.unsaid')}
        />
        <TextField {...field('archiveUrl')} hint={t('hint.archiveUrl')} placeholder="https://" type="url" />
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

/** How the editors may ask back: not part of the record. */
export function ContactField({ values, errorOf }: Props) {
  const t = useTranslations('form')
  const field = useField({ values, errorOf })
  return (
    <More open={values.contact !== '' || errorOf('contact') !== undefined} title={t('askBack')}>
      <TextField {...field('contact')} hint={t('hint.contact')} />
    </More>
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
