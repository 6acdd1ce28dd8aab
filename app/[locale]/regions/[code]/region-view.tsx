import { ChartPatterns } from '@/app/_charts/chart-patterns'
import { chartToolWords } from '@/app/_charts/chart-tool-words'
import { ChartTools } from '@/app/_charts/chart-tools'
import { RegionSeries } from '@/app/_charts/region-series'
import { type RegionViewQuery, regionAddress, regionsAddress, viewOfRegion } from '@/app/_filters/region-view'
import { askedOfApi } from '@/app/_filters/view'
import { Still } from '@/app/_still/still'
import { Later } from '@/app/_ui/later'
import type { Locale } from '@/lib/i18n/locale'
import { SeriesQuery, serialiseQuery } from '@/lib/schema/query'
import type { Context } from '@/lib/service/context'
import { canonicalTime } from '@/lib/time/interval'
import { LatestReports } from '../../_overview/latest-reports'
import { NationWide } from '../../_overview/nation-wide'
import { readingOf } from '../../_overview/reading'
import { DenominatorTable } from './denominator-table'
import { HouseholdHoursList } from './household-hours'
import { ImpactLevelOf } from './impact-level'
import { Around, Inside } from './inside-and-around'
import styles from './region.module.css'
import { RegionControls } from './region-controls'
import type { RegionData } from './region-data'
import { RegionHead } from './region-head'
import { RegionIncidents } from './region-incidents'
import { ServiceStanding } from './service-standing'

interface Props {
  ctx: Context
  locale: Locale
  query: RegionViewQuery
  data: RegionData
}

/** Where the chart's figures are to be had: one address a service, so the first that is shown. */
function seriesApi({ region, services: [service = 'electricity'], asOf }: RegionData, query: RegionViewQuery): string {
  const { level } = region
  const asked = { ...query, region: [region.code], service: [service], level: level === 2 ? 2 : 1, asOf }
  return `/api/v1/series?${serialiseQuery(SeriesQuery, SeriesQuery.parse(asked))}`
}

/** The page of one region, from what the verbs answered. */
export function RegionView({ ctx, locale, query, data }: Props) {
  const { zone } = ctx.territory
  const { region, asOf } = data
  const reading = readingOf(ctx.territory, locale, { asOf, regions: ctx.territory.regions })
  const onDashboard = viewOfRegion(query, data.around?.code ?? region.code)
  const maps = { regions: ctx.territory.geometry(1, 'web'), districts: ctx.territory.geometry(2, 'web'), context: ctx.territory.context() }
  const api = `/api/v1/impact?${askedOfApi({ ...viewOfRegion(query, region.code), service: [...data.services], asOf, ...(region.level === 2 && { level: 2 }) })}`
  const children = ctx.territory.children(region.code)
  const day = (at: string) => canonicalTime({ time: at, precision: 'day' }, zone).time
  return (
    <div className="wrap">
      <Still>
        <RegionHead data={data} query={query} maps={maps} reading={reading} />
      </Still>
      <RegionControls
        query={query}
        data={data}
        now={ctx.clock()}
        links={{ api, dashboard: onDashboard, page: regionAddress(locale, region.code), list: regionsAddress(locale) }}
        reading={reading}
      />
      <Still>
        <section className="section" aria-labelledby="services-title">
          <ServiceStanding rows={data.rows} reading={reading} />
          <NationWide entries={data.nationWide} reading={reading} />
        </section>
      </Still>
      <section className="section" aria-labelledby="series-title">
        <ChartTools day={day(asOf)} words={chartToolWords(locale)}>
          <Still>
            <ChartPatterns />
            <RegionSeries
              series={data.series}
              region={region.code}
              locale={locale}
              zone={zone}
              titleId="series-title"
              api={seriesApi(data, query)}
            />
          </Still>
        </ChartTools>
      </section>
      <Still>
        <div className={`grid ${styles.pair}`}>
          <section className="section" aria-labelledby="hours-title">
            <HouseholdHoursList series={data.series} region={region.code} reading={reading} />
          </section>
          <section className="section" aria-labelledby="level-title">
            <ImpactLevelOf answer={data.level} reading={reading} />
          </section>
        </div>
      </Still>
      <Later tall={3500} wide={1500}>
        <Still>
          <section className="section" aria-labelledby="incidents-title">
            <RegionIncidents incidents={data.incidents.shown} total={data.incidents.total} reading={reading} />
          </section>
          <div className={`grid ${styles.pair}`}>
            {children.length > 0 && (
              <section className="section" aria-labelledby="inside-title">
                <Inside inside={data.inside} all={children} query={query} reading={reading} />
              </section>
            )}
            {data.around && (
              <section className="section" aria-labelledby="around-title">
                <Around around={data.around} rows={data.aroundRows} query={query} reading={reading} />
              </section>
            )}
            <section className="section" aria-labelledby="base-title">
              <DenominatorTable denominators={region.denominators} reading={reading} />
            </section>
          </div>
          <section className="section" aria-labelledby="reports-title">
            <LatestReports rows={data.latest} query={viewOfRegion(query, region.code)} reading={reading} />
          </section>
        </Still>
      </Later>
    </div>
  )
}
