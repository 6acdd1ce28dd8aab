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
import { type SeriesRows, seriesRows } from './series-rows'
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

function RunTable({ rows, t }: { rows: readonly RunRow[]; t: Speech['t'] }) {
  return (
    <details className={styles.twin}>
      <summary>{t('table')}</summary>
      <div className={styles.scroll}>
        <table>
          <thead>
            <tr>
              {([t('region'), t('from'), t('until'), t('standing'), t('figure')] as const).map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.region} ${row.from} ${row.until}`}>
                <th scope="row">{row.region}</th>
                <td>{row.from}</td>
                <td>{row.until}</td>
                <td>{row.standing}</td>
                <td>{row.figure}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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
  const panels = rows.panels.map((panel) => {
    const name = names.get(panel.region) ?? panel.region
    const svg = panelSvg(panelOption(panel, frame, firstSize), firstSize)
    return { panel, svg, words: panelWords(panel, name, speech), tips: tipsOf(panel, series.step, speech) }
  })
  const units = unitsOf(rows, speech)
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
        {rows.withoutFigure > 0 && `${t('leftOut', { count: rows.withoutFigure })} `}
        {t('source')}
      </p>
      {panels.length > 0 && (
        <RunTable
          rows={[...rows.panels, ...rows.others].flatMap((panel) => runRows(panel, names.get(panel.region) ?? panel.region, speech))}
          t={t}
        />
      )}
    </>
  )
}
