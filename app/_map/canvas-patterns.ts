import { useSyncExternalStore } from 'react'
import type { StandingMark } from '@/app/_ui/standing-mark'

const tile = 6
const borderWidth = 0.6
const restoredWidth = 2

/** Fills and outlines areas that share a mark, as that mark is drawn everywhere else. */
export interface Palette {
  paint: (context: CanvasRenderingContext2D, mark: StandingMark, areas: Path2D) => void
}

type Paint = string | CanvasPattern

function tiled(ground: string, draw: (context: CanvasRenderingContext2D) => void): Paint {
  const density = window.devicePixelRatio || 1
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.round(tile * density)
  const context = canvas.getContext('2d')
  if (!context) return ground
  context.scale(canvas.width / tile, canvas.height / tile)
  context.fillStyle = ground
  context.fillRect(0, 0, tile, tile)
  draw(context)
  const pattern = context.createPattern(canvas, 'repeat')
  pattern?.setTransform(new DOMMatrix().scale(tile / canvas.width, tile / canvas.height))
  return pattern ?? ground
}

/** Stripes that rise to the right; drawn past the edges, so that tiles meet. */
const striped = (ground: string, shade: string): Paint =>
  tiled(ground, (context) => {
    context.strokeStyle = shade
    context.lineWidth = Math.SQRT2
    for (const shift of [-tile, 0, tile]) {
      context.beginPath()
      context.moveTo(shift - 1, tile + 1)
      context.lineTo(shift + tile + 1, -1)
      context.stroke()
    }
  })

const dotted = (ground: string, dot: string, radius: number): Paint =>
  tiled(ground, (context) => {
    context.fillStyle = dot
    for (const at of [1.5, 4.5]) {
      context.beginPath()
      context.arc(at, at, radius, 0, 2 * Math.PI)
      context.fill()
    }
  })

/** The paints of all marks in the colours that hold at an element now; `version` changes when those do. */
export function palette(element: Element, _version: string): Palette {
  const style = getComputedStyle(element)
  const colour = (token: string) => style.getPropertyValue(`--${token}`).trim()
  const plane = colour('plane')
  const steps = [1, 2, 3, 4, 5, 6].map((step) => colour(`a${step}`))
  const stale = [0, 1, 2, 3, 4, 5, 6].map((shade) => striped(plane, colour(`h${shade}`)))
  const notReported = dotted(plane, colour('dot'), 0.9)
  const noFigure = dotted(colour('a0'), colour('page'), 1)
  const fillOf = (mark: StandingMark): Paint => {
    if (mark.kind === 'reported') return steps[mark.step] ?? plane
    if (mark.kind === 'stale') return stale[mark.step === null ? 0 : mark.step + 1] ?? plane
    return mark.kind === 'restored' ? plane : mark.kind === 'noFigure' ? noFigure : notReported
  }
  const border = colour('border')
  const light = colour('lamp-ink')
  return {
    paint: (context, mark, areas) => {
      context.globalAlpha = 1
      context.fillStyle = fillOf(mark)
      context.fill(areas, 'evenodd')
      context.lineWidth = borderWidth
      context.strokeStyle = border
      context.stroke(areas)
      if (mark.kind !== 'restored') return
      // Inside its own border alone, or the next area to be painted would cover half of it.
      context.save()
      context.clip(areas, 'evenodd')
      context.lineWidth = 2 * restoredWidth
      context.strokeStyle = light
      context.stroke(areas)
      context.restore()
    },
  }
}

const dark = '(prefers-color-scheme: dark)'

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(dark)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** Changes when the colours of the page do. */
export const usePaletteVersion = (): string => useSyncExternalStore(subscribe, () => (window.matchMedia(dark).matches ? 'dark' : 'light'))
