/** A point of a drawing, in its own units: x to the right, y down. */
export type Point = readonly [x: number, y: number]

/** A box of a drawing. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Where a drawing lies in the Web Mercator plane: multiply by `scale`, then move by `left` and `top`. */
export interface Frame {
  width: number
  height: number
  scale: number
  left: number
  top: number
}

const steepest = 85.0511287798066

/** Web Mercator (EPSG:3857) of a longitude and latitude in degrees, on a world that is 1 wide, y down: the plane of web map tiles. */
export function mercator(longitude: number, latitude: number): Point {
  const phi = (Math.min(Math.max(latitude, -steepest), steepest) * Math.PI) / 180
  return [longitude / 360 + 0.5, 0.5 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI)]
}

/** The box around points. Throws on none: an empty territory cannot be drawn. */
export function boundsOf(points: Iterable<Point>): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  if (left > right) throw new Error('nothing to fit a frame around')
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Fits a box of the Mercator plane into a drawing of the given size, centred, with `margin` left free on every side. */
export function fitFrame(bounds: Box, size: { width: number; height: number }, margin: number): Frame {
  const across = (size.width - 2 * margin) / bounds.width
  const down = (size.height - 2 * margin) / bounds.height
  const scale = Math.min(across, down)
  return {
    ...size,
    scale,
    left: size.width / 2 - (bounds.x + bounds.width / 2) * scale,
    top: size.height / 2 - (bounds.y + bounds.height / 2) * scale,
  }
}

/** The place of a longitude and latitude in a drawing. */
export function project(frame: Frame, longitude: number, latitude: number): Point {
  const [x, y] = mercator(longitude, latitude)
  return [x * frame.scale + frame.left, y * frame.scale + frame.top]
}
