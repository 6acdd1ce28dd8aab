import 'leaflet/dist/leaflet.css'
import { latLngBounds } from 'leaflet'
import { useEffect, useMemo, useState } from 'react'
import { AttributionControl, MapContainer } from 'react-leaflet'
import type { Topology } from 'topojson-specification'
import type { MapRegion, MapWords } from '@/app/_ui/map-regions'
import { arcsOf } from '@/app/_ui/map-topology'
import { useTopology } from '@/lib/client/use-topology'
import type { Locale } from '@/lib/i18n/locale'
import { ContextLayer } from './context-layer'
import { fitOptions } from './fit'
import { LabelLayer } from './label-layer'
import { MapButtons } from './map-buttons'
import { MapManners } from './map-manners'
import { RegionCard } from './region-card'
import { RegionLayer } from './region-layer'
import styles from './region-map.module.css'

const boundaries = '/api/v1/regions/geometry?level=1&format=topojson'
// A file of the build with its own address, so that it is fetched once and kept: the neighbours, rivers and lakes of the pack.
const surroundings = new URL('../../data/packs/ua/context.topojson', import.meta.url).href

const deepest = 10

interface Props {
  regions: readonly MapRegion[]
  words: MapWords
  locale: Locale
  version: string
  onState: (state: 'ready' | 'failed') => void
}

function boundsOf(topology: Topology) {
  return latLngBounds(arcsOf(topology).flatMap((arc) => arc.map(([longitude, latitude]): [number, number] => [latitude, longitude])))
}

/** The territory on Leaflet, without tiles: the same marks, labels and projection as the drawing it takes the place of. */
export default function RegionMap({ version, onState, ...shown }: Props) {
  const geometry = useTopology(boundaries, version)
  const context = useTopology(surroundings, version)
  const failed = geometry.error !== undefined || context.error !== undefined
  useEffect(() => {
    if (failed) onState('failed')
  }, [failed, onState])
  if (!geometry.topology || !context.topology) return null
  return <Territory {...shown} geometry={geometry.topology} context={context.topology} onReady={() => onState('ready')} />
}

interface TerritoryProps extends Omit<Props, 'version' | 'onState'> {
  geometry: Topology
  context: Topology
  onReady: () => void
}

function Territory({ regions, words, locale, geometry, context, onReady }: TerritoryProps) {
  const bounds = useMemo(() => boundsOf(geometry), [geometry])
  const [pinned, setPinned] = useState<string | null>(null)
  return (
    <>
      <MapContainer
        className={styles.map}
        bounds={bounds}
        boundsOptions={fitOptions}
        maxBounds={bounds.pad(0.35)}
        maxZoom={deepest}
        zoomSnap={0}
        zoomDelta={0.8}
        zoomAnimation={false}
        fadeAnimation={false}
        zoomControl={false}
        scrollWheelZoom={false}
        dragging={false}
        attributionControl={false}
        whenReady={onReady}
      >
        <MapManners name={words.name} bounds={bounds} onGround={() => setPinned(null)} />
        <ContextLayer geometry={geometry} context={context} />
        <RegionLayer geometry={geometry} regions={regions} onPin={setPinned} />
        <LabelLayer geometry={geometry} context={context} regions={regions} seas={words.seas} locale={locale} />
        <MapButtons words={words} bounds={bounds} />
        <AttributionControl position="bottomright" prefix={words.attribution} />
      </MapContainer>
      <RegionCard regions={regions} pinned={pinned} />
    </>
  )
}
