import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import { connection } from 'next/server'
import { addressOfForm } from '@/app/_filters/form-address'
import { IncidentListQuery } from '@/app/_filters/incident-list'
import { readQuery } from '@/app/_filters/view'
import { feedsOf } from '@/app/_share/feed-address'
import { Still } from '@/app/_still/still'
import head from '@/app/_ui/page-head.module.css'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { IncidentPage } from '@/lib/schema/answers'
import type { Incident } from '@/lib/schema/incident'
import { type Context, context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { listIncidents } from '@/lib/service/list-incidents'
import { listRegions } from '@/lib/service/list-regions'
import { formatPrecise } from '@/lib/time/format'
import { BadAddress } from '../_overview/bad-address'
import { paramsOf, refused } from '../_overview/page-query'
import { type Reading, shortName } from '../_overview/reading'
import styles from './list.module.css'
import { ListFilters } from './list-filters'

interface Props {
  params: Promise<{ locale: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const pageLength = 50

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!isLocale(locale)) return {}
  const t = translator(locale, 'incident')
  const types = feedsOf(locale, await paramsOf(searchParams))
  return { title: t('listTitle'), description: t('listDescription'), alternates: { types } }
}

/** One page of the list. Throws ServiceError where a filter names what there is not; a cursor that is none of ours is no page. */
async function pageOf(ctx: Context, { incident, ...query }: IncidentListQuery): Promise<IncidentPage> {
  try {
    return await listIncidents(ctx, { ...query, limit: pageLength }, incident)
  } catch (error) {
    // By name: the store's own classes are not for screens.
    if (error instanceof Error && error.name === 'InvalidCursor') notFound()
    throw error
  }
}

/** Public incidents, newest first, as far as they fit the filters of the address. */
export default async function IncidentsPage({ params, searchParams }: Props) {
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  await connection()
  const ctx = await context()
  const asked = await paramsOf(searchParams)
  const page = `/${locale}/incidents`
  const findRegion = (text: string) => ctx.territory.find(text)?.code
  const meant = addressOfForm(asked, { zone: ctx.territory.zone, now: ctx.clock(), findRegion })
  if (meant !== null) redirect(`${page}${meant}`)
  const read = readQuery(IncidentListQuery, asked)
  if ('problems' in read) return <BadAddress asked={asked} locale={locale} page={page} problems={read.problems} />
  try {
    const [found, { data }] = await Promise.all([pageOf(ctx, read.query), listRegions(ctx)])
    const regions = new Map(data.map((region) => [region.code, region]))
    return <List asked={asked} found={found} reading={{ locale, regions, zone: ctx.territory.zone, asOf: found.asOf }} />
  } catch (error) {
    if (!(error instanceof ServiceError) || error.problem !== 'invalid-parameter') throw error
    return <BadAddress asked={asked} locale={locale} page={page} problems={refused(error, asked)} />
  }
}

function List({ found, asked, reading }: { found: IncidentPage; asked: URLSearchParams; reading: Omit<Reading, 'cities'> }) {
  const { locale } = reading
  const t = translator(locale, 'incident')
  const isFiltered = [...asked.keys()].some((name) => name !== 'cursor')
  const isNamed = asked.has('incident')
  return (
    <div className="wrap">
      <div className={`${head.head} ${styles.intro}`}>
        <h1>{t('listTitle')}</h1>
        <p className={head.lead}>{t(isNamed ? 'listNamed' : isFiltered ? 'listFiltered' : 'listLead', { count: found.total })}</p>
      </div>
      <ListFilters asked={asked} isFiltered={isFiltered} locale={locale} regions={[...reading.regions.values()]} />
      {found.data.length === 0 && isFiltered && <p className={styles.empty}>{t('listNothing')}</p>}
      <Still>
        <ol className={styles.list}>
          {found.data.map((incident) => (
            <Row incident={incident} key={incident.id} reading={reading} />
          ))}
        </ol>
      </Still>
      <Paging asked={asked} locale={locale} next={found.next} />
    </div>
  )
}

function Row({ incident, reading }: { incident: Incident; reading: Omit<Reading, 'cities'> }) {
  const { locale, zone } = reading
  const t = translator(locale, 'incident')
  const w = translator(locale, 'words')
  return (
    <li className={styles.row}>
      <p className={styles.time}>{formatPrecise(incident.start, { locale, zone, form: 'short', year: true })}</p>
      <div>
        <h2>
          <a href={`/${locale}/incidents/${incident.id}`}>{incident.title}</a>
        </h2>
        <p className={styles.where}>{incident.regions.map((code) => shortName(code, reading)).join(', ')}</p>
      </div>
      <p className={styles.what}>
        {w(`kind.${incident.kind}`)}
        <small>{incident.services.map((service) => w(`service.${service}`).toLocaleLowerCase(locale)).join(', ')}</small>
      </p>
      <p className={styles.status}>
        {t(`status.${incident.status}`)}
        <small>{t('reports', { count: incident.reportCount })}</small>
      </p>
    </li>
  )
}

function Paging({ locale, next, asked }: { locale: Locale; next: string | null; asked: URLSearchParams }) {
  const t = translator(locale, 'incident')
  const filters = [...asked].filter(([name]) => name !== 'cursor')
  const address = (...more: [string, string][]) => `/${locale}/incidents?${new URLSearchParams([...filters, ...more])}`
  return (
    <p className={styles.paging}>
      {asked.has('cursor') && (
        <Link className="button button-quiet" href={address()}>
          {t('newest')}
        </Link>
      )}
      {next !== null && (
        <Link className="button" href={address(['cursor', next])} rel="next">
          {t('earlier')}
        </Link>
      )}
    </p>
  )
}
