import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

// Long enough to move the pointer from a region to its card across another one, short enough not to lag.
const beforeOther = 120
const beforeNone = 300

export interface CardHandle {
  /** The region whose card is shown. */
  code: string | null
  enter: (code: string) => void
  leave: () => void
  /** Keeps a region's card until another is pressed or it is dismissed; null lets go. */
  pin: (code: string | null) => void
  /** While the pointer or the focus is in the card it stays as it is. */
  hold: () => void
  dismiss: () => void
}

/**
 * Which region has its card shown: the one under the pointer or with the focus, else the one last pressed. The pointer may move into the
 * card, and Escape dismisses it wherever the focus is (WCAG 2.2, 1.4.13).
 */
export function useCard(): CardHandle {
  const [near, setNear] = useState<string | null>(null)
  const [pinned, setPinned] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const soon = useCallback((code: string | null, wait: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setNear(code), wait)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])
  const code = near ?? pinned

  const dismiss = useCallback(() => {
    clearTimeout(timer.current)
    setNear(null)
    setPinned(null)
  }, [])

  useEffect(
    function dismissByEscape() {
      if (code === null) return
      const onKey = ({ key }: KeyboardEvent) => {
        if (key === 'Escape') dismiss()
      }
      document.addEventListener('keydown', onKey)
      return () => document.removeEventListener('keydown', onKey)
    },
    [code, dismiss],
  )

  const shown = useRef(code)
  useEffect(() => {
    shown.current = code
  }, [code])

  return useMemo(
    () => ({
      code,
      enter: (entered) => soon(entered, shown.current === null || shown.current === entered ? 0 : beforeOther),
      leave: () => soon(null, beforeNone),
      pin: (pressed) => {
        setPinned(pressed)
        if (pressed !== null) soon(pressed, 0)
      },
      hold: () => clearTimeout(timer.current),
      dismiss,
    }),
    [code, soon, dismiss],
  )
}
