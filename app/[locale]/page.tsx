import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { connection } from 'next/server'
import { chartToolWords } from '@/app/_charts/chart-tool-words'
import { ChartTools } from '@/app/_charts/chart-tools'
import type { Names } from '@/app/_filters/filter-words'
import { addressOfForm } from '@/app/_filters/form-address'
import { Places } from '@/app/_filters/places'
import { readView, type ViewQuery } from '@/app/_filters/view'
import { ViewControls } from '@/app/_filters/view-controls'
import { Still } from '@/app/_still/still'
import { MovingTable } from '@/app/_time/moving-table'
import { rowWords } from '@/app/_time/time-words'
import { Later } from '@/app/_ui/later'
import { MarkingRows } from '@/app/_ui/marking-rows'
import { regionChoices, regionFinder } from '@/lib/form/region-names'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { type Context, context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { canonicalTime } from '@/lib/time/interval'
import { BadAddress } from './_overview/bad-address'
import { ChangesList } from './_overview/changes-list'
import { DashboardCharts } from './_overview/dashboard-charts'
import { Elsewhere } from './_overview/elsewhere'
import { EmptyLedger } from './_overview/empty-ledger'
import { bestRemoval, isFilteredOut, type Removal } from './_overview/filtered-out'
import headline from './_overview/headline.module.css'
import { HeadlineFigures } from './_overview/headline-figures'
import { LatestReports } from './_overview/latest-reports'
import { Lead } from './_overview/lead'
import { impactAddress, MapPart } from './_overview/map-part'
import { MethodNotes } from './_overview/method-notes'
import { NationWide } from './_overview/nation-wide'
import { NothingFits } from './_overview/nothing-fits'
import styles from './_overview/overview.module.css'
import type { OverviewData } from './_overview/overview-data'
import { paramsOf, refused } from './_overview/page-query'
import { readingOf } from './_overview/reading'
import { RestorationSection } from './_overview/restoration-section'
import { StatesList } from './_overview/states-list'
import { TablePart } from './_overview/table-part'
import { TimeSection } from './_overview/time-section'
import { ViewDataset } from './_overview/view-dataset'
import { overviewOf, viewMetadata } from './_overview/view-head'

interface Props {
  params: Promise<{ locale: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  await connection()
  const { locale } = await params
  return isLocale(locale) ? viewMetadata(locale, await paramsOf(searchParams)) : {}
}

/** The overview: what is out where, in words, figures, map, table and chart, at the moment and for the service the address names. */
export default async function Overview({ params, searchParams }: Props) {
  await connection()
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  const asked = await paramsOf(searchParams)
  const ctx = await context()
  const findRegion = (text: string) => regionFinder(regionChoices(ctx.territory.regions))(text)
  const meant = addressOfForm(asked, { zone: ctx.territory.zone, now: ctx.clock(), findRegion })
  if (meant !== null) redirect(`/${locale}${meant}`)
  const view = readView(asked)
  if ('problems' in view) return <BadAddress locale={locale} problems={view.problems} asked={asked} />
  try {
    const data = await overviewOf(asked.toString())
    const best = isFilteredOut(data.impact, view.query) ? await bestRemoval(ctx, { ...view.query, asOf: data.asOf }, data.service) : null
    return (
      <>
        <View ctx={ctx} locale={locale} query={view.query} data={data} best={best} />
        <ViewDataset locale={locale} query={view.query} data={data} />
      </>
    )
  } catch (error) {
    if (error instanceof ServiceError && error.problem === 'invalid-parameter')
      return <BadAddress locale={locale} problems={refused(error, asked)} asked={asked} />
    throw error
  }
}

interface ViewProps {
  ctx: Context
  locale: Locale
  query: ViewQuery
  data: OverviewData
  /** Where the filters leave nothing: the one whose removal gives most. */
  best: Removal | null
}

function View({ ctx, locale, query, data, best }: ViewProps) {
  const { zone } = ctx.territory
  const { service, asOf, isDay, impact, all } = data
  const t = translator(locale, 'dashboard')
  const reading = readingOf(ctx.territory, locale, data)
  if (all.lastAsOf === null && data.latest.length === 0 && query.asOf === undefined) return <EmptyLedger locale={locale} />
  const names: Names = { locale, zone, regionName: (code) => ctx.territory.find(code)?.shortName[locale] ?? code }
  return (
    <>
      <section className="wrap">
        <div data-own-moment>
          <Lead told={{ service, impact, all, isDay }} all={all} reading={reading} nothingNewer={data.nothingNewer} />
        </div>
        {data.changes && (
          <MarkingRows>
            <Still>
              <ChangesList changes={data.changes} reading={reading} />
            </Still>
          </MarkingRows>
        )}
        <ViewControls
          names={names}
          places={
            <Still>
              <Places regions={data.regions} locale={locale} />
            </Still>
          }
          query={query}
          service={service}
          asOf={asOf}
          now={ctx.clock()}
          isDay={isDay}
          api={impactAddress(data, query)}
        />
        {isFilteredOut(impact, query) && <NothingFits query={query} best={best} names={names} />}
        <h2 className="visually-hidden">{t('headline')}</h2>
        <div className={`grid ${headline.figures}`} data-own-moment>
          <Still>
            <HeadlineFigures all={all} service={service} reading={reading} />
          </Still>
          <Still>
            <StatesList all={all} reading={reading} />
          </Still>
        </div>
      </section>
      <section className="wrap" id="regions" aria-labelledby="regions-title">
        <div className="section grid">
          <MapPart ctx={ctx} locale={locale} query={query} data={data}>
            <p className={styles.note}>* {t('shareNote')}</p>
            <div className={styles.beside}>
              <Still>
                <NationWide entries={impact.nationWide} reading={reading} />
              </Still>
            </div>
          </MapPart>
          <div className={styles.table}>
            <Later tall={1180} wide={800}>
              <MovingTable locale={locale} words={rowWords(locale)}>
                <TablePart data={data} query={query} reading={reading} />
              </MovingTable>
            </Later>
          </div>
        </div>
      </section>
      <section className="wrap" aria-labelledby="time-title">
        <div className={styles.time}>
          <TimeSection {...{ locale, zone, query, data }} />
        </div>
      </section>
      <DashboardCharts data={data} query={query} reading={reading} api={impactAddress(data, query)} />
      <section className="wrap" id="restoration" aria-labelledby="restoration-title">
        <div className="section">
          <ChartTools day={canonicalTime({ time: asOf, precision: 'day' }, zone).time} words={chartToolWords(locale)}>
            <Later tall={390} wide={250}>
              <Still>
                <RestorationSection query={query} reading={reading} restorations={data.restorations} service={service} />
              </Still>
            </Later>
          </ChartTools>
        </div>
      </section>
      <section className="wrap" aria-labelledby="reports-title">
        <Later tall={1350} wide={550}>
          <div className="section">
            <Still>
              <LatestReports rows={data.latest} query={query} reading={reading} />
            </Still>
          </div>
        </Later>
      </section>
      <section className="wrap" aria-labelledby="method-title">
        <Later tall={300} wide={170}>
          <div className="section">
            <Still>
              <MethodNotes locale={locale} />
            </Still>
            <Elsewhere locale={locale} query={query} />
          </div>
        </Later>
      </section>
    </>
  )
}
