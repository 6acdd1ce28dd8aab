import type { Topology } from 'topojson-specification'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { IncidentCircles } from './incident-circles'
import { placeMarks } from './incident-mark-plan'
import type { LinkedMark } from './incident-marks'
import { type DrawingName, drawInside, drawTerritory, type MapPaths, type MapShapes, overFrame } from './map-drawing'
import { MapLabel } from './map-label'
import { planLabels } from './map-label-plan'
import type { MapRegion } from './map-regions'
import { seasIn } from './map-words'
import { PatternDefs } from './patterns'
import { markFill } from './standing-mark'
import styles from './static-map.module.css'

/** The paths themselves, in the wide drawing; in the phone's the same by reference, since one page carries both. */
function Path({ id, d, className }: { id: string; d: string | undefined; className?: string | undefined }) {
  return d === undefined ? <use href={`#${id}`} className={className} /> : <path id={id} d={d} className={className} />
}

interface Props {
  regions: readonly MapRegion[]
  /** Smaller regions that have something to tell, and the boundaries of their level. */
  inside?: { regions: readonly MapRegion[]; geometry: Topology }
  /** Over the regions, the incidents that are current in them. */
  marks?: readonly LinkedMark[]
  geometry: Topology
  context: Topology
  locale: Locale
}

interface ShapesProps {
  regions: readonly MapRegion[]
  inside: readonly MapRegion[]
  shapes: MapShapes
  /** Null where another drawing of the page has them. */
  paths: MapPaths | null
  id: string
  transform: string
}

type AreasProps = Pick<ShapesProps, 'regions' | 'paths' | 'id'>

/** Regions with their marks, each a link to its row. */
function Areas({ regions, paths, id }: AreasProps) {
  return regions.map(({ code, mark, sentence, away }) => (
    <a key={code} href={away ?? `#row-${code}`} data-region={code} aria-label={sentence}>
      <g fill={markFill(mark, id)}>
        <Path id={`map-${code}`} d={paths?.regions.get(code)} />
      </g>
    </a>
  ))
}

function Shapes({ regions, inside, shapes, paths, id, transform }: ShapesProps) {
  const restored = [...regions, ...inside].filter(({ mark }) => mark.kind === 'restored')
  const unasked = shapes.regions.filter(({ code }) => regions.every((region) => region.code !== code))
  return (
    <g transform={transform}>
      <Path id="map-abroad" d={paths?.neighbours} className={styles.neighbour} />
      <g className={styles.coast}>
        {shapes.regions.map(({ code }) => (
          <use key={code} href={`#map-${code}`} />
        ))}
      </g>
      <g className={styles.borders}>
        {unasked.map(({ code }) => (
          <g key={code} fill="var(--plane)">
            <Path id={`map-${code}`} d={paths?.regions.get(code)} />
          </g>
        ))}
        <Areas regions={regions} paths={paths} id={id} />
      </g>
      {inside.length > 0 && (
        <>
          <g className={`${styles.borders} ${styles.inside}`}>
            <Areas regions={inside} paths={paths} id={id} />
          </g>
          <g className={styles.over}>
            {shapes.regions.map(({ code }) => (
              <use key={code} href={`#map-${code}`} />
            ))}
          </g>
        </>
      )}
      <g className={styles.water}>
        <Path id="map-rivers" d={paths?.rivers} />
        <Path id="map-main-rivers" d={paths?.mainRivers} className={styles.mainRiver} />
        <Path id="map-lakes" d={paths?.lakes} className={styles.lake} />
      </g>
      {restored.map(({ code }) => (
        <g key={code} className={styles.restored}>
          <use href={`#map-${code}`} className={styles.halo} />
          <use href={`#map-${code}`} className={styles.light} />
        </g>
      ))}
    </g>
  )
}

function Drawing({ regions, inside, marks = [], geometry, context, locale, name }: Props & { name: DrawingName }) {
  const t = translator(locale, 'map')
  const id = `map-${name}`
  const small = inside?.regions ?? []
  const ground = drawTerritory(geometry, context)
  const drawn = inside
    ? drawInside(
        ground,
        inside.geometry,
        small.map(({ code }) => code),
      )
    : ground
  const shapes = drawn.shapes[name]
  const { transform, unit } = overFrame(ground.shapes.wide.frame, shapes.frame)
  const every = [...small, ...regions]
  const labels = planLabels(shapes, name, { regions: every, seas: seasIn(locale), locale })
  const shades = [...new Set(every.flatMap(({ mark }) => (mark.kind === 'stale' ? [mark.step === null ? 0 : mark.step + 1] : [])))]
  const { width, height } = shapes.frame
  return (
    <svg className={styles[name]} viewBox={`0 0 ${width} ${height}`} aria-labelledby={`${id}-title`} aria-describedby={`${id}-desc`}>
      <title id={`${id}-title`}>{t('name')}</title>
      <desc id={`${id}-desc`}>{t('description')}</desc>
      <PatternDefs drawing={id} shades={shades} unit={unit} />
      <Shapes regions={regions} inside={small} shapes={shapes} paths={name === 'wide' ? drawn.paths : null} id={id} transform={transform} />
      <IncidentCircles marks={placeMarks(marks, shapes, name, labels)} />
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: text only, and each region's link says it whole */}
      <g className={styles.labels} aria-hidden="true">
        {labels.map((label) => (
          <MapLabel key={label.key} label={label} drawing={id} unit={unit} />
        ))}
      </g>
    </svg>
  )
}

/**
 * The map of regions as the first HTML has it, without script: a wide drawing and one for phones, of which the style sheet shows one.
 * Each region links to `#row-CODE` of the table and carries `data-region`. Usage in a page, after its verbs have answered:
 *
 *   const rows = mapRegions(impact.data, regionList.data, { locale, zone: 'Europe/Kyiv', shade: 'amount', words: figureWords(locale, service) })
 *   <StaticMap regions={rows} geometry={boundaries} context={ctx.territory.context()} locale={locale} />
 *   <Legend locale={locale} />
 *
 * `boundaries` is the territory's TopoJSON of level 1; hand in the same object each time, the shapes are drawn once for it.
 */
export function StaticMap(props: Props) {
  return (
    <div className={styles.map}>
      <Drawing {...props} name="wide" />
      <Drawing {...props} name="phone" />
    </div>
  )
}
