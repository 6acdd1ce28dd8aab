'use client'

import { useSyncExternalStore } from 'react'

let marked: string | null = null
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Marks one region in every view of the page at once, or none. */
export function setMarkedRegion(code: string | null): void {
  if (code === marked) return
  marked = code
  for (const listener of listeners) listener()
}

/** The region that is hovered or focused anywhere on the page, and the way to mark another: map and table are twins by it. */
export function useMarkedRegion(): [string | null, (code: string | null) => void] {
  const code = useSyncExternalStore(
    subscribe,
    () => marked,
    () => null,
  )
  return [code, setMarkedRegion]
}
