import { busySeries, frameStep } from './frames'
import { type Figure, median, rounds, timed } from './part'

/** A step of the time slider without the browser's drawing; every area changes at every step. */
export async function benchSteps(): Promise<Record<string, Figure>> {
  const figures: Record<string, Figure> = {}
  for (const areas of [27, 3200]) {
    const series = busySeries(areas)
    const before = new Map()
    for (let at = 0; at < 30; at++) frameStep(series, at, before)
    const times: number[] = []
    for (let i = 0; i < rounds * 30; i++) times.push(await timed(() => frameStep(series, i % 30, before)))
    figures[`${areas.toLocaleString('en')} areas`] = {
      figure: `${median(times).toFixed(2)} ms, at most ${Math.max(...times).toFixed(2)} ms`,
    }
  }
  return figures
}
