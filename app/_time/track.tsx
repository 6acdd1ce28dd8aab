import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { type Moment, nearest } from './moments'
import { across, strip } from './strip-scale'
import styles from './time-strip.module.css'

const farStep = 7

interface Props {
  moments: readonly Moment[]
  period: { from: number; to: number }
  /** The place of the moment shown, and its time, which may lie between two moments. */
  place: number
  time: number
  label: string
  /** The moment shown and its state, as it is read aloud. */
  text: string
  /** Without script there is nothing to drag. */
  isLive: boolean
  onDrag: (place: number) => void
  onRest: () => void
  onCancel: () => void
  onJump: (place: number) => void
  onStep: (steps: number) => void
  onPlay: () => void
  children: ReactNode
}

/** Follows a finger or a pointer over the strip; links on it stay links. */
function useDrag({ moments, period, onDrag, onRest, onCancel }: Props) {
  const isDragging = useRef(false)
  const placeUnder = ({ clientX, currentTarget }: PointerEvent<HTMLElement>): number => {
    const { left, width } = currentTarget.getBoundingClientRect()
    return nearest(moments, period.from + ((clientX - left) / width) * (period.to - period.from))
  }
  const end = (then: () => void) => () => {
    if (!isDragging.current) return
    isDragging.current = false
    then()
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const { target, currentTarget, button, pointerId } = event
      if (button !== 0 || (target instanceof Element && target.closest('a'))) return
      isDragging.current = true
      currentTarget.setPointerCapture(pointerId)
      currentTarget.querySelector('input')?.focus({ preventScroll: true })
      // Else the browser begins to select text, or takes the focus back.
      event.preventDefault()
      onDrag(placeUnder(event))
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (isDragging.current) onDrag(placeUnder(event))
    },
    onPointerUp: end(onRest),
    onPointerCancel: end(onCancel),
  }
}

/** The strip as a slider: one for the keyboard and for those who hear it, and the same by dragging. */
export function Track(props: Props) {
  const { moments, period, place, time, label, text, isLive, onJump, onStep, onPlay, children } = props
  const drag = useDrag(props)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const steps = event.key === 'PageUp' ? farStep : event.key === 'PageDown' ? -farStep : null
    if (steps === null && event.key !== ' ') return
    event.preventDefault()
    if (steps === null) onPlay()
    else onStep(steps)
  }
  const x = across(time, period)
  return (
    <div className={styles.track} {...(isLive && drag)}>
      {children}
      {isLive && (
        <input
          type="range"
          className={styles.range}
          min="0"
          max={moments.length - 1}
          value={place}
          aria-label={label}
          aria-valuetext={text}
          onKeyDown={onKeyDown}
          onChange={({ currentTarget }) => onJump(currentTarget.valueAsNumber)}
        />
      )}
      <svg className={styles.handle} height={strip.height} aria-hidden="true">
        <line x1={x} x2={x} y1="2" y2={strip.runs + strip.runHeight} />
        <circle className={styles.ring} cx={x} cy={strip.runs + strip.runHeight} r="12" />
        <circle cx={x} cy={strip.runs + strip.runHeight} r="7.5" />
      </svg>
    </div>
  )
}
