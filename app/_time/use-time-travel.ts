import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useLayoutEffect, useRef, useState, useTransition } from 'react'
import { setShownFrame } from '@/app/_ui/shown-frame'
import type { Series } from '@/lib/schema/impact'
import { bucketAt, frameOf } from './frames'
import { type Moment, nearest, stepFrom } from './moments'

/** How long after the last key or press the page follows. */
const restAfter = 400

interface Journey {
  moments: readonly Moment[]
  /** The page's own moment. */
  pageAt: number
  /** Undefined while it is not here: the handle moves, map and table wait for the page. */
  series: Series | undefined
  addressOf: (moment: Moment) => string
}

export interface TimeTravel {
  /** The moment shown while time moves; null while the page shows its own. */
  index: number | null
  /** The page is on its way to where time rested. */
  isFollowing: boolean
  /** Shows a moment; `rest` says whether the page follows at once, after a short while, or not yet. */
  moveTo: (index: number, rest: 'now' | 'soon' | 'later') => void
  /** Moves by some steps from wherever time is. Answers whether there was room to. */
  step: (steps: number, rest: 'soon' | 'later') => boolean
  /** The page follows to the moment shown. */
  rest: () => void
  /** Back to the page's own moment. */
  cancel: () => void
}

/** While time moves, the document says so: what shows the page's own moment stands back. */
function useMovingMark(isMoving: boolean): void {
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-time-moving', isMoving)
    return () => document.documentElement.removeAttribute('data-time-moving')
  }, [isMoving])
}

/** What map and table show: the frame of the moment, made from the series that is here already. */
function useFrame(series: Series | undefined, moment: Moment | undefined): void {
  const end = moment?.end
  useLayoutEffect(() => {
    const bucket = series && end !== undefined ? bucketAt(series, end) : undefined
    setShownFrame(bucket ? frameOf(bucket) : null)
  }, [series, end])
  useEffect(() => () => setShownFrame(null), [])
}

/** Moves time over the page without asking the server, and lets the page follow by its address where time comes to rest. */
export function useTimeTravel({ moments, pageAt, series, addressOf }: Journey): TimeTravel {
  const router = useRouter()
  const [isFollowing, startTransition] = useTransition()
  const [index, setIndex] = useState<number | null>(null)
  const current = useRef<number | null>(null)
  const isHeld = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const show = useCallback((next: number | null) => {
    current.current = next
    setIndex(next)
  }, [])

  const cancel = useCallback(() => {
    clearTimeout(timer.current)
    isHeld.current = false
    show(null)
  }, [show])

  const rest = useCallback(() => {
    clearTimeout(timer.current)
    isHeld.current = false
    const moment = moments[current.current ?? -1]
    if (moment === undefined || Math.abs(moment.end - pageAt) <= 1) return show(null)
    startTransition(() => router.push(addressOf(moment), { scroll: false }))
  }, [moments, pageAt, addressOf, router, show])

  const moveTo: TimeTravel['moveTo'] = useCallback(
    (next, when) => {
      clearTimeout(timer.current)
      isHeld.current = true
      show(next)
      if (when === 'now') rest()
      if (when === 'soon') timer.current = setTimeout(rest, restAfter)
    },
    [show, rest],
  )

  const step: TimeTravel['step'] = useCallback(
    (steps, when) => {
      const from = moments[current.current ?? -1]?.end ?? pageAt
      const next = stepFrom(moments, from, steps)
      const isMove = current.current === null ? Math.abs((moments[next]?.end ?? from) - from) > 1 : next !== current.current
      if (isMove) moveTo(next, when)
      return isMove
    },
    [moments, pageAt, moveTo],
  )

  const among = `${moments[0]?.end} ${moments.at(-1)?.end} ${moments.length}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: other moments are what this waits for
  useEffect(cancel, [among, cancel])
  // The page is where time rested, or the reader went elsewhere by its address: it speaks for itself again, unless time moves on already.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new moment of the page is what this waits for
  useEffect(() => {
    if (!isHeld.current) cancel()
  }, [pageAt, cancel])
  useEffect(() => () => clearTimeout(timer.current), [])

  useMovingMark(index !== null)
  useFrame(series, index === null ? undefined : moments[index])
  return { index, isFollowing, moveTo, step, rest, cancel }
}

/** The moment that is shown, by its place among the moments. */
export const placeOf = (moments: readonly Moment[], index: number | null, pageAt: number): number => index ?? nearest(moments, pageAt)
