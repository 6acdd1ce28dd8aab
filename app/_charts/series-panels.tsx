'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import styles from './series-chart.module.css'
import type { PanelFrame } from './series-option'
import type { SeriesPanel } from './series-rows'
import type { PanelTip, PanelWords } from './series-words'

/** A panel with what it says, and the drawing it comes with. */
export interface TellingPanel {
  panel: SeriesPanel
  words: PanelWords
  tips: readonly PanelTip[]
  svg: string
}

/** The width of an element, null until it is near the screen and the browser is idle: nothing is loaded for what nobody looks at. */
function useWidthOnceSeen(element: RefObject<HTMLElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null)
  useEffect(() => {
    const box = element.current
    if (!box) return
    const resizes = new ResizeObserver(([entry]) => entry && setWidth(Math.round(entry.contentRect.width)))
    const sights = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        sights.disconnect()
        resizes.observe(box)
      },
      { rootMargin: '400px' },
    )
    sights.observe(box)
    return () => {
      sights.disconnect()
      resizes.disconnect()
    }
  }, [element])
  return width
}

/** Draws the panel anew with the library, at its own width, so that it can be pointed at. False until it stands. */
function useLiveChart(
  stage: RefObject<HTMLDivElement | null>,
  { panel, tips }: TellingPanel,
  frame: PanelFrame,
  width: number | null,
): boolean {
  const [drawn, setDrawn] = useState(false)
  useEffect(() => {
    const box = stage.current
    if (!box || !width) return
    let chart: { dispose: () => void } | undefined
    let gone = false
    import('./live-panel')
      .then(({ drawPanel }) => {
        if (gone) return
        chart = drawPanel(box, panel, frame, tips, width)
        setDrawn(true)
      })
      // Without the library, or the network to fetch it, the drawing that came with the page stands as it is.
      .catch(() => setDrawn(false))
    return () => {
      gone = true
      chart?.dispose()
    }
  }, [stage, panel, tips, frame, width])
  return drawn
}

function Panel({ telling, frame }: { telling: TellingPanel; frame: PanelFrame }) {
  const box = useRef<HTMLDivElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  const width = useWidthOnceSeen(box)
  const live = useLiveChart(stage, telling, frame, width)
  const { words, svg } = telling
  return (
    <figure className={styles.panel} data-region={telling.panel.region}>
      <h3>
        {words.name} <span>{words.now}</span>
      </h3>
      <div ref={box} className={styles.drawing} role="img" aria-label={words.summary}>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by our own server from numbers and dates */}
        <div className={live ? styles.away : undefined} dangerouslySetInnerHTML={{ __html: svg }} />
        <div ref={stage} className={styles.live} />
      </div>
    </figure>
  )
}

/** The panels of a chart: whole as they come from the server, and told more of when pointed at. */
export function SeriesPanels({ panels, frame }: { panels: readonly TellingPanel[]; frame: PanelFrame }) {
  return (
    <div className={styles.panels}>
      {panels.map((telling) => (
        <Panel key={telling.panel.region} telling={telling} frame={frame} />
      ))}
    </div>
  )
}
