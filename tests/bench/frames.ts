import { bucketAt, frameOf, tallyOf } from '@/app/_time/frames'
import { isSameState, rowText } from '@/app/_time/row-text'
import { rowWords } from '@/app/_time/time-words'
import type { RegionFrame } from '@/app/_ui/shown-frame'
import { Series, type SeriesPoint } from '@/lib/schema/impact'

const first = Date.parse('2025-12-10T22:00:00Z')
const day = 86_400_000
const words = rowWords('en')

/** A region on a day, another from day to day: reported, then stale, then not reported. */
function pointOn(day: number, region: number): SeriesPoint {
  const told = 1000 + ((day * 7919 + region * 104_729) % 500_000)
  const silent = { low: null, best: null, high: null, peak: null, hoursCovered: 0 }
  const turn = (day + region) % 4
  if (turn === 3) return { ...silent, standing: 'notReported', unit: null }
  if (turn === 2)
    return { ...silent, standing: 'stale', unit: 'customers', last: { low: told, best: told, high: told + 500, unit: 'customers' } }
  return { low: told, best: told, high: told + 500, peak: told, hoursCovered: 24, standing: 'reported', unit: 'customers' }
}

/** A month of days in which every area changes every day: more than any real one asks for. */
export function busySeries(areas: number): Series {
  const buckets = Array.from({ length: 30 }, (_, at) => {
    const points = Array.from({ length: areas }, (_, region) => [`UA-${region}`, pointOn(at, region)] as const)
    const [start, end] = [first + at * day, first + (at + 1) * day].map((time) => new Date(time).toISOString())
    return { start, end, regions: Object.fromEntries(points), total: { low: 1, best: 2, high: 3, peak: 3, reported: areas } }
  })
  const ends = { from: new Date(first).toISOString(), to: new Date(first + 30 * day).toISOString() }
  return Series.parse({ service: 'electricity', step: 'day', ...ends, knownAt: null, publishedBy: null, buckets, hours: {} })
}

/** A step of the slider but for the browser's drawing: the frame is found and made, and every row that changes gets its words. Answers how many. */
export function frameStep(series: Series, at: number, before: Map<string, RegionFrame>): number {
  const bucket = bucketAt(series, first + (at + 1) * day)
  if (bucket === undefined) throw new Error(`there is no bucket ${at}`)
  tallyOf(bucket, 'connections')
  let changed = 0
  for (const [code, region] of frameOf(bucket).regions) {
    if (isSameState(before.get(code), region)) continue
    rowText(region, 'en', words)
    before.set(code, region)
    changed += 1
  }
  return changed
}
