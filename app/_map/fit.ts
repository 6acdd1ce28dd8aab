import { type LatLngBounds, type Map as LeafletMap, point } from 'leaflet'

const padding: [number, number] = [14, 14]
export const fitOptions = { padding, animate: false }

// Fractions of a zoom level that no eye sees.
const nearly = 0.01

/** The zoom at which the whole territory fills the frame. */
export const fitZoom = (map: LeafletMap, bounds: LatLngBounds): number => map.getBoundsZoom(bounds, false, point(padding).multiplyBy(2))

/** Whether the map shows the whole territory, with nothing to go back from. */
export const isFit = (map: LeafletMap, bounds: LatLngBounds): boolean => map.getZoom() <= fitZoom(map, bounds) + nearly
