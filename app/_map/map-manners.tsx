import type { LatLngBounds } from 'leaflet'
import { useEffect, useRef } from 'react'
import { useMap, useMapEvents } from 'react-leaflet'
import { fitOptions, fitZoom, isFit } from './fit'

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
  const whole = useRef(true)

  useMapEvents({
    click: onGround,
    zoomend: () => {
      whole.current = isFit(map, bounds)
      if (whole.current) map.dragging.disable()
      else map.dragging.enable()
    },
    resize: () => {
      if (whole.current) {
        // A least zoom above the present one is gone to by an animation, which ends when the frame may be another already.
        map.setMinZoom(0)
        map.fitBounds(bounds, fitOptions)
      }
      map.setMinZoom(fitZoom(map, bounds))
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
    function followFrame() {
      // The frame changes without the window where it goes full screen.
      const watched = new ResizeObserver(() => map.invalidateSize({ pan: false }))
      watched.observe(map.getContainer())
      return () => watched.disconnect()
    },
    [map],
  )

  useEffect(
    function holdAtFit() {
      map.setMinZoom(fitZoom(map, bounds))
    },
    [map, bounds],
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
