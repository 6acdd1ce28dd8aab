import { PatternDefs } from '@/app/_ui/patterns'
import type { Locale } from '@/lib/i18n/locale'
import type { Series } from '@/lib/schema/impact'
import type { Region } from '@/lib/schema/region'
import { firstSize } from './panel-size'
import { panelSvg } from './panel-svg'
import styles from './series-chart.module.css'
import { SeriesKey } from './series-key'
import { type PanelFrame, panelOption } from './series-option'
import { SeriesPanels } from './series-panels'
import { type SeriesPanel, type SeriesRows, seriesRows } from './series-rows'
import { axisTicks, panelWords, type RunRow, runRows, speechOf, tipsOf } from './series-words'

const drawing = 'chart'
const mostPanels = 6

type Speech = ReturnType<typeof speechOf>

interface Props {
  series: Series
  regions: readonly Region[]
  locale: Locale
  zone: string
  /** The id of the heading, for the section that holds the chart. */
  titleId: string
}

interface RegionRuns {
  region: string
  rows: readonly RunRow[]
}

function RunTable({ regions, t }: { regions: readonly RegionRuns[]; t: Speech['t'] }) {
  return (
    <details className={styles.twin}>
      <summary>{t('table')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('region')}</th>
            <th scope="col">{t('when')}</th>
            <th scope="col">{t('what')}</th>
          </tr>
        </thead>
        {regions.map(({ region, rows }) => (
          <tbody key={region}>
            {rows.map(({ when, what }, at) => (
              <tr key={when}>
                {at === 0 && (
                  <th scope="rowgroup" rowSpan={rows.length}>
                    {region}
                  </th>
                )}
                <td>{when}</td>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </details>
  )
}

function unitsOf({ panels }: SeriesRows, { words }: Speech): string {
  const units = new Set(panels.flatMap(({ bars }) => bars.flatMap(({ unit }) => unit ?? [])))
  return [...units].map((unit) => words(`unitPlural.${unit}`)).join(', ')
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
  const frame: PanelFrame = { from: rows.from, to: rows.to, top: rows.top, ticks: axisTicks(rows, speech), locale, drawing }
  const names = new Map(regions.map(({ code, shortName }) => [code, shortName[locale]]))
  const nameOf = ({ region }: SeriesPanel) => names.get(region) ?? region
  const panels = rows.panels.map((panel) => {
    const svg = panelSvg(panelOption(panel, frame, firstSize), firstSize)
    return { panel, svg, words: panelWords(panel, nameOf(panel), speech), tips: tipsOf(panel, series.step, speech) }
  })
  const units = unitsOf(rows, speech)
  const runs = [...rows.panels, ...rows.others].map((panel) => ({ region: nameOf(panel), rows: runRows(panel, series.step, speech) }))
  return (
    <>
      <h2 id={titleId}>{t('title', { without: words(`without.${series.service}`) })}</h2>
      <p className="dek">{t('dek')}</p>
      <svg className={styles.patterns} width="0" height="0" aria-hidden="true">
        <PatternDefs drawing={drawing} />
      </svg>
      {panels.length === 0 && (
        <p className={styles.note}>{t('nothing', { from: frame.ticks[0]?.label ?? '', to: frame.ticks.at(-1)?.label ?? '' })}</p>
      )}
      {panels.length > 0 && <SeriesPanels panels={panels} frame={frame} />}
      {panels.length > 0 && <SeriesKey locale={locale} drawing={drawing} />}
      <p className={styles.note}>
        {units !== '' && `${t('unit', { units })} `}
        {rows.others.length > 0 && `${t('notShown', { count: rows.others.length })} `}
        {panels.length > 0 && rows.withoutFigure > 0 && `${t('leftOut', { count: rows.withoutFigure })} `}
        {t('source')}
      </p>
      {panels.length > 0 && <RunTable regions={runs} t={t} />}
    </>
  )
}
