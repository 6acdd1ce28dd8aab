'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { FormError } from '@/lib/form/report-form'
import { useErrorText, useFieldLabel } from './error-text'
import styles from './report.module.css'

/** What is to be put right, each a link to its field. Takes the focus whenever `attempt` changes, so that nobody misses it. */
export function ErrorSummary({ errors, attempt }: { errors: readonly FormError[]; attempt: number }) {
  const t = useTranslations('form')
  const textOf = useErrorText()
  const labelOf = useFieldLabel()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempt > 0) box.current?.focus()
  }, [attempt])
  if (errors.length === 0) return null
  return (
    <div className={styles.summary} ref={box} role="alert" tabIndex={-1} aria-labelledby="errors">
      <h2 id="errors">{t('summary', { count: errors.length })}</h2>
      <ul>
        {errors.map((error) => {
          const label = labelOf(error.field)
          return (
            <li key={error.field}>{label === null ? textOf(error) : <a href={`#${error.field}`}>{`${label}: ${textOf(error)}`}</a>}</li>
          )
        })}
      </ul>
    </div>
  )
}
