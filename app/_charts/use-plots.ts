import { type RefObject, useEffect, useState } from 'react'
import { daysOf, edgesOf, pickCount } from './plot-time'
import { groundOf, type Plot, pickUnder, plotAt, rowCount, stretchAt, tipOf } from './plots'

/** A box on the page, in its own coordinates, that stays with what it belongs to when the page scrolls. */
export interface PageBox {
  left: number
  top: number
  width: number
  height: number
}

/** What is told of the stretch that is pointed at or stepped to. */
export interface Tip {
  lines: string[]
  box: PageBox
}

/** The days that are being chosen. */
export interface Choice {
  plot: Plot
  first: number
  last: number
  box: PageBox
}

const dragBegins = 6

const onPage = ({ left, top, width, height }: DOMRect): PageBox => ({ left: left + scrollX, top: top + scrollY, width, height })

function choiceOf(plot: Plot, first: number, last: number): Choice | null {
  const ground = groundOf(plot)
  if (ground === null) return null
  const [left, right] = edgesOf(plot.time, first, last)
  const box = new DOMRect(ground.left + left * ground.width, ground.top, (right - left) * ground.width, ground.height)
  return { plot, first, last, box: onPage(box) }
}

/** What the listeners keep between events: a drag in progress, and where the keyboard stands in a plot. */
interface Hand {
  drag: { plot: Plot; first: number; x: number; moving: boolean } | null
  cursor: { element: HTMLElement; pick: number; row: number; anchor: number } | null
}

interface Shown {
  tip: (tip: Tip | null) => void
  choose: (choice: Choice | null) => void
  take: (choice: Choice) => void
}

function pointerListeners(hand: Hand, { tip, choose, take }: Shown) {
  const end = () => {
    hand.drag = null
    choose(null)
  }
  return {
    pointerover: ({ target }: PointerEvent) => {
      if (!(target instanceof Element) || hand.drag?.moving || target.closest('[role=tooltip]')) return
      const stretch = target.closest('[data-tip]')
      tip(stretch && { lines: tipOf(stretch), box: onPage(stretch.getBoundingClientRect()) })
    },
    pointerleave: () => tip(null),
    pointerdown: ({ target, clientX, button }: PointerEvent) => {
      const plot = target instanceof Element && target.closest('a') === null ? plotAt(target) : null
      if (plot && button === 0) hand.drag = { plot, first: pickUnder(plot, clientX), x: clientX, moving: false }
    },
    pointermove: ({ clientX, pointerId }: PointerEvent) => {
      const { drag } = hand
      if (drag === null || (!drag.moving && Math.abs(clientX - drag.x) < dragBegins)) return
      if (!drag.moving) drag.plot.element.setPointerCapture(pointerId)
      drag.moving = true
      tip(null)
      choose(choiceOf(drag.plot, drag.first, pickUnder(drag.plot, clientX)))
    },
    pointerup: ({ clientX }: PointerEvent) => {
      const { drag } = hand
      const choice = drag?.moving ? choiceOf(drag.plot, drag.first, pickUnder(drag.plot, clientX)) : null
      end()
      if (choice) take(choice)
    },
    pointercancel: end,
  }
}

const steps: Partial<Record<string, (pick: number, most: number) => number>> = {
  ArrowLeft: (pick) => pick - 1,
  ArrowRight: (pick) => pick + 1,
  PageUp: (pick) => pick - 7,
  PageDown: (pick) => pick + 7,
  Home: () => 0,
  End: (_pick, most) => most,
}
const rowSteps: Partial<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 }
const within = (value: number, most: number) => Math.min(most, Math.max(0, value))

/** Tells of the stretch that the keyboard stands on, on the screen and to a screen reader. */
function tellCursor(axis: HTMLElement, plot: Plot, { pick, row }: { pick: number; row: number }, tip: Shown['tip']): void {
  const [left, right] = edgesOf(plot.time, pick, pick)
  const stretch = stretchAt(plot, row, (left + right) / 2)
  const lines = stretch ? tipOf(stretch) : []
  axis.setAttribute('aria-valuenow', String(pick))
  axis.setAttribute('aria-valuetext', lines.join(', '))
  tip(stretch && { lines, box: onPage(stretch.getBoundingClientRect()) })
}

function keyListeners(hand: Hand, { tip, choose, take }: Shown) {
  const axisOf = (target: EventTarget | null) => (target instanceof HTMLElement ? target.closest<HTMLElement>('[data-axis]') : null)
  const cursorIn = (plot: Plot) => {
    const last = pickCount(plot.time) - 1
    if (hand.cursor?.element !== plot.element) hand.cursor = { element: plot.element, pick: last, row: 0, anchor: last }
    return hand.cursor
  }
  const move = (event: KeyboardEvent, axis: HTMLElement, plot: Plot): boolean => {
    const cursor = cursorIn(plot)
    const step = steps[event.key]
    const rowStep = rowSteps[event.key]
    if (step === undefined && rowStep === undefined) return false
    const most = pickCount(plot.time) - 1
    if (step) cursor.pick = within(step(cursor.pick, most), most)
    if (rowStep) cursor.row = within(cursor.row + rowStep, rowCount(plot) - 1)
    if (step && !event.shiftKey) cursor.anchor = cursor.pick
    choose(cursor.anchor === cursor.pick ? null : choiceOf(plot, cursor.anchor, cursor.pick))
    tellCursor(axis, plot, cursor, tip)
    return true
  }
  return {
    focusin: ({ target }: FocusEvent) => {
      const [axis, plot] = [axisOf(target), plotAt(target)]
      if (axis && plot && axis.matches(':focus-visible')) tellCursor(axis, plot, cursorIn(plot), tip)
    },
    focusout: () => {
      hand.cursor = null
      choose(null)
      tip(null)
    },
    keydown: (event: KeyboardEvent) => {
      const [axis, plot] = [axisOf(event.target), plotAt(event.target)]
      if (!axis || !plot) return
      const { cursor } = hand
      const isTaken = event.key === 'Enter' && cursor !== null
      if (isTaken) {
        const choice = choiceOf(plot, cursor.anchor, cursor.pick)
        if (choice) take(choice)
      }
      if (isTaken || move(event, axis, plot)) event.preventDefault()
    },
  }
}

/** A plot can be stepped through once there is script: until then it is a picture with a name. */
function makeAxes(element: HTMLElement): void {
  for (const axis of element.querySelectorAll<HTMLElement>('[data-axis]:not([role=slider])')) {
    const plot = plotAt(axis)
    if (plot === null) continue
    const last = pickCount(plot.time) - 1
    const said = { role: 'slider', tabindex: 0, 'aria-valuemin': 0, 'aria-valuemax': last, 'aria-valuenow': last }
    for (const [name, value] of Object.entries(said)) axis.setAttribute(name, String(value))
  }
}

type Listeners = Record<string, (event: never) => void>

/**
 * Makes the plots inside an element tell of the stretch that is pointed at or stepped to with the arrow keys, and choose a period by
 * dragging, or by Shift and the arrow keys and then Enter. Escape lets everything go.
 */
export function usePlots(root: RefObject<HTMLElement | null>, onPeriod: (days: { from: string; to: string }) => void) {
  const [tip, setTip] = useState<Tip | null>(null)
  const [choice, setChoice] = useState<Choice | null>(null)
  // After every drawing of the page, for its still parts may be new ones.
  useEffect(() => {
    if (root.current) makeAxes(root.current)
  })
  useEffect(() => {
    const element = root.current
    if (element === null) return
    const listening = new AbortController()
    const hand: Hand = { drag: null, cursor: null }
    const take = ({ plot, first, last }: Choice) => {
      setTip(null)
      setChoice(null)
      onPeriod(daysOf(plot.time, first, last))
    }
    const shown: Shown = { tip: setTip, choose: setChoice, take }
    const listeners: Listeners = { ...pointerListeners(hand, shown), ...keyListeners(hand, shown) }
    for (const [name, listener] of Object.entries(listeners))
      element.addEventListener(name, listener as EventListener, { signal: listening.signal })
    const letGo = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return
      if (hand.cursor) hand.cursor.anchor = hand.cursor.pick
      hand.drag = null
      setTip(null)
      setChoice(null)
    }
    document.addEventListener('keydown', letGo, { signal: listening.signal })
    return () => listening.abort()
  }, [root, onPeriod])
  return { tip, choice }
}
