'use client'

import { useState, useSyncExternalStore } from 'react'

const never = () => () => {}

interface Props {
  words: { copy: string; copied: string; failed: string }
  /** What is copied, where it is not the address of this very view. */
  text?: string
}

/** Copies the address of this very view, or a text. It needs script, so it is not there without it. */
export function CopyLink({ words, text }: Props) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)
  const isBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  if (!isBrowser) return null
  const copy = () =>
    navigator.clipboard.writeText(text ?? window.location.href).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    )
  return (
    <button type="button" onClick={() => void copy()}>
      <span aria-live="polite">{outcome === null ? words.copy : words[outcome]}</span>
    </button>
  )
}
