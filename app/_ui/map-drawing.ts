import type { Topology } from 'topojson-specification'
import type { Locale } from '@/lib/i18n/locale'
import { type Ground, layGround } from './map-ground'
import { boundsOf, type Frame, fitFrame, mercator, type Point, project } from './map-projection'
import { clipLine, clipRing, doubleArea, grain, linePathOf, pathOf, type Ring } from './map-shapes'
import { isAside, mainPoints, outlinesOf } from './map-topology'

/** The two drawings: a phone has its own, not a shrunken one. Sizes in units of the drawing, about a CSS pixel each. */
export const drawings = {
  wide: { width: 760, height: 540, margin: 14, bend: 1.6, leader: 230, label: { strong: 14.2, plain: 13.4, quiet: 12.6, context: 12 } },
  phone: { width: 390, height: 300, margin: 9, bend: 1.8, leader: 150, label: { strong: 13.6, plain: 12.6, quiet: 12.6, context: 12 } },
} as const
export type DrawingName = keyof typeof drawings

export interface NeighbourShape {
  name: Record<Locale, string>
  rings: readonly Ring[]
}

export interface RegionShape {
  code: string
  rings: readonly Ring[]
}

/** Everything of a drawing that does not depend on the records. */
export interface MapShapes {
  frame: Frame
  regions: RegionShape[]
  /** Smaller regions drawn over the larger ones they lie in; they own their ground. */
  inside: RegionShape[]
  neighbours: NeighbourShape[]
  rivers: { lines: readonly Point[][]; main: boolean }[]
  lakes: Ring[]
  /** The regions and what is inside as ground for labels, by their index in both together; the neighbours likewise. */
  ground: Ground
  abroad: Ground
}

const smallestIsland = 3
const smallestRiver = 2
// Lines are cut this far outside the frame, so that no cut shows and the phone's frame is covered too.
const overrun = 40

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The canonical code of a boundary, as the territory's geometry has it. */
export const boundaryCode = (properties: Record<string, unknown>): string => textOf(properties.code)

const nameOf = (properties: Record<string, unknown>) => ({ en: textOf(properties.name_en), uk: textOf(properties.name_uk) })

function visible(rings: readonly Ring[], { width, height }: Frame): Ring[] {
  return rings.map((ring) => clipRing(ring, -overrun, -overrun, width + overrun, height + overrun)).filter((ring) => ring.length > 2)
}

const passing = (line: readonly Point[], { width, height }: Frame) => clipLine(line, -overrun, -overrun, width + overrun, height + overrun)

const ringsOf = (shapes: readonly { rings: readonly Ring[] }[]) => shapes.map(({ rings }) => rings)

const large = (rings: readonly Ring[]) => rings.filter((ring) => Math.abs(doubleArea(ring)) > 2 * smallestIsland)

/** The frame of a drawing around the boundaries of a territory, without those that lie aside. */
export function territoryFrame(geometry: Topology, size: { width: number; height: number }, margin: number): Frame {
  const points = mainPoints(geometry).map(([longitude, latitude]) => mercator(longitude, latitude))
  return fitFrame(boundsOf(points), size, margin)
}

/** An object whose properties are worked out when they are first asked for. */
function lazily<T extends object>(makers: { [K in keyof T]: () => T[K] }): T {
  const made: Partial<T> = {}
  const properties = Object.keys(makers) as (keyof T)[]
  for (const property of properties) Object.defineProperty(made, property, { enumerable: true, get: once(makers[property]) })
  return made as T
}

function once<V>(make: () => V): () => V {
  let made: { value: V } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Of so many regions each is small on the page: their bends go straight sooner, so that all of them weigh what a few do. */
const manyRegions = 40
const coarser = 3

function drawShapes(geometry: Topology, context: Topology, name: DrawingName): MapShapes {
  const { width, height, margin, bend } = drawings[name]
  const frame = territoryFrame(geometry, { width, height }, margin)
  const place = ([longitude, latitude]: Point) => project(frame, longitude, latitude)
  const drawRegions = (area: number): RegionShape[] =>
    outlinesOf(geometry, undefined, place, area).map(({ properties, lines }) => ({
      code: boundaryCode(properties),
      rings: large(isAside(properties) ? visible(lines, frame) : lines),
    }))
  const first = drawRegions(bend)
  const regions = first.length > manyRegions ? drawRegions(coarser * bend) : first
  const neighbours = outlinesOf(context, 'neighbours', place, 2 * bend)
    .map(({ properties, lines }) => ({ name: nameOf(properties), rings: large(visible(lines, frame)) }))
    .filter(({ rings }) => rings.length > 0)
  const rivers = outlinesOf(context, 'rivers', place, 1.5 * bend)
    .filter(({ properties }) => Number(properties.rank) <= smallestRiver)
    .map(({ properties, lines }) => ({ lines: lines.flatMap((line) => passing(line, frame)), main: properties.rank === 1 }))
    .filter(({ lines }) => lines.length > 0)
  const lakes = outlinesOf(context, 'lakes', place, bend).flatMap(({ lines }) => large(visible(lines, frame)))
  return withGrounds({ frame, regions, inside: [], neighbours, rivers, lakes })
}

/** The grounds are laid when the first label asks for them: shapes that only lead to others have none. */
function withGrounds(shapes: Omit<MapShapes, 'ground' | 'abroad'>): MapShapes {
  const { frame, regions, inside, neighbours } = shapes
  const grounds = lazily({
    ground: () => layGround(ringsOf([...regions, ...inside]), frame),
    abroad: () => layGround(ringsOf(neighbours), frame),
  })
  return Object.assign(grounds, shapes)
}

/** The shapes as SVG path data in `grain`ths of a unit. */
export interface MapPaths {
  regions: ReadonlyMap<string, string>
  neighbours: string
  mainRivers: string
  rivers: string
  lakes: string
}

function writePaths(shapes: MapShapes): MapPaths {
  const rivers = (main: boolean) => linePathOf(shapes.rivers.filter((river) => river.main === main).flatMap(({ lines }) => lines))
  return {
    regions: new Map(shapes.regions.map(({ code, rings }) => [code, pathOf(rings)])),
    neighbours: pathOf(shapes.neighbours.flatMap(({ rings }) => rings)),
    mainRivers: rivers(true),
    rivers: rivers(false),
    lakes: pathOf(shapes.lakes),
  }
}

export interface Drawn {
  shapes: Record<DrawingName, MapShapes>
  /** Of the wide drawing; the phone's refers to them. */
  paths: MapPaths
}

// A browser needs the wide shapes alone: what nobody asks for is not drawn.
function drawAll(geometry: Topology, context: Topology): Drawn {
  const shapes = lazily({ wide: () => drawShapes(geometry, context, 'wide'), phone: () => drawShapes(geometry, context, 'phone') })
  return lazily({ shapes: () => shapes, paths: () => writePaths(shapes.wide) })
}

const known = new WeakMap<Topology, Drawn>()

/** The shapes and paths of a territory; each drawn once for each boundaries object that is handed in, when it is first asked for. */
export function drawTerritory(geometry: Topology, context: Topology): Drawn {
  const drawn = known.get(geometry) ?? drawAll(geometry, context)
  known.set(geometry, drawn)
  return drawn
}

const places = new WeakMap<Topology, Record<DrawingName, RegionShape[]>>()

/** The smaller regions' shapes in both drawings of a territory; worked out once for each boundaries object. */
function shapesInside({ shapes }: Drawn, geometry: Topology): Record<DrawingName, RegionShape[]> {
  const shapesIn = (name: DrawingName) => {
    const place = ([longitude, latitude]: Point) => project(shapes[name].frame, longitude, latitude)
    const outlines = outlinesOf(geometry, undefined, place, drawings[name].bend)
    return outlines.map(({ properties, lines }) => ({ code: boundaryCode(properties), rings: large(lines) }))
  }
  const known = places.get(geometry) ?? lazily({ wide: () => shapesIn('wide'), phone: () => shapesIn('phone') })
  places.set(geometry, known)
  return known
}

/** A territory with some smaller regions drawn over the larger ones. `geometry` has their boundaries; the other shapes stay the same objects. */
export function drawInside(drawn: Drawn, geometry: Topology, codes: readonly string[]): Drawn {
  if (codes.length === 0) return drawn
  const every = shapesInside(drawn, geometry)
  const wanted = new Set(codes)
  const withInside = (name: DrawingName): MapShapes => {
    const inside = every[name].filter(({ code }) => wanted.has(code))
    const { frame, regions, neighbours, rivers, lakes } = drawn.shapes[name]
    return withGrounds({ frame, regions, inside, neighbours, rivers, lakes })
  }
  const shapes = lazily({ wide: () => withInside('wide'), phone: () => withInside('phone') })
  const pathsInside = () => shapes.wide.inside.map(({ code, rings }) => [code, pathOf(rings)] as const)
  return lazily({
    shapes: () => shapes,
    paths: () => ({ ...drawn.paths, regions: new Map([...drawn.paths.regions, ...pathsInside()]) }),
  })
}

/** The same shapes in another frame: all frames lie in one plane, so it is a matter of scale and place alone. */
export function reframed(shapes: MapShapes, frame: Frame): MapShapes {
  const ratio = frame.scale / shapes.frame.scale
  const [left, top] = [frame.left - shapes.frame.left * ratio, frame.top - shapes.frame.top * ratio]
  const move = (lines: readonly Ring[]) => lines.map((line) => line.map(([x, y]): Point => [x * ratio + left, y * ratio + top]))
  const moved = ({ code, rings }: RegionShape) => ({ code, rings: move(rings) })
  return withGrounds({
    frame,
    regions: shapes.regions.map(moved),
    inside: shapes.inside.map(moved),
    neighbours: shapes.neighbours.map(({ name, rings }) => ({ name, rings: move(rings) })),
    rivers: shapes.rivers.map(({ lines, main }) => ({ lines: move(lines), main })),
    lakes: move(shapes.lakes),
  })
}

/** The `transform` that lays paths written in one frame over another, and how many path units a unit of that other one is. */
export function overFrame(from: Frame, to: Frame): { transform: string; unit: number } {
  const ratio = to.scale / from.scale
  const [x, y] = [to.left - from.left * ratio, to.top - from.top * ratio]
  return { transform: `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${(ratio / grain).toFixed(5)})`, unit: grain / ratio }
}

/** Where a place stands in a drawing; null outside it. */
export function placeIn({ frame }: MapShapes, [longitude, latitude]: readonly [number, number]): Point | null {
  const [x, y] = project(frame, longitude, latitude)
  return x > 0 && y > 0 && x < frame.width && y < frame.height ? [x, y] : null
}
