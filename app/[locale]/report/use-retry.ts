import { useEffect, useRef, useState } from 'react'

const first = 4000
const longest = 60_000

/**
 * Tries something again while it is due: as soon as the network is back or the page is in sight again, else after a while, each time twice
 * as long, a minute at most.
 */
export function useRetry(isDue: boolean, work: () => void): void {
  const [tries, setTries] = useState(0)
  const latest = useRef(work)
  useEffect(() => {
    latest.current = work
  })
  useEffect(() => {
    if (!isDue) {
      setTries(0)
      return
    }
    const again = () => {
      setTries((before) => before + 1)
      latest.current()
    }
    const seen = () => {
      if (document.visibilityState === 'visible') again()
    }
    const timer = setTimeout(again, Math.min(longest, first * 2 ** tries))
    window.addEventListener('online', again)
    document.addEventListener('visibilitychange', seen)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', again)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [isDue, tries])
}
