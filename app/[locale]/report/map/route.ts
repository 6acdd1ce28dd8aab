import { drawTerritory, placeIn } from '@/app/_ui/map-drawing'
import { doubleArea, grain, pathOf } from '@/app/_ui/map-shapes'
import { context } from '@/lib/service/context'
import { listRegions } from '@/lib/service/list-regions'
import type { PickerMap } from '../picker-map'

/** Smaller than a finger, in square units of the drawing: such a region gets a mark to press. */
const fingertip = 250

/** The small drawing of the territory, for choosing regions on it: the outlines that the phone's map of the dashboard has. */
export async function GET(): Promise<Response> {
  const ctx = await context()
  const { phone } = drawTerritory(ctx.territory.geometry(1, 'web'), ctx.territory.context()).shapes
  const points = new Map((await listRegions(ctx)).data.map(({ code, labelPoint }) => [code, labelPoint]))
  const map: PickerMap = {
    width: phone.frame.width,
    height: phone.frame.height,
    grain,
    regions: phone.regions.map(({ code, rings }) => {
      const point = points.get(code)
      const area = rings.reduce((sum, ring) => sum + Math.abs(doubleArea(ring)) / 2, 0)
      return { code, path: pathOf(rings), at: point ? placeIn(phone, point) : null, isSmall: area < fingertip }
    }),
  }
  return Response.json(map, { headers: { 'Cache-Control': 'public, max-age=86400' } })
}
