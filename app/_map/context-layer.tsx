import { layerGroup, polygon, polyline } from 'leaflet'
import { useEffect } from 'react'
import { useMap } from 'react-leaflet'
import type { Topology } from 'topojson-specification'
import { placedLines } from './lat-lngs'
import { paneOf } from './panes'
import styles from './region-map.module.css'

const smallestRiver = 3
const quiet = { interactive: false, fillOpacity: 1 } as const

interface Props {
  geometry: Topology
  context: Topology
  /** Whether tiles show what lies around: the coast alone is drawn then. */
  hasTiles: boolean
}

/** What lies around and across the regions: neighbours and the coast under them, rivers and lakes over them. */
export function ContextLayer({ geometry, context, hasTiles }: Props) {
  const map = useMap()

  useEffect(
    function addGround() {
      paneOf(map, 'ground')
      const layers = layerGroup([
        ...(hasTiles ? [] : placedLines(context, 'neighbours')).map(({ lines }) =>
          polygon(lines, { ...quiet, pane: 'ground', className: styles.neighbour }),
        ),
        ...placedLines(geometry).map(({ lines }) =>
          polygon(lines, { ...quiet, fill: !hasTiles, pane: 'ground', className: styles.coast ?? '' }),
        ),
      ]).addTo(map)
      return () => void layers.remove()
    },
    [map, geometry, context, hasTiles],
  )

  useEffect(
    function addWater() {
      if (hasTiles) return
      paneOf(map, 'water')
      const rivers = placedLines(context, 'rivers').filter(({ properties }) => Number(properties.rank) <= smallestRiver)
      const riverClass = (rank: unknown) => (rank === 1 ? `${styles.river} ${styles.mainRiver}` : styles.river)
      const layers = layerGroup([
        ...rivers.map(({ properties, lines }) =>
          polyline(lines, { interactive: false, pane: 'water', className: riverClass(properties.rank) }),
        ),
        ...placedLines(context, 'lakes').map(({ lines }) => polygon(lines, { ...quiet, pane: 'water', className: styles.lake })),
      ]).addTo(map)
      return () => void layers.remove()
    },
    [map, context, hasTiles],
  )

  return null
}
