'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useCallback, useRef, useState, useTransition } from 'react'
import { PendingLine } from '@/app/_ui/pending-line'
import type { PeriodAddresses } from './chart-links'
import styles from './chart-tools.module.css'
import { daysOf } from './plot-time'
import { type Choice, type Tip, usePlots } from './use-plots'
import { useSaving } from './use-saving'
import { useSoftLinks } from './use-soft-links'

/** What the tools say, in the page's language; see `chartToolWords`. */
export interface ChartToolWords {
  failed: string
  loading: string
  /** What is being chosen, with `{from}` and `{to}` for its days. */
  choosing: string
}

interface Props {
  /** The day that the files are named by, `YYYY-MM-DD`. */
  day?: string
  words: ChartToolWords
  /** Where choosing a period in a chart leads; without it none can be chosen. */
  period?: PeriodAddresses
  children: ReactNode
}

function TipBox({ tip: { lines, box } }: { tip: Tip }) {
  // Over what it tells of and touching it, so that the pointer can move onto it; below where the screen ends.
  const isBelow = box.top - scrollY < 90
  const centre = box.left + box.width / 2 - scrollX
  const side = centre < 130 ? styles.right : centre > document.documentElement.clientWidth - 130 ? styles.left : styles.middle
  return (
    <p
      role="tooltip"
      className={`${styles.tip} ${side} ${isBelow ? styles.below : ''}`}
      style={{ left: box.left + box.width / 2, top: isBelow ? box.top + box.height : box.top }}
    >
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </p>
  )
}

function ChoiceBox({ choice: { plot, first, last, box }, words }: { choice: Choice; words: ChartToolWords }) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const days = daysOf(plot.time, first, last)
  const nameOf = (day: string) => format.format(new Date(`${day}T12:00:00Z`))
  return (
    <>
      <div className={styles.choice} style={{ ...box }} />
      <p className={styles.chosen} role="status" style={{ top: box.top + box.height }}>
        {words.choosing.replace('{from}', nameOf(days.from)).replace('{to}', nameOf(days.to))}
      </p>
    </>
  )
}

/**
 * Makes every ChartFrame inside it work, by delegation: the charts themselves stay as the server drew them. Files are saved, links followed
 * without loading the page anew, stretches told of, and a period is chosen by dragging over days or with Shift and the arrow keys.
 */
export function ChartTools({ day, words, period, children }: Props) {
  const root = useRef<HTMLDivElement>(null)
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [failed, setFailed] = useState(false)
  const go = useCallback((address: string) => startTransition(() => router.push(address, { scroll: false })), [router])
  const choosePeriod = useCallback(
    ({ from, to }: { from: string; to: string }) => {
      if (period === undefined) return
      // A period up to the last day shown follows the moment that is shown.
      const address = day !== undefined && to >= day ? period.open : period.both
      go(address.replace(period.firstDay, from).replace(period.lastDay, to))
    },
    [day, period, go],
  )
  useSaving(root, day, setFailed)
  useSoftLinks(root, go)
  const { tip, choice } = usePlots(root, choosePeriod)
  return (
    <div ref={root} className="contents">
      {children}
      {pending && <PendingLine label={words.loading} />}
      {choice && period && <ChoiceBox choice={choice} words={words} />}
      {tip && <TipBox tip={tip} />}
      <p role="status" className={failed ? styles.failed : 'visually-hidden'}>
        {failed && words.failed}
      </p>
    </div>
  )
}
