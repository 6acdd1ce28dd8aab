import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { Series } from '@/lib/schema/impact'
import type { Unit } from '@/lib/schema/observation'
import { ChartFrame } from './chart-frame'
import { chartPatterns } from './chart-patterns'
import { speechOf } from './chart-speech'
import { Panel } from './series-chart'
import styles from './series-chart.module.css'
import { SeriesKey } from './series-key'
import { type SeriesPanel, type SeriesRows, seriesRows } from './series-rows'
import { axisTicks, panelWords, tableColumns, tableRows } from './series-words'

interface Props {
  /** Of one region, one each service, over one period. */
  series: readonly Series[]
  region: string
  locale: Locale
  zone: string
  /** The id of the heading, for the section that holds the chart. */
  titleId: string
  api: string
}

interface ServicePanel {
  series: Series
  rows: SeriesRows
  panel: SeriesPanel
}

/** The services that have a figure in the period, each with a scale of its own: their units differ. */
export function servicePanels(series: readonly Series[], region: string): ServicePanel[] {
  return series.flatMap((one) => {
    const rows = seriesRows(one, 1)
    const [panel] = rows.panels
    return panel?.region === region ? [{ series: one, rows, panel }] : []
  })
}

const unitsOf = ({ panel }: ServicePanel): Unit[] => [...new Set(panel.bars.flatMap(({ unit }) => unit ?? []))]

/** One region over the period, a small panel each service on a scale of its own; services without a figure are named. */
export function RegionSeries({ series, region, locale, zone, titleId, api }: Props) {
  const speech = speechOf(locale, zone)
  const t = translator(locale, 'region')
  const { words } = speech
  const panels = servicePanels(series, region)
  const [first] = series
  const ticks = first ? axisTicks(seriesRows(first, 1), speech) : []
  const period = { from: ticks[0]?.label ?? '', to: ticks.at(-1)?.label ?? '' }
  const nameOf = (one: ServicePanel) =>
    `${words(`without.${one.series.service}`)}, ${unitsOf(one)
      .map((unit) => words(`unitPlural.${unit}`))
      .join(', ')}`
  const without = series.filter((one) => panels.every((panel) => panel.series !== one)).map(({ service }) => words(`service.${service}`))
  const list = new Intl.ListFormat(locale, { type: 'unit' }).format(without.map((name) => name.toLocaleLowerCase(locale)))
  const [, ...columns] = tableColumns(speech)
  return (
    <ChartFrame
      id="by-service"
      title={t('seriesTitle')}
      titleId={titleId}
      dek={panels.length > 0 ? t('seriesDek') : t('seriesNone', period)}
      unit={panels.length > 0 && without.length > 0 ? t('seriesWithout', { list }) : ''}
      source={panels.length > 0 ? t('seriesSource') : ''}
      summary={panels.map((one) => `${panelWords(one.panel, nameOf(one), speech).summary}.`).join(' ')}
      table={{
        columns: [{ label: t('colService') }, ...columns],
        rows: panels.flatMap(({ panel, series: { service, step } }) => tableRows(panel, words(`service.${service}`), step, speech)),
      }}
      locale={locale}
      api={api}
      parts
    >
      {panels.length > 0 && (
        <>
          <div className={styles.panels}>
            {panels.map((one) => (
              <Panel
                key={one.series.service}
                panel={one.panel}
                name={nameOf(one)}
                frame={{ ...one.rows, ticks: axisTicks(one.rows, speech), locale, drawing: chartPatterns }}
                speech={speech}
                step={one.series.step}
              />
            ))}
          </div>
          <SeriesKey locale={locale} drawing={chartPatterns} />
        </>
      )}
    </ChartFrame>
  )
}
