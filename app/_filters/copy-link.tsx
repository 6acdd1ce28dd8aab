'use client'

import { useState, useSyncExternalStore } from 'react'

const never = () => () => {}

/** Copies the address of this very view. It needs script, so it is not there without it. */
export function CopyLink({ words }: { words: { copy: string; copied: string; failed: string } }) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)
  const isBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  if (!isBrowser) return null
  const copy = () =>
    navigator.clipboard.writeText(window.location.href).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    )
  return (
    <button type="button" onClick={() => void copy()}>
      <span aria-live="polite">{outcome === null ? words.copy : words[outcome]}</span>
    </button>
  )
}
