import '@/app/_ui/tokens.css'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import RegionMap, { type MapProps } from '@/app/_map/region-map'
import { type Frame, type RegionFrame, setShownFrame } from '@/app/_ui/shown-frame'

/** What the measuring process asks the page: the standing, the figure and the last figure of each region at each step. */
interface Measured {
  map: MapProps
  codes: string[]
  steps: [standing: RegionFrame['standing'], best: number | null][][]
}

const flat = (best: number | null) => ({ low: best, best, high: best })

/** The frames of a series; while stale a region keeps its last figure. */
function framesOf({ codes, steps }: Measured): (() => Frame)[] {
  return steps.map((step, at) => () => {
    const regions = new Map<string, RegionFrame>()
    step.forEach(([standing, best], place) => {
      const unit = 'customers'
      const last = standing === 'stale' ? ({ ...flat(best), unit } as const) : null
      regions.set(codes[place] ?? '', { standing, ...flat(standing === 'reported' ? best : null), unit, last })
    })
    return { at, regions }
  })
}

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))

async function measureSteps(frames: readonly (() => Frame)[], rounds: number) {
  const work: number[] = []
  const begin = performance.now()
  for (let at = 0; at < rounds; at++) {
    await nextFrame()
    const before = performance.now()
    const frame = frames[at % frames.length]?.() ?? null
    flushSync(() => setShownFrame(frame))
    work.push(performance.now() - before)
  }
  await nextFrame()
  return { fps: (1000 * rounds) / (performance.now() - begin), work }
}

let counting = false
const gaps: number[] = []

/** Counts the screen's frames from now until `stopCounting`. */
async function startCounting(): Promise<void> {
  gaps.length = 0
  counting = true
  let last = await nextFrame()
  const tick = (now: number) => {
    gaps.push(now - last)
    last = now
    if (counting) requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
}

function stopCounting(): number[] {
  counting = false
  return [...gaps]
}

const measured: Measured = await (await fetch('/measured.json')).json()
const frames = framesOf(measured)
const root = document.getElementById('root')
if (root) {
  const map = <RegionMap {...measured.map} stage={root} slot={null} onState={(state) => root.setAttribute('data-state', state)} />
  createRoot(root).render(map)
}

Object.assign(window, { bench: { measureSteps: (rounds: number) => measureSteps(frames, rounds), startCounting, stopCounting } })
