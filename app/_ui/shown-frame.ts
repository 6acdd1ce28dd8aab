'use client'

import { useSyncExternalStore } from 'react'
import type { Range } from '@/lib/schema/impact'
import type { Standing } from '@/lib/schema/incident'
import type { Unit } from '@/lib/schema/observation'

/** How one region stands in a frame. While stale the range is null and `last` keeps the last figure. */
export interface RegionFrame extends Range {
  standing: Standing
  unit: Unit | null
  last: (Range & { unit: Unit | null }) | null
}

/** All regions at one step of the time slider: what map and table show while time moves, before the page follows. */
export interface Frame {
  /** The moment, milliseconds since 1970. */
  at: number
  regions: ReadonlyMap<string, RegionFrame>
}

let shown: Frame | null = null
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Shows a frame in every view of the page at once; null gives the page back its own moment. */
export function setShownFrame(frame: Frame | null): void {
  if (frame === shown) return
  shown = frame
  for (const listener of listeners) listener()
}

/** The frame that time has moved to; null while the page shows its own moment. */
export const useShownFrame = (): Frame | null =>
  useSyncExternalStore(
    subscribe,
    () => shown,
    () => null,
  )
