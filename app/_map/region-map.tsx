import 'leaflet/dist/leaflet.css'
import { type LatLngBounds, type Map as LeafletMap, latLngBounds } from 'leaflet'
import { useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { MapContainer, TileLayer, useMapEvents } from 'react-leaflet'
import type { Topology } from 'topojson-specification'
import type { LinkedMark } from '@/app/_ui/incident-marks'
import { drawTerritory } from '@/app/_ui/map-drawing'
import { type MapRegion, type MapTelling, mapRegions, toldThemselves } from '@/app/_ui/map-regions'
import { mainPoints } from '@/app/_ui/map-topology'
import type { MapWords } from '@/app/_ui/map-words'
import { setMarkedRegion } from '@/app/_ui/marked-region'
import { useImpact } from '@/lib/client/use-impact'
import { useTopology } from '@/lib/client/use-topology'
import type { territories } from '@/lib/schema/vocabulary'
import { AreaCanvas } from './area-canvas'
import { ContextLayer } from './context-layer'
import { fitOptions, fitZoom } from './fit'
import { LabelLayer } from './label-layer'
import { type Area, areasOf, boundsOfArea } from './lat-lngs'
import { MapButtons } from './map-buttons'
import { MapManners } from './map-manners'
import { RegionCard } from './region-card'
import { RegionFinder } from './region-finder'
import { RegionLayer } from './region-layer'
import styles from './region-map.module.css'
import { type CardHandle, useCard } from './use-card'
import { useShownRegions } from './use-shown-regions'

const boundaries = (level: 1 | 2) => `/api/v1/regions/geometry?level=${level}&format=topojson`
// Files of the build with addresses of their own, so that each is fetched once and kept: the neighbours, rivers and lakes of a pack.
const surroundings = {
  ua: new URL('../../data/packs/ua/context.topojson', import.meta.url).href,
  us: new URL('../../data/packs/us/context.topojson', import.meta.url).href,
}

const deepest = 10
/** How much nearer than the whole the map must be before raions have room. */
const nearEnough = 1.2
/** From this many on, areas are painted on a canvas: as elements they would be too slow to move. */
const many = 400

export interface MapProps {
  regions: readonly MapRegion[]
  /** Smaller regions with something of their own to tell; null where the view is of the larger ones. */
  inside: readonly MapRegion[] | null
  /** The incidents current in the larger ones, where the view has them. */
  marks: readonly LinkedMark[]
  telling: MapTelling
  words: MapWords
  territory: (typeof territories)[number]
  /** Of the territory's boundaries: a new one is fetched anew. */
  version: string
  /** Where the API answers the same question of the smaller regions, and where one that stands for CODE is told in full. */
  raions: string
  raionRows: string
  /** The view is of the smaller regions, and they are too many to come with the page. */
  raionsAtOnce: boolean
  tiles: { url: string; attribution: string } | null
}

interface Props extends MapProps {
  /** The element that fills the screen when asked to, and the one that the search stands in. */
  stage: HTMLElement | null
  slot: HTMLElement | null
  onState: (state: 'ready' | 'failed') => void
}

function boundsOf(topology: Topology) {
  return latLngBounds(mainPoints(topology).map(([longitude, latitude]): [number, number] => [latitude, longitude]))
}

/** The territory on Leaflet: the same marks, labels and projection as the drawing it takes the place of. */
export default function RegionMap({ onState, ...shown }: Props) {
  const geometry = useTopology(boundaries(1), shown.version)
  const context = useTopology(surroundings[shown.territory], shown.version)
  const failed = geometry.error !== undefined || context.error !== undefined
  useEffect(() => {
    if (failed) onState('failed')
  }, [failed, onState])
  const isDrawn = useDrawnAhead(geometry.topology, context.topology)
  if (!isDrawn || !geometry.topology || !context.topology) return null
  return <Territory {...shown} geometry={geometry.topology} context={context.topology} onReady={() => onState('ready')} />
}

/** Draws the shapes that labels stand on in a task of their own, so that a phone answers a finger between them and the map; true when done. */
function useDrawnAhead(geometry: Topology | undefined, context: Topology | undefined): boolean {
  const [drawn, setDrawn] = useState<Topology | null>(null)
  useEffect(() => {
    if (!geometry || !context) return
    const task = setTimeout(() => {
      void drawTerritory(geometry, context).shapes.wide
      setTimeout(() => setDrawn(geometry))
    })
    return () => clearTimeout(task)
  }, [geometry, context])
  return geometry !== undefined && drawn === geometry
}

interface TerritoryProps extends Omit<Props, 'onState'> {
  geometry: Topology
  context: Topology
  onReady: () => void
}

const none: readonly MapRegion[] = []
const unmarked: readonly LinkedMark[] = []

/** The smaller regions to draw: the page's own, or, once the reader is near, those the API has something to tell of. */
function useInside({ inside, telling, version, raions, raionRows, raionsAtOnce }: MapProps, isClose: boolean, isWanted: boolean) {
  const isNear = isClose || raionsAtOnce
  const [wasNear, setWasNear] = useState(raionsAtOnce)
  if (isNear && !wasNear) setWasNear(true)
  const { topology } = useTopology(wasNear || isWanted || (inside !== null && inside.length > 0) ? boundaries(2) : null, version)
  const impact = useImpact(inside === null && wasNear ? raions : null)
  const areas = useMemo(() => (topology ? areasOf(topology) : new Map<string, Area>()), [topology])
  const found = useMemo(() => {
    const told = impact ? mapRegions(toldThemselves(impact.data), [...areas.values()], telling) : none
    return told.map((region) => ({ ...region, away: raionRows.replace('CODE', region.code) }))
  }, [impact, areas, telling, raionRows])
  return { small: topology, areas, regions: inside ?? (isNear ? found : none) }
}

const fitTo = (map: LeafletMap | null, bounds: LatLngBounds | null) => bounds && map?.fitBounds(bounds, fitOptions)

function knownBounds(areas: ReadonlyMap<string, Area>, regions: readonly MapRegion[]): LatLngBounds | null {
  const known = regions.flatMap(({ code, mark }) => (mark.kind === 'notReported' ? [] : (areas.get(code) ?? [])))
  return known.length > 0 ? latLngBounds(known.flatMap(({ lines }) => lines.flat())) : null
}

function Territory({ geometry, context, onReady, ...props }: TerritoryProps) {
  const { words, telling, tiles, stage, slot } = props
  const bounds = useMemo(() => boundsOf(geometry), [geometry])
  const card = useCard()
  const [map, setMap] = useState<LeafletMap | null>(null)
  const [isNear, setNear] = useState(false)
  const [isSearched, setSearched] = useState(false)
  const isMany = props.regions.length > many
  const { regions: shown, isOfPage, tell } = useShownRegions(props.regions, telling, isMany)
  const small = useInside(props, isNear, isSearched)
  const inside = isOfPage ? small.regions : none
  // As elements so many would be too slow to move: they are painted over the larger ones.
  const [drawn, painted] = inside.length > many ? [none, inside] : [inside, none]
  const large = useMemo(() => areasOf(geometry), [geometry])
  const areas = useMemo(() => new Map([...large, ...small.areas]), [large, small.areas])
  const isKnown = shown.some(({ mark }) => mark.kind !== 'notReported')
  const show = (area: Area) => {
    map?.fitBounds(boundsOfArea(area), fitOptions)
    setMarkedRegion(area.code)
    card.pin(area.code)
  }
  const reset = () => {
    setMarkedRegion(null)
    card.dismiss()
  }
  return (
    <>
      {slot &&
        createPortal(
          <RegionFinder areas={areas} words={words} locale={telling.locale} onWant={() => setSearched(true)} onFound={show} />,
          slot,
        )}
      <MapContainer
        ref={setMap}
        className={tiles ? `${styles.map} ${styles.tiled}` : (styles.map ?? '')}
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
        {tiles && <TileLayer url={tiles.url} attribution="" />}
        <MapManners name={words.name} bounds={bounds} onGround={() => card.pin(null)} />
        <Nearness bounds={bounds} onChange={setNear} />
        <ContextLayer geometry={geometry} context={context} hasTiles={tiles !== null} />
        {isMany ? (
          <AreaCanvas areas={areas} regions={shown} pane="regions" card={card} />
        ) : (
          <>
            <RegionLayer areas={areas} regions={shown} inside={drawn} isDivided={inside.length > 0} card={card} />
            {painted.length > 0 && <AreaCanvas areas={areas} regions={painted} pane="inside" card={card} />}
            <LabelLayer
              grounds={{ geometry, context, small: small.small }}
              regions={shown}
              inside={drawn}
              marks={isOfPage ? props.marks : unmarked}
              seas={words.seas}
              locale={telling.locale}
            />
          </>
        )}
        <MapButtons
          words={words}
          bounds={bounds}
          onFit={isKnown ? () => fitTo(map, knownBounds(large, shown)) : null}
          stage={stage}
          onReset={reset}
        />
        <p className={styles.attribution}>
          {words.attribution}
          {tiles && ` · ${tiles.attribution}`}
        </p>
      </MapContainer>
      {map && <Card map={map} rows={[...inside, ...shown]} areas={areas} card={card} words={words} isOfPage={isOfPage} tell={tell} />}
    </>
  )
}

interface CardProps {
  map: LeafletMap
  rows: readonly MapRegion[]
  areas: ReadonlyMap<string, Area>
  card: CardHandle
  words: MapWords
  isOfPage: boolean
  tell: (region: MapRegion) => MapRegion
}

function Card({ rows, areas, card, tell, ...shown }: CardProps) {
  const region = card.code === null ? undefined : rows.find(({ code }) => code === card.code)
  const area = region && areas.get(region.code)
  return region ? <RegionCard {...shown} region={tell(region)} bounds={area ? boundsOfArea(area) : null} card={card} /> : null
}

/** Tells when the map is near enough for smaller regions, and when no more. */
function Nearness({ bounds, onChange }: { bounds: LatLngBounds; onChange: (isNear: boolean) => void }) {
  const map = useMapEvents({ zoomend: () => onChange(map.getZoom() > fitZoom(map, bounds) + nearEnough) })
  return null
}
