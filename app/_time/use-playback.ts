import { useEffect, useState, useSyncExternalStore } from 'react'

/** Steps a second. */
export const speeds = [1, 2, 4, 8] as const
export type Speed = (typeof speeds)[number]

const still = '(prefers-reduced-motion: reduce)'

function subscribe(listener: () => void): () => void {
  const query = matchMedia(still)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** Whether the reader asked for less motion: then nothing moves by itself, and a press is a step. */
export const useReducedMotion = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => matchMedia(still).matches,
    () => false,
  )

interface Playback {
  isPlaying: boolean
  speed: Speed
  setPlaying: (isPlaying: boolean) => void
  setSpeed: (speed: Speed) => void
}

/** A clock that calls `onTick` at the chosen speed while it plays and the figures are here; it stops itself where the page is not looked at. */
export function usePlayback(isReady: boolean, onTick: () => void): Playback {
  const [isPlaying, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<Speed>(2)
  useEffect(() => {
    if (!isPlaying || !isReady) return
    const timer = setInterval(onTick, 1000 / speed)
    const stopUnseen = () => document.hidden && setPlaying(false)
    document.addEventListener('visibilitychange', stopUnseen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', stopUnseen)
    }
  }, [isPlaying, isReady, speed, onTick])
  return { isPlaying, speed, setPlaying, setSpeed }
}
