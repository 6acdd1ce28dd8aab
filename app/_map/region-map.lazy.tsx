'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useEffect, useState } from 'react'
import type { MapProps } from './region-map'
import styles from './region-map.module.css'

type MapState = 'waiting' | 'ready' | 'failed'

/** Stands in for a map whose code did not arrive: it says so, and the drawing stays. */
function Unavailable({ onState }: { onState: (state: 'failed') => void }) {
  useEffect(() => onState('failed'), [onState])
  return null
}

const RegionMap = dynamic(() => import('./region-map').catch(() => ({ default: Unavailable })), { ssr: false })

/** Where a desk's screen shows the map at once, it is made ready at once; on a phone when the reader scrolls towards it. */
const near = '200px 0px'

/** True once an element is near the screen and the browser has nothing more pressing to do than to load what the page can do without. */
function useNearAndIdle(element: HTMLElement | null): boolean {
  const [isNear, setNear] = useState(false)
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    if (element === null) return
    const sights = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true), {
      rootMargin: near,
    })
    sights.observe(element)
    return () => sights.disconnect()
  }, [element])
  useEffect(() => {
    if (!isNear) return
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(() => setIdle(true), 200)
      return () => clearTimeout(timer)
    }
    const request = requestIdleCallback(() => setIdle(true), { timeout: 2000 })
    return () => cancelIdleCallback(request)
  }, [isNear])
  return idle
}

interface Props extends MapProps {
  /** What chooses how the map is told; it stands over the map and goes with it to the full screen. */
  tools: ReactNode
  children: ReactNode
}

/**
 * The map that moves. Its children, the drawing that came with the page, stay until it is ready, and for good where it cannot be:
 *
 *   <LiveMap regions={rows} telling={telling} words={mapWords(locale)} version={ctx.territory.version} tools={<MapSwitches … />} …>
 *     <StaticMap … />
 *   </LiveMap>
 */
export function LiveMap({ tools, children, ...map }: Props) {
  const [state, setState] = useState<MapState>('waiting')
  const [stage, setStage] = useState<HTMLElement | null>(null)
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  const wanted = useNearAndIdle(stage)
  return (
    <div className={styles.stage} ref={setStage}>
      <div className={styles.tools}>
        {tools}
        {state !== 'failed' && <div className={styles.slot} ref={setSlot} />}
      </div>
      <div className={styles.frame}>
        {state !== 'ready' && children}
        {wanted && state !== 'failed' && (
          <div className={state === 'ready' ? styles.live : styles.coming}>
            <RegionMap {...map} stage={stage} slot={state === 'ready' ? slot : null} onState={setState} />
          </div>
        )}
        {state === 'failed' && <p className={styles.notice}>{map.words.unavailable}</p>}
      </div>
    </div>
  )
}
