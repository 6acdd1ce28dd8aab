'use client'

import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import styles from './data.module.css'

interface Props {
  label: string
  /** The word before the number of what was found. */
  found: string
  children: ReactNode
}

/** Shows of all `[data-find]` inside an element those that hold every word; how many they are. */
function showFound(root: HTMLElement, words: readonly string[]): number {
  const all = [...root.querySelectorAll<HTMLElement>('[data-find]')]
  const matching = all.filter(({ textContent }) => words.every((word) => textContent.toLowerCase().includes(word)))
  for (const part of all) part.hidden = !matching.includes(part)
  return matching.length
}

/** The reference with a field that narrows it; the field comes with script, without which everything stands there. */
export function FindInReference({ label, found, children }: Props) {
  const root = useRef<HTMLDivElement>(null)
  const id = useId()
  const [ready, setReady] = useState(false)
  const [text, setText] = useState('')
  const [count, setCount] = useState<number | null>(null)
  useEffect(() => setReady(true), [])
  useEffect(() => {
    if (root.current === null) return
    const words = text.toLowerCase().split(/\s+/).filter(Boolean)
    const matching = showFound(root.current, words)
    setCount(words.length === 0 ? null : matching)
  }, [text])
  return (
    <div ref={root}>
      {ready && (
        <search className={styles.find}>
          <label htmlFor={id}>{label}</label>
          <input
            autoComplete="off"
            id={id}
            onChange={({ target }) => setText(target.value)}
            spellCheck={false}
            type="search"
            value={text}
          />
          <output htmlFor={id}>{count !== null && `${found}: ${count}`}</output>
        </search>
      )}
      {children}
    </div>
  )
}
