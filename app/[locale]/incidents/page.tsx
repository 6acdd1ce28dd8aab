import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { IncidentPage } from '@/lib/schema/answers'
import type { Incident } from '@/lib/schema/incident'
import { IncidentQuery } from '@/lib/schema/query'
import { context } from '@/lib/service/context'
import { listIncidents } from '@/lib/service/list-incidents'
import { listRegions } from '@/lib/service/list-regions'
import { formatPrecise } from '@/lib/time/format'
import { type Reading, shortName } from '../_overview/reading'
import styles from './list.module.css'

interface Props {
  params: Promise<{ locale: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const pageLength = 50

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!isLocale(locale)) return {}
  const t = translator(locale, 'incident')
  return { title: t('listTitle'), description: t('listDescription') }
}

/** One page of the list; an address with a cursor that is none of ours is no page. */
async function pageAt(cursor: string | string[] | undefined): Promise<{ page: IncidentPage; regions: Reading['regions']; zone: string }> {
  const ctx = await context()
  const query = IncidentQuery.safeParse({ limit: pageLength, ...(cursor !== undefined && { cursor }) })
  if (!query.success) notFound()
  try {
    const [page, { data }] = await Promise.all([listIncidents(ctx, query.data), listRegions(ctx)])
    return { page, regions: new Map(data.map((region) => [region.code, region])), zone: ctx.territory.zone }
  } catch (error) {
    // By name: the store's own classes are not for screens.
    if (error instanceof Error && error.name === 'InvalidCursor') notFound()
    throw error
  }
}

/** Every public incident, newest first. */
export default async function IncidentsPage({ params, searchParams }: Props) {
  const [{ locale }, { cursor }] = await Promise.all([params, searchParams])
  if (!isLocale(locale)) notFound()
  await connection()
  const { page, regions, zone } = await pageAt(cursor)
  const reading = { locale, regions, zone, asOf: page.asOf }
  const t = translator(locale, 'incident')
  return (
    <div className="wrap">
      <div className={styles.intro}>
        <h1>{t('listTitle')}</h1>
        <p>{t('listLead', { count: page.total })}</p>
      </div>
      <ol className={styles.list}>
        {page.data.map((incident) => (
          <Row incident={incident} key={incident.id} reading={reading} />
        ))}
      </ol>
      <Paging isFirst={cursor === undefined} locale={locale} next={page.next} />
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
          <Link href={`/${locale}/incidents/${incident.id}`} prefetch={false}>
            {incident.title}
          </Link>
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

function Paging({ locale, next, isFirst }: { locale: Locale; next: string | null; isFirst: boolean }) {
  const t = translator(locale, 'incident')
  return (
    <p className={styles.paging}>
      {!isFirst && (
        <Link className="button button-quiet" href={`/${locale}/incidents`}>
          {t('newest')}
        </Link>
      )}
      {next !== null && (
        <Link className="button" href={`/${locale}/incidents?${new URLSearchParams({ cursor: next })}`} rel="next">
          {t('earlier')}
        </Link>
      )}
    </p>
  )
}
