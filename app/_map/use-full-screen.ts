import { useCallback, useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener)
  return () => document.removeEventListener('fullscreenchange', listener)
}

/** Whether an element fills the screen, and the way in and out; null where the browser does not offer it. */
export function useFullScreen(element: HTMLElement | null): { isFull: boolean; toggle: () => void } | null {
  const isFull = useSyncExternalStore(subscribe, () => element !== null && document.fullscreenElement === element)
  const toggle = useCallback(() => {
    // A browser that refuses leaves the map as it is, which is an answer too.
    const asked = document.fullscreenElement ? document.exitFullscreen() : element?.requestFullscreen()
    asked?.catch(() => {})
  }, [element])
  return element !== null && document.fullscreenEnabled ? { isFull, toggle } : null
}
