'use client'

import Link from 'next/link'
import { type ReactNode, useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { PendingLine } from '@/app/_ui/pending-line'
import { useSeries } from '@/lib/client/use-series'
import type { Locale } from '@/lib/i18n/locale'
import type { Step } from '@/lib/schema/impact'
import { steps } from '@/lib/schema/vocabulary'
import { bucketAt, type Summed, type Tally, tallyOf } from './frames'
import { clockText, momentText, tallyText } from './moment-text'
import { type Moment, momentsOf } from './moments'
import { PlayButtons } from './play-buttons'
import { SpeedChoice } from './speed-choice'
import styles from './time-strip.module.css'
import type { SliderWords } from './time-words'
import { Track } from './track'
import { usePlayback, useReducedMotion } from './use-playback'
import { placeOf, useTimeTravel } from './use-time-travel'

export interface SliderProps {
  locale: Locale
  zone: string
  /** The beginning of the period, milliseconds since 1970, and the ends of its days. */
  start: number
  days: readonly Moment[]
  step: Step
  /** What the series is asked in. */
  unit: Summed
  /** The moment the page shows and its state in numbers. */
  page: Moment & { tally: Tally }
  /** The address of the view at any moment: with `asOf=MOMENT`. */
  address: string
  /** The same view with each step. */
  stepAddresses: Record<Step, string>
  /** Where the series of the period is to be had. */
  api: string
  words: SliderWords
  /** The strip as it came with the page. */
  children: ReactNode
  /** Links around the page's own moment, for who has no script. */
  links: ReactNode
}

const never = () => () => {}
const useIsBrowser = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )

/** The moments of the strip, the one shown and the ways to move it. Figures are asked for when the reader reaches for the strip. */
function useSlider({ start, days, step, page, address, api }: SliderProps) {
  const [isWanted, setWanted] = useState(false)
  const answer = useSeries(isWanted ? api : null)
  const ends = days.map(({ asOf }) => asOf).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the days come anew with each answer of the page, and mostly are the same
  const moments = useMemo(() => momentsOf(days, start, step), [ends, start, step])
  const addressOf = useCallback(({ asOf }: Moment) => address.replace('asOf=MOMENT', `asOf=${encodeURIComponent(asOf)}`), [address])
  const travel = useTimeTravel({ moments, pageAt: page.end, series: answer.series, addressOf })
  const stop = useRef(() => {})
  const { step: move } = travel
  const onTick = useCallback(() => {
    if (!move(1, 'later')) stop.current()
  }, [move])
  const playback = usePlayback(answer.series !== undefined, onTick)
  stop.current = () => {
    playback.setPlaying(false)
    travel.rest()
  }
  return { ...answer, moments, travel, playback, isWanted, want: () => setWanted(true), stop: () => stop.current() }
}

/** What the reader does to the slider, whichever way it is done. */
function actionsOf({ travel, playback, moments, want, stop }: ReturnType<typeof useSlider>, place: number, isStill: boolean) {
  const last = moments.length - 1
  const begin = () => {
    want()
    playback.setPlaying(false)
  }
  const onStep = (by: number) => {
    begin()
    travel.step(by, 'soon')
  }
  const onJump = (to: number) => {
    begin()
    travel.moveTo(to, 'soon')
  }
  const onDrag = (to: number) => {
    begin()
    travel.moveTo(to, 'later')
  }
  const onPlay = () => {
    want()
    if (isStill) return onStep(1)
    if (playback.isPlaying) return stop()
    if (place === last) travel.moveTo(0, 'later')
    playback.setPlaying(true)
  }
  return { onStep, onJump, onDrag, onPlay, onEnd: (end: 'start' | 'end') => onJump(end === 'start' ? 0 : last) }
}

function StepChoice({ step, addresses, words }: { step: Step; addresses: SliderProps['stepAddresses']; words: SliderWords }) {
  return (
    <p className={styles.steps}>
      <span>{words.step}</span>
      {steps.map((one) => (
        <Link key={one} href={addresses[one]} scroll={false} prefetch={false} aria-current={one === step || undefined}>
          {words.steps[one]}
        </Link>
      ))}
    </p>
  )
}

/** The strip that time moves along: by dragging, by keys, by itself. What it draws came with the page and stays. */
export function TimeSlider(props: SliderProps) {
  const { locale, zone, start, step, unit, page, stepAddresses, words, children, links } = props
  const slider = useSlider(props)
  const { series, error, retry, moments, travel, playback, isWanted, want } = slider
  const isBrowser = useIsBrowser()
  const isStill = useReducedMotion()
  const place = placeOf(moments, travel.index, page.end)
  const isMoving = travel.index !== null
  const moment: Moment = (isMoving ? moments[place] : undefined) ?? page
  const bucket = series && bucketAt(series, moment.end)
  const tally = isMoving ? bucket && tallyOf(bucket, unit) : page.tally
  const { onStep, onJump, onDrag, onPlay, onEnd } = actionsOf(slider, place, isStill)
  const isWaiting = isWanted && !series && !error && (isMoving || playback.isPlaying)
  const told = [momentText(moment.asOf, { locale, zone }, 'long'), clockText(moment.asOf, locale, words)]
  const state = tally ? tallyText(tally, locale, words) : []
  return (
    <fieldset className={styles.time} aria-labelledby="time-title" onPointerEnter={want} onFocus={want}>
      {(travel.isFollowing || isWaiting) && <PendingLine label={words.loading} />}
      <div className={styles.controls}>
        <p className={styles.now}>
          <b>{told[0]}</b>
          <span>{told[1]}</span>
        </p>
        {isBrowser ? (
          <PlayButtons
            {...{ words, isStill, onPlay, onStep, onEnd }}
            isPlaying={playback.isPlaying && !error}
            isFirst={place === 0}
            isLast={place === moments.length - 1}
          />
        ) : (
          links
        )}
        <div className={styles.settings}>
          <StepChoice step={step} addresses={stepAddresses} words={words} />
          {isBrowser && !isStill && <SpeedChoice words={words} speed={playback.speed} onSpeed={playback.setSpeed} />}
        </div>
      </div>
      <div className={styles.field}>
        <p className={styles.state}>
          {state.map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
        <Track
          {...{ moments, place, onDrag, onJump, onStep, onPlay }}
          period={{ from: start, to: moments.at(-1)?.end ?? start }}
          time={moment.end}
          label={words.slider}
          text={[...told, ...state].join(', ')}
          isLive={isBrowser}
          onRest={travel.rest}
          onCancel={travel.cancel}
        >
          {children}
        </Track>
        <p className={styles.note} role="status">
          {error ? words.failed : isWaiting ? words.loading : isMoving && words.moving}{' '}
          {error && (
            <button type="button" onClick={retry}>
              {words.retry}
            </button>
          )}
        </p>
      </div>
    </fieldset>
  )
}
