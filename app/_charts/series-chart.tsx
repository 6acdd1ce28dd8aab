import type { Locale } from '@/lib/i18n/locale'
import type { Series } from '@/lib/schema/impact'
import type { Region } from '@/lib/schema/region'
import { ChartFrame } from './chart-frame'
import { chartPatterns } from './chart-patterns'
import { firstSize } from './panel-size'
import { panelSvg } from './panel-svg'
import styles from './series-chart.module.css'
import { SeriesKey } from './series-key'
import { type PanelFrame, panelOption } from './series-option'
import { type SeriesPanel, type SeriesRows, seriesRows } from './series-rows'
import { axisTicks, panelWords, type Speech, speechOf, tableColumns, tableRows } from './series-words'

const mostPanels = 6

interface Props {
  series: Series
  regions: readonly Region[]
  locale: Locale
  zone: string
  /** The id of the heading, for the section that holds the chart. */
  titleId: string
}

function unitsOf({ panels }: SeriesRows, { words }: Speech): string {
  const units = new Set(panels.flatMap(({ bars }) => bars.flatMap(({ unit }) => unit ?? [])))
  return [...units].map((unit) => words(`unitPlural.${unit}`)).join(', ')
}

/** What the chart leaves out, and why, in sentences. */
function leftOut({ panels, others, withoutFigure }: SeriesRows, { t }: Speech): string[] {
  return [
    ...(others.length > 0 ? [t('notShown', { count: others.length })] : []),
    ...(panels.length > 0 && withoutFigure > 0 ? [t('leftOut', { count: withoutFigure })] : []),
  ]
}

interface PanelProps {
  panel: SeriesPanel
  name: string
  frame: PanelFrame
  speech: Speech
}

/** One panel with its name, how it stands at the end, and its drawing. */
export function Panel({ panel, name, frame, speech }: PanelProps) {
  const { now, summary } = panelWords(panel, name, speech)
  return (
    <div className={styles.panel} data-region={panel.region}>
      <h3>
        {name} <span>{now}</span>
      </h3>
      <div
        className={styles.drawing}
        role="img"
        aria-label={summary}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made by our own server from numbers and dates
        dangerouslySetInnerHTML={{ __html: panelSvg(panelOption(panel, frame, firstSize), firstSize) }}
      />
    </div>
  )
}

/**
 * Who was without the service over the period, one small panel a region on one scale: drawn on the server as SVG, told more of when pointed at.
 * Usage, in a section of the page:
 *
 *   <SeriesChart series={data.series} regions={data.regions} locale={locale} zone={ctx.territory.zone} titleId="series-title" />
 */
export function SeriesChart({ series, regions, locale, zone, titleId }: Props) {
  const speech = speechOf(locale, zone)
  const { t, words } = speech
  const rows = seriesRows(series, mostPanels)
  const frame: PanelFrame = { ...rows, ticks: axisTicks(rows, speech), locale, drawing: chartPatterns }
  const names = new Map(regions.map(({ code, shortName }) => [code, shortName[locale]]))
  const nameOf = ({ region }: SeriesPanel) => names.get(region) ?? region
  const units = unitsOf(rows, speech)
  const nothing = t('nothing', { from: frame.ticks[0]?.label ?? '', to: frame.ticks.at(-1)?.label ?? '' })
  return (
    <ChartFrame
      id="by-region"
      title={t('title', { without: words(`without.${series.service}`) })}
      titleId={titleId}
      dek={t('dek')}
      unit={units && t('unit', { units })}
      source={[...leftOut(rows, speech), t('source')].join(' ')}
      summary={
        rows.panels.length > 0 ? rows.panels.map((panel) => `${panelWords(panel, nameOf(panel), speech).summary}.`).join(' ') : nothing
      }
      table={{
        columns: tableColumns(speech),
        rows: [...rows.panels, ...rows.others].flatMap((panel) => tableRows(panel, nameOf(panel), series.step, speech)),
      }}
      locale={locale}
      parts
    >
      {rows.panels.length === 0 && <p className={styles.note}>{nothing}</p>}
      {rows.panels.length > 0 && (
        <>
          <div className={styles.panels}>
            {rows.panels.map((panel) => (
              <Panel key={panel.region} panel={panel} name={nameOf(panel)} frame={frame} speech={speech} />
            ))}
          </div>
          <SeriesKey locale={locale} drawing={chartPatterns} />
        </>
      )}
    </ChartFrame>
  )
}
