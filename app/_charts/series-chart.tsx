import type { Locale } from '@/lib/i18n/locale'
import type { Series, Step } from '@/lib/schema/impact'
import type { Region } from '@/lib/schema/region'
import type { Instant } from '@/lib/schema/time'
import { ChartFrame } from './chart-frame'
import { type ChartView, RegionName } from './chart-links'
import { chartPatterns } from './chart-patterns'
import { plotTimeOf, type Speech, speechOf, unitOf } from './chart-speech'
import { mostCompared } from './crowd'
import { smallPanel, widePanel } from './panel-size'
import { panelSvg } from './panel-svg'
import { withTips } from './panel-tips'
import { plotAttributes } from './plot-time'
import styles from './series-chart.module.css'
import { SeriesKey } from './series-key'
import { type PanelFrame, panelOption } from './series-option'
import { type SeriesPanel, type SeriesRows, seriesRows } from './series-rows'
import { axisTicks, panelWords, seriesSummary, tableColumns, tableRows, tipsOf } from './series-words'

const id = 'by-region'
const mostPanels = 6
/** Of a crowd these are drawn, and the others left to their own pages. */
const panelsOfCrowd = 3
/** Up to so many regions have the width of the page each. */
const mostWide = 3
const minute = 60_000

interface Props {
  series: Series
  regions: readonly Region[]
  /** The moment that the page shows. */
  asOf: Instant
  locale: Locale
  zone: string
  /** The id of the heading, for the section that holds the chart. */
  titleId: string
  /** The view that the chart stands in; without it no region can be chosen by its name. */
  view?: ChartView
  api?: string
}

const toldIn = ({ buckets }: Series) => new Set(buckets.flatMap(({ regions: told }) => Object.keys(told))).size

function unitsOf({ panels }: SeriesRows, speech: Speech): string {
  const units = new Set(panels.flatMap(({ bars }) => bars.flatMap(({ unit }) => unit ?? [])))
  return [...units].map((unit) => unitOf(unit, speech)).join(', ')
}

/** What the chart leaves out, and why, in sentences. */
function leftOut({ panels, others, withoutFigure }: SeriesRows, told: number, { t }: Speech): string[] {
  const inTable = told - panels.length
  return [
    ...(inTable > 0 ? [t('notShown', { count: inTable })] : []),
    ...(others.length > inTable ? [t('onTheirPages', { count: others.length - inTable })] : []),
    ...(panels.length > 0 && withoutFigure > 0 ? [t('leftOut', { count: withoutFigure })] : []),
  ]
}

interface PanelProps {
  panel: SeriesPanel
  name: string
  frame: PanelFrame
  speech: Speech
  step: Step
  /** Whether the period ends at the moment that is shown. */
  isNow?: boolean
  isWide?: boolean
  view?: ChartView | undefined
}

/** One panel with its name, how it stands at the end, and its drawing; a wide one has a second drawing for a phone. */
export function Panel({ panel, name, frame, speech, step, isNow = true, isWide = false, view }: PanelProps) {
  const { now, summary } = panelWords(panel, name, speech, isNow)
  const tips = tipsOf(panel, step, speech)
  const sizes = isWide ? [smallPanel, widePanel] : [smallPanel]
  const drawn = sizes.map((size) => withTips(panelSvg(panelOption(panel, frame, size), size), tips, frame, size)).join('')
  return (
    <div className={styles.panel} data-region={panel.region}>
      <h3>
        <RegionName code={panel.region} name={name} view={view} place={id} /> <span>{now}</span>
      </h3>
      <div
        className={styles.drawing}
        data-axis=""
        {...plotAttributes(plotTimeOf(frame, speech.zone))}
        role="img"
        aria-label={summary}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made by our own server from numbers and dates
        dangerouslySetInnerHTML={{ __html: drawn }}
      />
    </div>
  )
}

/**
 * Who was without the service over the period, one panel a region on one scale: drawn on the server as SVG, told more of when pointed at.
 * Usage, in a section of the page, inside ChartTools and Still, once after ChartPatterns:
 *
 *   <SeriesChart series={data.series} regions={data.regions} asOf={asOf} locale={locale} zone={ctx.territory.zone} titleId="series-title" />
 */
export function SeriesChart({ series, regions, asOf, locale, zone, titleId, view, api }: Props) {
  const speech = speechOf(locale, zone, regions)
  const { t, words } = speech
  const isCrowd = toldIn(series) > mostCompared
  const rows = seriesRows(series, isCrowd ? panelsOfCrowd : mostPanels)
  const frame: PanelFrame = { ...rows, ticks: axisTicks(rows, speech), locale, drawing: chartPatterns }
  const isNow = Math.abs(rows.to - Date.parse(asOf)) <= minute
  const isWide = !isCrowd && rows.panels.length <= mostWide
  const units = unitsOf(rows, speech)
  const shown = isCrowd ? rows.panels : [...rows.panels, ...rows.others]
  const nothing = t('nothing', { from: frame.ticks[0]?.label ?? '', to: frame.ticks.at(-1)?.label ?? '' })
  return (
    <ChartFrame
      id={id}
      title={t('title', { without: words(`without.${series.service}`) })}
      titleId={titleId}
      dek={t('dek')}
      unit={units && t('unit', { units })}
      source={[...leftOut(rows, shown.length, speech), t('source')].join(' ')}
      summary={seriesSummary(rows, series, speech) || nothing}
      table={{
        columns: tableColumns(speech),
        rows: shown.flatMap((panel) => tableRows(panel, speech.nameOf(panel.region), series.step, speech)),
      }}
      locale={locale}
      {...(api && { api })}
      parts
    >
      {rows.panels.length === 0 && <p className={styles.note}>{nothing}</p>}
      {rows.panels.length > 0 && (
        <>
          <div className={isWide ? styles.wide : styles.panels}>
            {rows.panels.map((panel) => (
              <Panel
                key={panel.region}
                name={speech.nameOf(panel.region)}
                step={series.step}
                {...{ panel, frame, speech, isNow, isWide, view }}
              />
            ))}
          </div>
          <SeriesKey locale={locale} drawing={chartPatterns} />
        </>
      )}
    </ChartFrame>
  )
}
