import type { Map as LeafletMap } from 'leaflet'

/** The layers of the map from the ground up; Leaflet's own panes lie at 200 to 700. */
export const panes = {
  ground: 310,
  regions: 400,
  inside: 405,
  over: 410,
  water: 420,
  restored: 430,
  marked: 440,
  incidents: 450,
  labels: 460,
} as const
export type PaneName = keyof typeof panes

const touched: readonly PaneName[] = ['regions', 'inside']

/** The pane of that name, made where the map does not have it yet. Only the regions' take the pointer. */
export function paneOf(map: LeafletMap, name: PaneName): HTMLElement {
  const pane = map.getPane(name) ?? map.createPane(name)
  pane.style.zIndex = String(panes[name])
  pane.style.pointerEvents = touched.includes(name) ? '' : 'none'
  return pane
}
