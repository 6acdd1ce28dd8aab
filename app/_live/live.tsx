'use client'

import { useEffect, useRef, useState } from 'react'
import type { Locale } from '@/lib/i18n/locale'
import { formatClock, formatInstant } from '@/lib/time/format'
import { HoldView } from './hold-view'
import styles from './live.module.css'
import type { LiveWords } from './live-words'
import type { Link } from './pace'
import { useAgo } from './use-ago'
import { useChecks } from './use-checks'
import { type Drawn, type News, useFreshPage } from './use-fresh-page'
import { useKeptPage } from './use-kept-page'

interface Props {
  locale: Locale
  zone: string
  /** What the document was drawn from, and when in words, written once by the server. */
  drawn: Drawn & { words: string }
  words: LiveWords
}

/** What is said of the line to the server: nothing while it is fine, and once that it is again. */
function useTold(link: Link, said: Record<Link, string>): string {
  const [told, setTold] = useState('')
  const before = useRef(link)
  useEffect(() => {
    if (before.current === link) return
    before.current = link
    setTold(said[link])
  })
  return told
}

/** A moment as short as today allows: the clock alone, with the day where that was another one. */
function momentWords(at: string, { locale, zone }: Pick<Props, 'locale' | 'zone'>): string {
  const style = { locale, zone, form: 'short' } as const
  const day = (time: string) => formatInstant(time, style).slice(0, -5)
  return day(at) === day(new Date().toISOString()) ? formatClock(at, style) : formatInstant(at, style)
}

const newsWords = ({ entries, changed }: News, time: string, words: LiveWords) =>
  (entries === 0 ? words.back : changed ? words.newEntries : words.newElsewhere).replace('{n}', String(entries)).replace('{time}', time)

/**
 * The line under the masthead: of when the page is and whether it is live, a bar while it is not, and what came since. Without script it
 * says when the page was drawn, and in a kept copy that it is one.
 */
export function Live({ locale, zone, drawn, words }: Props) {
  const [{ link, last }, check] = useChecks()
  const { isDrawing, goodAt, onDrawn, news, dismiss } = useFreshPage(drawn, last)
  const moment = (at: string | null) => (at === null ? drawn.words : momentWords(at, { locale, zone }))
  useKeptPage(locale, isDrawing)
  const said = (sentence: string) => sentence.replace('{time}', moment(goodAt))
  const newsSaid = news && newsWords(news, moment(news.at), words)
  const trouble = link === 'fine' ? null : { title: words[link], text: said(words.lastGood) }
  const ago = useAgo(trouble && goodAt, locale)
  const told = useTold(link, {
    fine: said(words.back),
    offline: said(`${words.offline} ${words.lastGood}`),
    silent: said(`${words.silent} ${words.lastGood}`),
  })
  return (
    <>
      <HoldView drawing={isDrawing} onDrawn={onDrawn} />
      {trouble ? (
        <div className={styles.bar} data-link={link}>
          <p className="wrap">
            <b>{trouble.title}</b> {trouble.text} {ago && `${words.age.replace('{age}', ago)} `}
            <button type="button" onClick={check}>
              {words.check}
            </button>
          </p>
        </div>
      ) : (
        <p className={`wrap ${styles.line}`} data-link={last ? link : undefined}>
          {last ? words.checked.replace('{time}', moment(last.at)) : said(words.stateOf)}
        </p>
      )}
      {!trouble && last?.trouble && (
        <div className={styles.bar} data-trouble={last.trouble}>
          <p className="wrap" role="status">
            {words[last.trouble]}
          </p>
        </div>
      )}
      <div className={styles.kept}>
        <p className="wrap">
          <b>{words.kept}</b> {words.keptText}
        </p>
      </div>
      <p className="visually-hidden" role="status">
        {newsSaid ?? told}
      </p>
      {newsSaid && (
        <p className={styles.news}>
          <span>{newsSaid}</span>
          <button type="button" onClick={dismiss}>
            {words.close}
          </button>
        </p>
      )}
    </>
  )
}
