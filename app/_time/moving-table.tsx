'use client'

import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react'
import { markClass } from '@/app/_ui/mark'
import { type Frame, type RegionFrame, useShownFrame } from '@/app/_ui/shown-frame'
import type { StandingMark } from '@/app/_ui/standing-mark'
import type { Locale } from '@/lib/i18n/locale'
import styles from './moving-table.module.css'
import { isSameState, type RowText, type RowWords, rowText } from './row-text'

/** What rows said before time moved, and what they say now. */
interface Moved {
  own: Map<Element, ChildNode[]>
  shown: Map<Element, RegionFrame>
}

const nothing = '–'

function markElement(mark: StandingMark): HTMLElement {
  const element = document.createElement('i')
  element.className = markClass(mark)
  if ('step' in mark && mark.step !== null) element.dataset.step = String(mark.step)
  element.setAttribute('aria-hidden', 'true')
  return element
}

/** Puts other words in the place of what an element holds, which is kept. */
function say(element: Element, words: string | Node, { own }: Moved): void {
  if (!own.has(element)) own.set(element, [...element.childNodes])
  element.replaceChildren(words)
}

/** A row of the table, cell by cell; share and age are of the page's own moment and fall silent. */
function sayRow(row: Element, { mark, value, range, unit }: RowText, moved: Moved): void {
  const texts: Record<string, string | Node> = {
    mark: markElement(mark),
    value: value ?? nothing,
    range: range ?? nothing,
    share: nothing,
    age: nothing,
  }
  for (const cell of row.querySelectorAll('[data-cell]')) {
    const text = texts[cell.getAttribute('data-cell') ?? '']
    if (text !== undefined) say(cell, text, moved)
  }
  row.nextElementSibling?.firstElementChild?.setAttribute('data-unit', unit ?? '')
}

/** A region of the list of those not reported: at this moment it may be. */
function sayName(item: Element, { mark, value }: RowText, moved: Moved): void {
  const own = moved.own.get(item) ?? [...item.childNodes]
  moved.own.set(item, own)
  item.replaceChildren(...own, ...(mark.kind === 'notReported' ? [] : [' ', markElement(mark), ` ${value ?? nothing}`]))
}

function showFrame(root: Element, frame: Frame, moved: Moved, say: (region: RegionFrame) => RowText): void {
  for (const row of root.querySelectorAll('[data-region]')) {
    const region = frame.regions.get(row.getAttribute('data-region') ?? '')
    if (region === undefined || isSameState(moved.shown.get(row), region)) continue
    if (row.querySelector('[data-cell]')) sayRow(row, say(region), moved)
    else if (row.tagName !== 'TR') sayName(row, say(region), moved)
    moved.shown.set(row, region)
  }
}

function showOwn(root: HTMLElement, { own, shown }: Moved): void {
  for (const [element, nodes] of own) element.replaceChildren(...nodes)
  for (const cell of root.querySelectorAll('[data-unit]')) cell.removeAttribute('data-unit')
  own.clear()
  shown.clear()
  root.style.height = ''
  root.classList.remove(styles.moving ?? '')
}

/** Keeps the table as tall as it is while it speaks of other moments: else the strip below would move away under the finger. */
function useFrames(root: RefObject<HTMLDivElement | null>, locale: Locale, words: RowWords): void {
  const frame = useShownFrame()
  const moved = useRef<Moved>({ own: new Map(), shown: new Map() })
  useLayoutEffect(() => {
    const element = root.current
    if (element === null) return
    if (frame === null) return showOwn(element, moved.current)
    // Measured before anything changes, the style of moving rows too.
    if (element.style.height === '') element.style.height = `${element.getBoundingClientRect().height}px`
    element.classList.add(styles.moving ?? '')
    showFrame(element, frame, moved.current, (region) => rowText(region, locale, words))
  }, [root, frame, locale, words])
}

/** Makes the table inside it follow the time slider: rows (`[data-region]`) say in their cells (`[data-cell]`) how it stood at the moment shown. */
export function MovingTable({ locale, words, children }: { locale: Locale; words: RowWords; children: ReactNode }) {
  const root = useRef<HTMLDivElement>(null)
  useFrames(root, locale, words)
  return <div ref={root}>{children}</div>
}
