import { type ChartView, periodAddresses } from '@/app/_charts/chart-links'
import { ChartPatterns } from '@/app/_charts/chart-patterns'
import { speechOf } from '@/app/_charts/chart-speech'
import { chartToolWords } from '@/app/_charts/chart-tool-words'
import { ChartTools } from '@/app/_charts/chart-tools'
import { mostCompared } from '@/app/_charts/crowd'
import { HeatMap } from '@/app/_charts/heat-map'
import { HoursChart } from '@/app/_charts/hours-chart'
import { PeriodLine } from '@/app/_charts/period-line'
import { SeriesChart } from '@/app/_charts/series-chart'
import { ServiceMatrix } from '@/app/_charts/service-matrix'
import { ShareChart } from '@/app/_charts/share-chart'
import { askedOfApi, type ViewQuery } from '@/app/_filters/view'
import { Still } from '@/app/_still/still'
import { Later } from '@/app/_ui/later'
import { byRank } from '@/app/_ui/map-regions'
import { MarkingRows } from '@/app/_ui/marking-rows'
import { translator } from '@/lib/i18n/translator'
import { canonicalTime } from '@/lib/time/interval'
import styles from './overview.module.css'
import { askOf, type OverviewData } from './overview-data'
import type { Reading } from './reading'

interface Props {
  data: OverviewData
  query: ViewQuery
  reading: Reading
  /** Where the map's data is to be had. */
  api: string
}

/** Where the series is to be had: the same question, over the period that is drawn. */
function seriesAddress({ service, drawn: series }: OverviewData, query: ViewQuery): string {
  const { from, to, step } = series
  const params = askedOfApi({ ...query, ...askOf(query, service), standing: [], asOf: undefined, from, to })
  if (step !== 'day') params.set('step', step)
  return `/api/v1/series?${params}`
}

/** The charts below the map: over time, by day, by service, as a share and in household-hours, all of one view. Of a crowd the first alone. */
export function DashboardCharts({ data, query, reading, api }: Props) {
  const { locale, zone, asOf } = reading
  const { impact, all, crowd, drawn: series, regions } = data
  // A week is told by its end, at which most outages are over: the lines are of days even then.
  const compared = impact.data.filter(({ standing }) => standing !== 'notReported').length
  const lines = series.step === 'week' ? data.series : series
  const order = [...impact.data].sort(byRank).map(({ region }) => region)
  const speech = speechOf(locale, zone, regions)
  const view: ChartView = { locale, query }
  const shared = { speech, view }
  const period = { from: Date.parse(series.from), to: Date.parse(series.to) }
  const seriesApi = seriesAddress(data, query)
  const allApi = `/api/v1/impact?${askedOfApi({ ...query, service: all.totalsByService.map(({ service }) => service), asOf: all.asOf })}`
  return (
    <ChartTools
      day={canonicalTime({ time: asOf, precision: 'day' }, zone).time}
      words={chartToolWords(locale)}
      period={periodAddresses(view)}
    >
      <MarkingRows className="contents">
        <section className="wrap" id="series" aria-labelledby="series-title">
          <Later tall={260} wide={200}>
            <div className="section">
              <Still>
                <ChartPatterns />
                <PeriodLine period={period} place="series" {...shared} />
                <SeriesChart
                  series={lines}
                  regions={regions}
                  asOf={asOf}
                  locale={locale}
                  zone={zone}
                  titleId="series-title"
                  view={view}
                  api={seriesApi}
                />
              </Still>
            </div>
          </Later>
        </section>
        {crowd === null && compared > mostCompared && (
          <div className="wrap">
            <p className={styles.note}>{translator(locale, 'chart')('ofFewer', { most: String(mostCompared) })}</p>
          </div>
        )}
        {crowd === null && compared <= mostCompared && (
          <>
            <div className="wrap">
              <Later tall={1700} wide={600}>
                <div className={`section grid ${styles.charts}`}>
                  <Still>
                    <section id="region-by-day" aria-labelledby="heat-title">
                      <HeatMap series={series} order={order} titleId="heat-title" api={seriesApi} {...shared} />
                    </section>
                    <section id="services" aria-labelledby="services-title">
                      <ServiceMatrix
                        impacts={all.data}
                        order={order}
                        cities={reading.cities ?? new Map()}
                        titleId="services-title"
                        api={allApi}
                        {...shared}
                      />
                    </section>
                  </Still>
                </div>
              </Later>
            </div>
            <div className="wrap">
              <Later tall={480} wide={200}>
                <div className={`section grid ${styles.charts}`}>
                  <Still>
                    <section id="share-out" aria-labelledby="share-title">
                      <ShareChart impacts={impact.data} service={data.service} titleId="share-title" api={api} {...shared} />
                    </section>
                    <section id="household-hours" aria-labelledby="hours-title">
                      <HoursChart series={series} titleId="hours-title" api={seriesApi} {...shared} />
                    </section>
                  </Still>
                </div>
              </Later>
            </div>
          </>
        )}
      </MarkingRows>
    </ChartTools>
  )
}
