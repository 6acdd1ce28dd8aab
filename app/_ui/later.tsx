'use client'

import { type CSSProperties, type ReactNode, useEffect, useState } from 'react'
import styles from './later.module.css'

interface Props {
  /** About how tall the part is on a phone and on a wide desk, in CSS pixels: the scroll bar goes by it until the part is laid out. */
  tall: number
  wide: number
  children: ReactNode
}

const waiting: (() => void)[] = []
let isLaying = false

function whenIdle(then: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(then, { timeout: 1000 })
  else setTimeout(then, 200)
}

/** Lays out the first of the parts that wait, and after it is drawn the next: a phone answers a finger between any two. */
function layNext(): void {
  const lay = waiting.shift()
  isLaying = lay !== undefined
  if (!lay) return
  lay()
  requestAnimationFrame(() => whenIdle(layNext))
}

/**
 * A part of a page below the first screens. The browser lays it out when the reader comes near it, or when it has nothing else to do, whatever
 * is sooner; until then it can be found, linked to, read aloud and printed all the same. What is placed over the page by its coordinates
 * (`position: fixed` or `absolute`) stays outside.
 */
export function Later({ tall, wide, children }: Props) {
  const [isLaid, setLaid] = useState(false)
  useEffect(() => {
    const lay = () => setLaid(true)
    waiting.push(lay)
    if (!isLaying) whenIdle(layNext)
    isLaying = true
    return () => {
      if (waiting.includes(lay)) waiting.splice(waiting.indexOf(lay), 1)
    }
  }, [])
  return (
    <div
      className={isLaid ? styles.part : `${styles.part} ${styles.later}`}
      style={{ '--tall': `${tall}px`, '--wide': `${wide}px` } as CSSProperties}
      data-later={isLaid ? undefined : ''}
    >
      {children}
    </div>
  )
}
