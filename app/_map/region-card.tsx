import type { LatLngBounds, Map as LeafletMap } from 'leaflet'
import type { CSSProperties, MouseEvent } from 'react'
import type { MapRegion } from '@/app/_ui/map-regions'
import type { MapWords } from '@/app/_ui/map-words'
import { openRow } from './open-row'
import styles from './region-map.module.css'
import type { CardHandle } from './use-card'

const cardWidth = 260
const cardHeight = 168
const gap = 6
// Below this a card beside its region would hide the rest of the map; it stands under the map.
const roomBeside = 600

/** Beside the region, on the side that has room, so that the pointer reaches the card without crossing the map. */
function besideRegion(map: LeafletMap, bounds: LatLngBounds): CSSProperties {
  const { x: width, y: height } = map.getSize()
  if (width < roomBeside) return {}
  const northWest = map.latLngToContainerPoint(bounds.getNorthWest())
  const southEast = map.latLngToContainerPoint(bounds.getSouthEast())
  const right = southEast.x + gap
  const left = northWest.x - gap - cardWidth
  const at = right + cardWidth < width - gap ? right : left > gap ? left : gap
  const top = Math.max(gap, Math.min(height - cardHeight, northWest.y))
  return { left: Math.round(at), top: Math.round(top), bottom: 'auto', width: cardWidth }
}

interface Props {
  map: LeafletMap
  region: MapRegion
  bounds: LatLngBounds | null
  card: CardHandle
  words: MapWords
  /** Whether the page shows this very moment, so that its table can say how the figure was made. */
  isOfPage: boolean
}

/** What is known of one region: standing, range with its unit, as-of, sources, and the way to how it was made. */
export function RegionCard({ map, region, bounds, card, words, isOfPage }: Props) {
  const { standing, figure, share, asOf, sources } = region.card
  const address = region.away ?? `#row-${region.code}`
  const follow = (event: MouseEvent) => {
    if (region.away === undefined && openRow(region.code)) event.preventDefault()
    card.dismiss()
  }
  return (
    <section
      className={styles.card}
      style={bounds ? besideRegion(map, bounds) : {}}
      aria-label={region.name}
      // Over and not enter: React tells of entering before the region under it has been told that the pointer left.
      onPointerOver={card.hold}
      onPointerLeave={card.leave}
      onFocus={card.hold}
      onBlur={card.leave}
    >
      <b>{region.name}</b>
      <p>
        {standing}
        {asOf && `, ${asOf}`}
      </p>
      {figure && <p className={styles.figure}>{figure}</p>}
      {share && <p className={styles.figure}>{share}</p>}
      {sources && <p>{sources}</p>}
      {isOfPage && (
        <a href={address} onClick={follow}>
          {words.how}
        </a>
      )}
      <button type="button" className={styles.close} aria-label={words.close} onClick={card.dismiss}>
        ×
      </button>
    </section>
  )
}
