import type { Topology } from 'topojson-specification'
import styles from './locator-map.module.css'
import { boundaryCode, drawTerritory } from './map-drawing'
import { project } from './map-projection'
import { grain, pathOf } from './map-shapes'
import { outlinesOf } from './map-topology'
import { PatternDefs } from './patterns'
import { markFill, type StandingMark } from './standing-mark'

interface Props {
  code: string
  /** The larger region that a smaller one lies in; null for a region of the first level. */
  around: string | null
  mark: StandingMark
  label: string
  /** Boundaries of the first and of the second level; hand in the same objects each time. */
  regions: Topology
  districts: Topology
  context: Topology
}

/** How much of a bend is left out, in square units of the drawing: it is a small one. */
const bend = 1

const known = new WeakMap<Topology, Map<string, string>>()

/** The outlines of the smaller regions in the frame of the small map, as path data; worked out once. */
function districtPaths({ regions, districts, context }: Props): Map<string, string> {
  const { frame } = drawTerritory(regions, context).shapes.phone
  const drawn = () => outlinesOf(districts, undefined, ([longitude, latitude]) => project(frame, longitude, latitude), bend)
  const paths = known.get(districts) ?? new Map(drawn().map(({ properties, lines }) => [boundaryCode(properties), pathOf(lines)]))
  known.set(districts, paths)
  return paths
}

/** Where one region lies: the territory, quiet, and the region on it in the mark of its standing, outlined. A picture with words, no links. */
export function LocatorMap(props: Props) {
  const { code, around, mark, label, regions, context } = props
  const { frame, regions: shapes } = drawTerritory(regions, context).shapes.phone
  const outlined =
    around === null ? pathOf(shapes.find((shape) => shape.code === code)?.rings ?? []) : (districtPaths(props).get(code) ?? '')
  const others = pathOf(shapes.filter((shape) => shape.code !== around).flatMap(({ rings }) => rings))
  const larger = pathOf(shapes.filter((shape) => shape.code === around).flatMap(({ rings }) => rings))
  const shade = mark.kind === 'stale' ? [mark.step === null ? 0 : mark.step + 1] : []
  return (
    <svg className={styles.map} viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={label}>
      <PatternDefs drawing="locator" shades={shade} unit={grain} />
      <g transform={`scale(${1 / grain})`}>
        <path className={styles.land} d={others} />
        {larger !== '' && <path className={styles.around} d={larger} />}
        <path className={styles.halo} d={outlined} />
        <path className={styles.region} d={outlined} fill={markFill(mark, 'locator')} />
      </g>
    </svg>
  )
}
