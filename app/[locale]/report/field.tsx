'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { FormError } from '@/lib/form/report-form'
import type { TimeName } from '@/lib/form/report-form-values'
import { useErrorText } from './error-text'
import styles from './report.module.css'

export interface FieldProps {
  /** The name it is sent by, and its id: a summary's link leads to it. */
  name: string
  label: string
  hint?: string | undefined
  error?: FormError | undefined
}

/** The attributes by which a control tells its hint and its error to those who do not see them. */
export function described({ name, hint, error }: FieldProps) {
  const ids = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ')
  return { ...(ids !== '' && { 'aria-describedby': ids }), ...(error && { 'aria-invalid': true as const }) }
}

/** The words under a control: first what is wrong, then how to fill it in. */
export function UnderField({ name, hint, error }: FieldProps) {
  const textOf = useErrorText()
  return (
    <>
      {error && (
        <p className={styles.message} id={`${name}-error`}>
          {textOf(error)}
        </p>
      )}
      {hint && (
        <p className={styles.hint} id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </>
  )
}

/** A label, a control and what is said about it. */
export function Field({ children, ...field }: FieldProps & { children: ReactNode }) {
  return (
    <div className={styles.field} data-bad={field.error ? '' : undefined}>
      <label className={styles.label} htmlFor={field.name}>
        {field.label}
      </label>
      {children}
      <UnderField {...field} />
    </div>
  )
}

type TextProps = FieldProps & {
  value: string
  type?: 'text' | 'url' | 'date' | 'time'
  placeholder?: string
  list?: string
  required?: boolean
}

/** One line of text. */
export function TextField({ value, type = 'text', placeholder, list, required, ...field }: TextProps) {
  return (
    <Field {...field}>
      <input
        autoComplete="off"
        className={styles.control}
        defaultValue={value}
        id={field.name}
        list={list}
        name={field.name}
        placeholder={placeholder}
        required={required}
        type={type}
        {...described(field)}
      />
    </Field>
  )
}

interface Choice {
  value: string
  label: string
}

/** A choice among a few, all in sight. */
export function Segments({
  choices,
  value,
  stacked = false,
  ...field
}: FieldProps & { choices: readonly Choice[]; value: string; stacked?: boolean }) {
  return (
    <fieldset className={styles.field} data-bad={field.error ? '' : undefined} {...described({ ...field, hint: undefined })}>
      <legend className={styles.label}>{field.label}</legend>
      <div className={stacked ? undefined : styles.segments}>
        {choices.map((choice, i) => (
          <label key={choice.value} className={stacked ? styles.line : undefined}>
            <input
              aria-invalid={field.error ? true : undefined}
              defaultChecked={choice.value === value}
              id={i === 0 ? field.name : undefined}
              name={field.name}
              type="radio"
              value={choice.value}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
      <UnderField {...field} />
    </fieldset>
  )
}

/** A choice among many. */
export function Select({ choices, value, empty, ...field }: FieldProps & { choices: readonly Choice[]; value: string; empty: string }) {
  return (
    <Field {...field}>
      <select className={styles.control} defaultValue={value} id={field.name} name={field.name} {...described(field)}>
        <option value="">{empty}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** A day, an hour and how exactly they are known. */
export function TimeFields({
  name,
  values,
  errorOf,
}: {
  name: TimeName
  values: Record<`${TimeName}${'Date' | 'Time' | 'Precision'}`, string>
  errorOf: (field: string) => FormError | undefined
}) {
  const t = useTranslations('form')
  const field = (part: 'Date' | 'Time' | 'Precision') => {
    const full = `${name}${part}` as const
    return { name: full, label: t(`label.${full}`), value: values[full], error: errorOf(full) }
  }
  return (
    <>
      <div className={styles.two}>
        <TextField {...field('Date')} type="date" />
        <TextField {...field('Time')} type="time" hint={t(`hint.${name}Time`)} />
      </div>
      <Segments
        {...field('Precision')}
        choices={(['minute', 'hour', 'day', 'month'] as const).map((value) => ({ value, label: t(`precision.${value}`) }))}
      />
    </>
  )
}
