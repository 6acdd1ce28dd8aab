'use client'

import { useEffect, useRef } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import styles from './report.module.css'

/** The incidents that hold this address already: open one, add the report to it, or send it as another event. Takes the focus when it appears. */
export function DuplicateNotice({ candidates, attempt }: { candidates: readonly { id: string; title: string }[]; attempt: number }) {
  const t = useTranslations('form')
  const tIntake = useTranslations('intake')
  const locale = useLocale()
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (attempt > 0) box.current?.focus()
  }, [attempt])
  if (candidates.length === 0) return null
  return (
    <section className={styles.duplicate} aria-labelledby="duplicate" ref={box} role="alert" tabIndex={-1}>
      <h2 id="duplicate">{t('duplicateTitle')}</h2>
      <p>{t('duplicateText')}</p>
      <ul>
        {candidates.map(({ id, title }) => (
          <li key={id}>
            <a href={`/${locale}/incidents/${id}`} rel="noreferrer" target="_blank">
              {title}
            </a>
            <button className="button" formNoValidate name="addTo" type="submit" value={id}>
              {tIntake('similarJoin')}
            </button>
          </li>
        ))}
      </ul>
      <button className="button" name="allowDuplicate" type="submit" value="true">
        {t('duplicateAnother')}
      </button>
    </section>
  )
}
