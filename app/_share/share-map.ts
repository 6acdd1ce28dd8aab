import type { Topology } from 'topojson-specification'
import { type PlacedMark, placeMarks } from '@/app/_ui/incident-mark-plan'
import type { LinkedMark } from '@/app/_ui/incident-marks'
import { drawings, drawTerritory } from '@/app/_ui/map-drawing'
import { type InkedLabel, planLabels } from '@/app/_ui/map-label-plan'
import type { MapRegion } from '@/app/_ui/map-regions'
import { grain } from '@/app/_ui/map-shapes'
import type { StandingMark } from '@/app/_ui/standing-mark'
import type { Locale } from '@/lib/i18n/locale'
import type { CardLabel } from './share-card'
import type { Colours } from './token-colours'

const shadeOf = (step: number | null, colours: Colours) => colours[step === null ? 'a0' : `a${step + 1}`] ?? ''

function fillOf(mark: StandingMark, colours: Colours): string {
  if (mark.kind === 'reported') return shadeOf(mark.step, colours)
  if (mark.kind === 'stale') return `url(#s${mark.step ?? 'n'})`
  return mark.kind === 'restored' ? (colours.plane ?? '') : `url(#${mark.kind})`
}

/** The marks' patterns with their colours written out: the same measures as on the page. */
function patterns(regions: readonly MapRegion[], colours: Colours, unit: number): string {
  const tile = (id: string, body: string, turn = '') =>
    `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="scale(${unit})${turn}">${body}</pattern>`
  const ground = (colour: string | undefined) => `<rect width="6" height="6" fill="${colour}"/>`
  const dots = (colour: string | undefined, r: number) =>
    [1.5, 4.5].map((at) => `<circle cx="${at}" cy="${at}" r="${r}" fill="${colour}"/>`).join('')
  const steps = new Set(regions.flatMap(({ mark }) => (mark.kind === 'stale' ? [mark.step] : [])))
  const stripes = [...steps].map((step) =>
    tile(`s${step ?? 'n'}`, `${ground(colours.plane)}<rect width="2" height="6" fill="${shadeOf(step, colours)}"/>`, ' rotate(45)'),
  )
  return [
    ...stripes,
    tile('notReported', ground(colours.plane) + dots(colours.dot, 0.9)),
    tile('noFigure', ground(colours.a0) + dots(colours.page, 1)),
  ].join('')
}

const labelled = 3

interface Ground {
  geometry: Topology
  context: Topology
  locale: Locale
}

function planned(regions: readonly MapRegion[], { geometry, context, locale }: Ground): InkedLabel[] {
  const { wide } = drawTerritory(geometry, context).shapes
  const told = regions.filter(({ mark }) => mark.kind !== 'notReported' && mark.kind !== 'stale').slice(0, labelled)
  return planLabels(wide, 'wide', { regions: told, seas: [], locale }).filter(({ key }) => told.some(({ code }) => code === key))
}

/** The names and figures of the first regions of the ranking that something current is said of, where the map has room for them. */
export function shareLabels(regions: readonly MapRegion[], ground: Ground): CardLabel[] {
  return planned(regions, ground).map(({ key, lines, box, swatch, tone, leader }) => ({
    key,
    lines,
    at: [(box.x + (box.width + swatch) / 2) / drawings.wide.width, (box.y + 7) / drawings.wide.height],
    reversed: tone === 'reversed' && leader === null,
    leader,
  }))
}

/** The circles of incidents where the labels leave them room. */
export const shareMarks = (marks: readonly LinkedMark[], regions: readonly MapRegion[], ground: Ground): PlacedMark[] =>
  placeMarks(marks, drawTerritory(ground.geometry, ground.context).shapes.wide, 'wide', planned(regions, ground))

const halfDigit = 4

/** How many incidents a circle stands for, where they are several. */
export const shareCounts = (marks: readonly PlacedMark[]): CardLabel[] =>
  marks
    .filter(({ mark }) => mark.count > 1)
    .map(({ mark, x, y, countAt }) => ({
      key: `count ${mark.region}`,
      lines: [String(mark.count)],
      at: [(countAt === null ? x : countAt + halfDigit) / drawings.wide.width, (y + 3) / drawings.wide.height],
      reversed: false,
      leader: null,
    }))

/** A circle as on the page: whole around a figure, broken where there is none. */
function circle({ mark, x, y, radius }: PlacedMark, { page, ink }: Colours): string {
  const at = `cx="${x * grain}" cy="${y * grain}" r="${radius * grain}"`
  const broken = mark.best === null ? ` stroke-dasharray="${2.5 * grain} ${2 * grain}"` : ''
  return (
    `<circle ${at} fill="none" stroke="${page}" stroke-width="${4.5 * grain}"/>` +
    `<circle ${at} fill="${page}" fill-opacity="${mark.best === null ? 0.75 : 0.3}" stroke="${ink}" stroke-width="${1.5 * grain}"${broken}/>`
  )
}

interface Drawing {
  regions: readonly MapRegion[]
  labels: readonly CardLabel[]
  marks?: readonly PlacedMark[]
  geometry: Topology
  context: Topology
  colours: Colours
}

/** The map of regions as a whole SVG with no text, no style sheet and no script in it, as wide as the wide drawing. */
export function shareMap({ regions, labels, marks = [], geometry, context, colours }: Drawing): string {
  const { paths } = drawTerritory(geometry, context)
  const { width, height } = drawings.wide
  const path = (d: string | undefined, attributes: string) => `<path d="${d ?? ''}" ${attributes}/>`
  const line = (colour: string | undefined, pixels: number) => `stroke="${colour}" stroke-width="${pixels * grain}" stroke-linejoin="round"`
  const filled = regions.map(({ code, mark }) =>
    path(paths.regions.get(code), `fill="${fillOf(mark, colours)}" ${line(colours.border, 1)}`),
  )
  const restored = regions
    .filter(({ mark }) => mark.kind === 'restored')
    .map(
      ({ code }) =>
        path(paths.regions.get(code), `fill="none" ${line(colours.page, 6)}`) +
        path(paths.regions.get(code), `fill="none" ${line(colours['lamp-ink'], 3)}`),
    )
  const leaders = labels.flatMap(({ leader }) => {
    const d = leader && `M${leader.map(([x, y]) => `${x * grain} ${y * grain}`).join('L')}`
    return d === null ? [] : [path(d, `fill="none" ${line(colours.page, 4)}`), path(d, `fill="none" ${line(colours.ink, 1.2)}`)]
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width * grain} ${height * grain}" width="${width}" height="${height}">`,
    `<defs>${patterns(regions, colours, grain)}</defs>`,
    `<rect width="${width * grain}" height="${height * grain}" fill="${colours.sea}"/>`,
    path(paths.neighbours, `fill="${colours.neigh}" ${line(colours['neigh-line'], 1)}`),
    ...filled,
    path(paths.mainRivers, `fill="none" ${line(colours.river, 1.4)}`),
    path(paths.lakes, `fill="${colours.sea}"`),
    ...restored,
    ...leaders,
    ...marks.map((mark) => circle(mark, colours)),
    '</svg>',
  ].join('')
}
