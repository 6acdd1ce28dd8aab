'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { isFileFormat } from './file-format'

/** What the tools say, in the page's language; see `chartToolWords`. */
export interface ChartToolWords {
  failed: string
}

interface Props {
  /** The day that the files are named by, `YYYY-MM-DD`. */
  day?: string
  words: ChartToolWords
  children: ReactNode
}

/** Makes the buttons of every ChartFrame inside it work, by delegation: the charts themselves stay as the server drew them. */
export function ChartTools({ day, words, children }: Props) {
  const root = useRef<HTMLDivElement>(null)
  const [said, say] = useState('')
  useEffect(() => {
    const element = root.current
    if (element === null) return
    const save = async ({ target }: Event) => {
      const button = target instanceof Element ? target.closest('[data-save]') : null
      const figure = button?.closest<HTMLElement>('[data-chart]')
      const format = button?.getAttribute('data-save')
      if (!figure || !isFileFormat(format)) return
      say('')
      try {
        const { saveChart } = await import('./save-chart')
        await saveChart(figure, format, day)
      } catch {
        say(words.failed)
      }
    }
    element.addEventListener('click', save)
    return () => element.removeEventListener('click', save)
  }, [day, words.failed])
  return (
    <div ref={root} className="contents">
      {children}
      <p role="status">{said}</p>
    </div>
  )
}
