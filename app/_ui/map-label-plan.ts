import type { Locale } from '@/lib/i18n/locale'
import { softHyphens } from '@/lib/i18n/soft-hyphens'
import { type DrawingName, drawings, type MapShapes, type NeighbourShape, placeIn } from './map-drawing'
import type { Ground } from './map-ground'
import { type LabelAsk, type PlacedLabel, placeLabels, type Search } from './map-labels'
import { type Box, boundsOf, type Point, project } from './map-projection'
import type { MapRegion, Sea } from './map-regions'
import { doubleArea, type Ring } from './map-shapes'
import { markFill, type StandingMark } from './standing-mark'

/** How a label is inked: by what lies under it and by how much it matters. */
export type Tone = 'strong' | 'reversed' | 'plain' | 'quiet' | 'neighbour' | 'sea'

export interface InkedLabel extends PlacedLabel {
  tone: Tone
  /** The shade under a label in the page's colour, for its halo. */
  shade: string | null
  /** What the swatch shows, where the label has one. */
  mark: StandingMark | null
}

const seam = '\u00ad'

type InkedAsk = LabelAsk & Pick<InkedLabel, 'tone' | 'shade' | 'mark'>

// A sea's name that has moved far lies on another sea.
const seaReach = 28
const ownReach = 96

// From this step on a shade is too strong for ink: it takes the colour of the page.
const reversedFrom = 3

function toneOf({ mark }: MapRegion): Tone {
  if (mark.kind === 'reported') return mark.step >= reversedFrom ? 'reversed' : 'strong'
  if (mark.kind === 'stale') return 'plain'
  return mark.kind === 'notReported' ? 'quiet' : 'strong'
}

/** A long name on two lines, broken where it may be, nearest its middle: `Івано-` over `Франківськ`, `Дніпро-` over `петровська`. */
function broken(name: string): string[] | null {
  const parts = softHyphens(name.replace('-', `-${seam}`)).split(seam)
  const breaks = parts.slice(1).map((_, at) => parts.slice(0, at + 1).join(''))
  const distance = (first: string) => Math.abs(first.length - name.length / 2)
  const [first] = breaks.sort((one, other) => distance(one) - distance(other))
  return first === undefined ? null : [first.endsWith('-') ? first : `${first}-`, name.slice(first.length)]
}

/** Name and figure at home, else aside; then the name on two lines; then one of them alone. */
function settingsOf({ name, figure }: MapRegion): LabelAsk['settings'] {
  const names = [[name], broken(name) ?? []].filter(({ length }) => length > 0)
  const alone = names.map((lines) => ({ lines, figure: null, aside: false }))
  if (figure === null) return alone
  const told = names.flatMap((lines) => [false, true].map((aside) => ({ lines, figure, aside })))
  return [...told, ...alone, { lines: [], figure, aside: false }]
}

/** Room for a swatch before a name: as wide as the legend's, and the gap after it. */
export const swatchSize = { width: 18, height: 12, gap: 5 }
// Square units under which three tiles of a pattern do not fit: such a region is told aside, with a swatch of its mark.
const tooSmall = 400

/** A region too small for its pattern: its name and figure aside behind a swatch, else the swatch and its figure or name. */
function swatchSettings({ name, figure }: MapRegion): LabelAsk['settings'] {
  const swatch = swatchSize.width + swatchSize.gap
  const behind = (lines: readonly string[], told: string | null) => ({ lines, figure: told, aside: true, swatch })
  return [...(figure === null ? [] : [behind([name], figure)]), behind([name], null)]
}

const areaOf = (rings: readonly Ring[]) => rings.reduce((sum, ring) => sum + Math.abs(doubleArea(ring)) / 2, 0)

// The ground of a drawing is the same object for as long as the drawing is.
const keptOf = new WeakMap<Ground, Map<string, Search>>()

function keptFor(ground: Ground): Map<string, Search> {
  const kept = keptOf.get(ground) ?? new Map<string, Search>()
  keptOf.set(ground, kept)
  return kept
}

/** What of a line must lie inside its region: widths are estimated generously, and a halo may touch a border. */
const core = ({ x, y, width, height }: Box): Box => ({
  x: x + width * 0.06,
  y: y + height * 0.1,
  width: width * 0.88,
  height: height * 0.84,
})

function askOf(region: MapRegion, shapes: MapShapes, name: DrawingName): InkedAsk[] {
  const every = [...shapes.regions, ...shapes.inside]
  const index = every.findIndex(({ code }) => code === region.code)
  const anchor = placeIn(shapes, region.anchor)
  const tone = toneOf(region)
  const isSmall = areaOf(every[index]?.rings ?? []) < tooSmall
  if (index < 0 || anchor === null || (tone === 'quiet' && name === 'phone' && !isSmall)) return []
  const { label } = drawings[name]
  const size = tone === 'plain' ? label.plain : tone === 'quiet' ? label.quiet : label.strong
  const { ground } = shapes
  return [
    {
      key: region.code,
      tone,
      shade: tone === 'reversed' ? markFill(region.mark, '') : null,
      mark: isSmall ? region.mark : null,
      settings: isSmall ? swatchSettings(region) : settingsOf(region),
      size,
      bold: tone === 'strong' || tone === 'reversed',
      anchor,
      reach: ownReach,
      leaderReach: tone === 'plain' ? drawings[name].leader : Infinity,
      isOwn: (box) => ground.isWithin(core(box), index),
      isOpen: ground.isOpen,
      kept: keptFor(ground),
    },
  ]
}

const largest = (rings: readonly Ring[]) => [...rings].sort((a, b) => Math.abs(doubleArea(b)) - Math.abs(doubleArea(a)))[0] ?? []

function middleOf(ring: Ring, { frame }: MapShapes): Point {
  const { x, y, width, height } = boundsOf(ring)
  const inside = (from: number, length: number, size: number) => (Math.max(0, from) + Math.min(size, from + length)) / 2
  return [inside(x, width, frame.width), inside(y, height, frame.height)]
}

function neighbourAsk(neighbour: NeighbourShape, index: number, shapes: MapShapes, locale: Locale, size: number): InkedAsk {
  const { ground, abroad } = shapes
  return {
    key: neighbour.name.en,
    tone: 'neighbour',
    shade: null,
    mark: null,
    settings: [{ lines: [neighbour.name[locale]], figure: null, aside: false }],
    size,
    bold: false,
    reach: ownReach,
    leaderReach: 0,
    anchor: middleOf(largest(neighbour.rings), shapes),
    isOwn: (box) => abroad.isWithin(box, index) && ground.isOpen(box),
    isOpen: () => false,
  }
}

function seaAsk({ name, at }: Sea, { frame, ground, abroad }: MapShapes, size: number): InkedAsk {
  return {
    key: name,
    tone: 'sea',
    shade: null,
    mark: null,
    settings: [{ lines: [name], figure: null, aside: false }],
    size,
    bold: false,
    reach: seaReach,
    leaderReach: 0,
    anchor: project(frame, at[0], at[1]),
    isOwn: (box) => ground.isOpen(box) && abroad.isOpen(box),
    isOpen: () => false,
  }
}

interface Plan {
  /** By rank. */
  regions: readonly MapRegion[]
  seas: readonly Sea[]
  locale: Locale
  /** Corners of the drawing that other things cover. */
  taken?: readonly Box[]
}

/** The labels of a drawing: regions in the order given, then seas and neighbours where room is left. */
export function planLabels(shapes: MapShapes, name: DrawingName, { regions, seas, locale, taken }: Plan): InkedLabel[] {
  const size = drawings[name].label.context
  const asks = [
    ...regions.flatMap((region) => askOf(region, shapes, name)),
    ...seas.map((sea) => seaAsk(sea, shapes, size)),
    ...(name === 'phone' ? [] : shapes.neighbours.map((neighbour, index) => neighbourAsk(neighbour, index, shapes, locale, size))),
  ]
  const inks = new Map(asks.map(({ key, tone, shade, mark }) => [key, { tone, shade, mark }]))
  const unknown = { tone: 'quiet', shade: null, mark: null } as const
  return placeLabels(asks, shapes.frame, taken).map((label) => ({ ...label, ...(inks.get(label.key) ?? unknown) }))
}
