'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useEffect, useState } from 'react'
import type { MapRegion, MapWords } from '@/app/_ui/map-regions'
import type { Locale } from '@/lib/i18n/locale'
import styles from './region-map.module.css'

type MapState = 'waiting' | 'ready' | 'failed'

/** Stands in for a map whose code did not arrive: it says so, and the drawing stays. */
function Unavailable({ onState }: { onState: (state: 'failed') => void }) {
  useEffect(() => onState('failed'), [onState])
  return null
}

const RegionMap = dynamic(() => import('./region-map').catch(() => ({ default: Unavailable })), { ssr: false })

/** True once the browser has nothing more pressing to do than to load what the page can do without. */
function useIdle(): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(() => setIdle(true), 200)
      return () => clearTimeout(timer)
    }
    const request = requestIdleCallback(() => setIdle(true), { timeout: 2000 })
    return () => cancelIdleCallback(request)
  }, [])
  return idle
}

interface Props {
  regions: readonly MapRegion[]
  words: MapWords
  locale: Locale
  /** Of the territory's boundaries: a new one is fetched anew. */
  version: string
  children: ReactNode
}

/**
 * The map that moves. Its children, the drawing that came with the page, stay until it is ready, and for good where it cannot be:
 *
 *   <LiveMap regions={rows} words={mapWords(locale)} locale={locale} version={ctx.territory.version}>
 *     <StaticMap … />
 *   </LiveMap>
 */
export function LiveMap({ children, ...map }: Props) {
  const idle = useIdle()
  const [state, setState] = useState<MapState>('waiting')
  return (
    <div className={styles.stage}>
      {state !== 'ready' && children}
      {idle && state !== 'failed' && (
        <div className={state === 'ready' ? styles.live : styles.coming}>
          <RegionMap {...map} onState={setState} />
        </div>
      )}
      {state === 'failed' && <p className={styles.notice}>{map.words.unavailable}</p>}
    </div>
  )
}
