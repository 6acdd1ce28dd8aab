import { type LatLngBounds, point } from 'leaflet'
import { useEffect, useRef } from 'react'
import { useMap, useMapEvents } from 'react-leaflet'

export const fitPadding: [number, number] = [14, 14]

interface Props {
  name: string
  bounds: LatLngBounds
  /** Called when the reader presses where no region is. */
  onGround: () => void
}

/**
 * A map that does not get in the way of the page: the wheel scrolls the page until the map has the focus or ctrl is held,
 * and a finger does so until the map is larger than its frame.
 */
export function MapManners({ name, bounds, onGround }: Props) {
  const map = useMap()
  const fit = useRef(map.getZoom())

  useMapEvents({
    click: onGround,
    zoomend: () => (map.getZoom() > fit.current ? map.dragging.enable() : map.dragging.disable()),
    resize: () => {
      const wasFit = map.getZoom() <= fit.current
      map.setMinZoom(0)
      fit.current = map.getBoundsZoom(bounds, false, point(fitPadding).multiplyBy(2))
      if (wasFit) map.fitBounds(bounds, { padding: fitPadding, animate: false })
      map.setMinZoom(fit.current)
    },
  })

  useEffect(
    function nameMap() {
      const container = map.getContainer()
      container.setAttribute('role', 'group')
      container.setAttribute('aria-label', name)
    },
    [map, name],
  )

  useEffect(
    function holdAtFit() {
      fit.current = map.getZoom()
      map.setMinZoom(fit.current)
    },
    [map],
  )

  useEffect(
    function zoomWithCtrl() {
      const container = map.getContainer()
      const decide = ({ ctrlKey }: WheelEvent) => {
        const wanted = ctrlKey || document.activeElement === container
        if (wanted) map.scrollWheelZoom.enable()
        else map.scrollWheelZoom.disable()
      }
      container.addEventListener('wheel', decide, { capture: true, passive: true })
      return () => container.removeEventListener('wheel', decide, { capture: true })
    },
    [map],
  )

  return null
}
