'use client'

import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { Candidate } from '@/lib/finder/candidate'
import { longestArticle } from './article'
import { described } from './field'
import { FoundCard } from './found-card'
import { MarkedText } from './marked-text'
import styles from './paste.module.css'
import report from './report.module.css'
import type { ArticleState } from './use-article'

interface Props {
  article: ArticleState
  zone: string
  nameOf: (code: string) => string
  /** The day the source was published (`YYYY-MM-DD`), as far as the form says it. */
  published: string
  /** Puts a candidate into the form and the focus on `focus`; the number of its figure from 0. */
  fill: (candidate: Candidate, focus: string | null) => number
}

/** A place to paste a sentence or an article: its figures are found and offered one by one, none enters the form by itself. */
export function PasteArticle({ article, zone, nameOf, published, fill }: Props) {
  const t = useTranslations('paste')
  const { text, found, said, scripted } = article
  const status = useRef<HTMLParagraphElement>(null)
  const field = { name: 'article', label: t('label'), hint: t('hint') }
  const day = { name: 'articleDay', label: t('day'), hint: t('dayHint') }

  const words = () => {
    if (said.done === 'added') return t('added', { number: String(said.figure + 1), left: found?.length ?? 0 })
    if (said.done === 'failed') return t('failed')
    return found === null ? '' : t('found', { count: found.length })
  }
  /** The candidate that the work goes on with once this one is gone. */
  const next = (index: number) => (found !== null && found.length > 1 ? `use-${Math.min(index, found.length - 2)}` : null)

  function use(candidate: Candidate, index: number) {
    article.remove(index, fill(candidate, next(index)))
  }

  function dismiss(index: number) {
    article.remove(index, null)
    // The button is gone with its card: on with the next, or back to the sentence that says how many are left.
    const focus = next(index)
    requestAnimationFrame(() => (focus === null ? status.current : document.getElementById(focus))?.focus())
  }

  return (
    <fieldset className={`${report.part} ${styles.paste}`}>
      <legend>
        {t('title')} <small>{t('optional')}</small>
      </legend>
      <label className={report.label} htmlFor="article">
        {field.label}
      </label>
      <textarea
        className={report.control}
        defaultValue={text}
        id="article"
        maxLength={longestArticle}
        name="article"
        onChange={({ target }) => article.write(target.value)}
        rows={3}
        {...described(field)}
      />
      <p className={report.hint} id="article-hint">
        {field.hint}
      </p>
      <div className={styles.ask}>
        <div>
          <label className={report.label} htmlFor="articleDay">
            {day.label}
          </label>
          <input
            className={report.control}
            defaultValue={article.day || published}
            id="articleDay"
            name="articleDay"
            onChange={({ target }) => article.date(target.value)}
            type="date"
            {...described(day)}
          />
        </div>
        <button
          className="button"
          formNoValidate
          name="find"
          onClick={(event) => {
            event.preventDefault()
            void article.find(published)
          }}
          type="submit"
          value="1"
        >
          {t('find')}
        </button>
        <p className={report.hint} id="articleDay-hint">
          {day.hint}
        </p>
      </div>
      <p className={styles.status} ref={status} role="status" tabIndex={-1}>
        {words()}
      </p>
      {found !== null && found.length > 0 && (
        <>
          <MarkedText found={found} text={text} />
          <ol className={styles.cards}>
            {found.map((candidate, i) => (
              <FoundCard
                candidate={candidate}
                index={i}
                key={`${candidate.start}-${candidate.found.service}-${candidate.found.regions.join()}`}
                nameOf={nameOf}
                onDismiss={() => dismiss(i)}
                onUse={() => use(candidate, i)}
                scripted={scripted}
                text={text}
                zone={zone}
              />
            ))}
          </ol>
          {!scripted && (
            <button className="button" formNoValidate name="useFound" type="submit" value="1">
              {t('useTicked')}
            </button>
          )}
        </>
      )}
    </fieldset>
  )
}
