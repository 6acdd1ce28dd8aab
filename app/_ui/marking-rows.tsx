'use client'

import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { useMarkedRegion } from './marked-region'

const codeAt = (target: EventTarget | null) =>
  target instanceof Element ? (target.closest('[data-region]')?.getAttribute('data-region') ?? null) : null

/** Hovering or focusing anything of a region inside the element marks it; leaving the element marks none. */
function useMarking(element: RefObject<HTMLElement | null>, mark: (code: string | null) => void): void {
  useEffect(() => {
    const root = element.current
    if (root === null) return
    const listening = new AbortController()
    const on = (type: 'pointerover' | 'focusin' | 'pointerleave' | 'focusout', listener: (event: Event) => void) =>
      root.addEventListener(type, listener, { signal: listening.signal })
    on('pointerover', ({ target }) => mark(codeAt(target)))
    on('focusin', ({ target }) => mark(codeAt(target)))
    on('pointerleave', () => mark(null))
    on('focusout', () => mark(null))
    return () => listening.abort()
  }, [element, mark])
}

/** Makes the rows inside it (any `[data-region]`) mark their region, and shows the mark that others set as `data-marked`. */
export function MarkingRows({ className, children }: { className?: string; children: ReactNode }) {
  const rows = useRef<HTMLDivElement>(null)
  const [marked, mark] = useMarkedRegion()
  useMarking(rows, mark)
  useEffect(() => {
    for (const row of rows.current?.querySelectorAll('[data-region]') ?? [])
      row.toggleAttribute('data-marked', row.getAttribute('data-region') === marked)
  }, [marked])
  return (
    <div ref={rows} className={className}>
      {children}
    </div>
  )
}
