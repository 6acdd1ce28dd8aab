import type { Box, Point } from './map-projection'

export interface Setting {
  lines: readonly string[]
  figure: string | null
  aside: boolean
  /** Room left of the text for a swatch of the region's mark, in units of the drawing. */
  swatch?: number
}

/** A label that wants a place: its text, how large, and where it may stand. */
export interface LabelAsk {
  key: string
  /** Ways to set the text, best first: lines of a name and a figure under them, on the label's own ground or aside at the end of a leader. */
  settings: readonly Setting[]
  /** Height of the letters in units of the drawing. */
  size: number
  /** Whether the figure is bold. */
  bold: boolean
  /** Where it would stand if it could. */
  anchor: Point
  /** How far from its anchor it may stand on its own ground. */
  reach: number
  /** How far from its anchor it may stand aside. */
  leaderReach: number
  /** Whether the box of one line stands on the label's own ground. */
  isOwn: (box: Box) => boolean
  /** Whether a box stands on ground that is nobody's, where a leader may end. */
  isOpen: (box: Box) => boolean
  /** Where answers about the ground are kept, so that the next plan on the same ground does not ask again. */
  kept?: Map<string, Search>
}

export type Leader = readonly [from: Point, to: Point]

export interface PlacedLabel {
  key: string
  /** The name, then the figure if there is room for it. */
  lines: readonly string[]
  hasFigure: boolean
  size: number
  /** The ground the letters cover, the swatch before them included. */
  box: Box
  /** How much of the box's left is a swatch. */
  swatch: number
  /** From the label's edge to its anchor, where it stands aside. */
  leader: Leader | null
}

const narrow = /[\s.,:;'’‐\-ijltfrІіЇїґ|!()1]/u
const wide = /[mwMWшщжюмфШЩЖЮМФ—]/u
const capital = /\p{Lu}/u
const unseen = '\u00ad'

function letterWidth(letter: string): number {
  if (letter === unseen) return 0
  if (narrow.test(letter)) return 0.34
  if (wide.test(letter)) return 0.83
  return capital.test(letter) ? 0.68 : 0.56
}

/** How wide a text is set in a system sans, in units of the drawing: an upper estimate, since fonts differ and nothing is measured. */
export function textWidth(text: string, size: number, bold: boolean): number {
  return [...text].reduce((sum, letter) => sum + letterWidth(letter), 0) * size * (bold ? 1.07 : 1)
}

/** Distance between the baselines of two lines, as a part of the letters' size. */
export const lineStep = 1.18
const rise = 0.92

/** A text measured once, to be tried in many places. */
interface Block {
  lines: readonly string[]
  hasFigure: boolean
  widths: readonly number[]
  width: number
  height: number
  swatch: number
}

// Figures change with time: in few widths, what was found for one holds for the next.
const figureStep = 6
const figureWidth = (text: string, size: number, bold: boolean) => Math.ceil(textWidth(text, size, bold) / figureStep) * figureStep

function measure({ lines: name, figure, swatch = 0 }: Setting, { size, bold }: LabelAsk): Block {
  const lines = figure === null ? name : [...name, figure]
  const widths = lines.map((line, at) => (at < name.length ? textWidth(line, size, false) : figureWidth(line, size, bold)))
  const height = (rise + (lines.length - 1) * lineStep) * size
  return { lines, hasFigure: figure !== null, widths, width: swatch + Math.max(...widths), height, swatch }
}

/** The box of a text set `offset` away from its anchor. */
function boxAt({ width, height }: Block, [x, y]: Point, [dx, dy]: Point): Box {
  return { x: x + dx - width / 2, y: y + dy - height / 2, width, height }
}

/** The ground each line of a text covers by itself: a short second line needs less room than the first. */
function lineBoxes({ widths }: Block, box: Box, size: number): Box[] {
  return widths.map((width, at) => ({ x: box.x + (box.width - width) / 2, y: box.y + at * lineStep * size, width, height: rise * size }))
}

/** The baseline of a placed label's first line. */
export const firstBaseline = ({ box, size }: PlacedLabel): number => box.y + 0.76 * size

export function overlaps(a: Box, b: Box, gap = 0): boolean {
  return a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap
}

/** Whether a straight line touches a box (Liang and Barsky, 1984). */
export function crosses([[ax, ay], [bx, by]]: Leader, box: Box, gap = 0): boolean {
  let [enter, leave] = [0, 1]
  const edges: [number, number][] = [
    [ax - bx, ax - (box.x - gap)],
    [bx - ax, box.x + box.width + gap - ax],
    [ay - by, ay - (box.y - gap)],
    [by - ay, box.y + box.height + gap - ay],
  ]
  for (const [direction, room] of edges) {
    if (direction === 0 && room < 0) return false
    if (direction < 0) enter = Math.max(enter, room / direction)
    if (direction > 0) leave = Math.min(leave, room / direction)
  }
  return enter <= leave
}

const turn = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point) => Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))

/** Whether two leaders run through each other. */
export function meet([a, b]: Leader, [c, d]: Leader): boolean {
  return turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b)
}

/** Offsets around a point, nearest first; a step aside costs less than a step up or down, as labels are wider than high. */
export function offsets(radius: number, step: number): Point[] {
  const reach = Math.floor(radius / step)
  const line = Array.from({ length: 2 * reach + 1 }, (_, at) => (at - reach) * step)
  const cost = ([x, y]: Point) => Math.hypot(x, y * 1.3)
  return line
    .flatMap((y) => line.map((x): Point => [x, y]))
    .filter((offset) => cost(offset) <= radius)
    .sort((a, b) => cost(a) - cost(b))
}

const near = offsets(96, 4)
const far = offsets(230, 8)

/** Offsets on one ground, found one after the other as far as somebody asked. */
export interface Search {
  found: Point[]
  scanned: number
}

// A plan that changes with every step of time would fill the memory: past this many answers they are found anew.
const mostKept = 4000

function searchFor({ kept, key, size }: LabelAsk, kind: string, { widths, swatch }: Block): Search {
  const name = `${kind} ${key} ${size} ${swatch} ${widths.map((width) => width.toFixed(1)).join(' ')}`
  const search = kept?.get(name) ?? { found: [], scanned: 0 }
  if (kept && kept.size > mostKept) kept.clear()
  kept?.set(name, search)
  return search
}

/** The offsets at which something stands, nearest first; what an earlier plan has found is not looked for again. */
function* standing(search: Search, offsets: readonly Point[], stands: (offset: Point) => boolean): Generator<Point> {
  yield* search.found
  while (search.scanned < offsets.length) {
    const offset = offsets[search.scanned++]
    if (offset === undefined || !stands(offset)) continue
    search.found.push(offset)
    yield offset
  }
}

/** Where a block stands on its own ground: a matter of the ground alone, whatever else is on the map. */
function homeOffsets(ask: LabelAsk, block: Block): Iterable<Point> {
  const stands = (offset: Point) =>
    Math.hypot(...offset) <= ask.reach && lineBoxes(block, boxAt(block, ask.anchor, offset), ask.size).every(ask.isOwn)
  return standing(searchFor(ask, 'home', block), near, stands)
}

/** Where a block stands aside on ground that is nobody's. */
function asideOffsets(ask: LabelAsk, block: Block): Iterable<Point> {
  const stands = (offset: Point) => Math.hypot(...offset) <= ask.leaderReach && ask.isOpen(boxAt(block, ask.anchor, offset))
  return standing(searchFor(ask, `aside ${ask.leaderReach}`, block), far, stands)
}

const gapBetween = 3
const edgeGap = 4

/** Where a leader leaves its label: the middle of the nearest side. */
function leaderFrom(box: Box, [x, y]: Point): Point {
  const middle: Point = [box.x + box.width / 2, box.y + box.height / 2]
  if (y > box.y + box.height) return [middle[0], box.y + box.height + 2]
  if (y < box.y) return [middle[0], box.y - 2]
  return x > middle[0] ? [box.x + box.width + 3, middle[1]] : [box.x - 3, middle[1]]
}

/**
 * Places labels in the order given, the most important first. Each takes the free ground nearest to its anchor; failing that, ground aside
 * at the end of a leader; failing that, none. No two boxes overlap, no leader runs through a label, and all stand inside the drawing
 * and clear of what is `taken` by other things on it.
 */
export function placeLabels(asks: readonly LabelAsk[], size: { width: number; height: number }, taken: readonly Box[] = []): PlacedLabel[] {
  const placed: PlacedLabel[] = []
  const inDrawing = (box: Box) =>
    box.x >= edgeGap && box.y >= edgeGap && box.x + box.width <= size.width - edgeGap && box.y + box.height <= size.height - edgeGap
  const free = (box: Box) =>
    inDrawing(box) &&
    taken.every((other) => !overlaps(box, other)) &&
    placed.every((other) => !overlaps(box, other.box, gapBetween) && !(other.leader && crosses(other.leader, box, gapBetween)))
  const leaderFree = (leader: Leader) =>
    placed.every((other) => !crosses(leader, other.box, gapBetween) && !(other.leader && meet(leader, other.leader)))

  const onOwnGround = (ask: LabelAsk, block: Block): PlacedLabel | null => {
    for (const offset of homeOffsets(ask, block)) {
      const box = boxAt(block, ask.anchor, offset)
      if (free(box)) return placedAt(ask, block, box, null)
    }
    return null
  }
  const aside = (ask: LabelAsk, block: Block): PlacedLabel | null => {
    for (const offset of asideOffsets(ask, block)) {
      const box = boxAt(block, ask.anchor, offset)
      if (!free(box)) continue
      const leader = [leaderFrom(box, ask.anchor), ask.anchor] as const
      if (leaderFree(leader)) return placedAt(ask, block, box, leader)
    }
    return null
  }
  for (const ask of asks) {
    const label = firstOf(ask.settings, (setting) => (setting.aside ? aside : onOwnGround)(ask, measure(setting, ask)))
    if (label) placed.push(label)
  }
  return placed
}

function placedAt({ key, size }: LabelAsk, { lines, hasFigure, swatch }: Block, box: Box, leader: Leader | null): PlacedLabel {
  return { key, lines, hasFigure, size, box, swatch, leader }
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = find(item)
    if (found !== null) return found
  }
  return null
}
