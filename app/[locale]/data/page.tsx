import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { alternatesOf, siteAddress } from '@/app/_share/site-address'
import { StructuredData } from '@/app/_share/structured-data'
import { Still } from '@/app/_still/still'
import head from '@/app/_ui/page-head.module.css'
import reading from '@/app/_ui/reading-page.module.css'
import { openApiDocument } from '@/lib/http/openapi'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { Territory } from '@/lib/regions/territory'
import { IncidentQuery } from '@/lib/schema/query'
import { context } from '@/lib/service/context'
import { getHealth } from '@/lib/service/get-health'
import { listIncidents } from '@/lib/service/list-incidents'
import { listObservations } from '@/lib/service/list-observations'
import { ApiReference } from './api-reference'
import { CodeExamples } from './code-examples'
import { Contents } from './contents'
import { wholeDataset } from './dataset'
import { Downloads } from './downloads'
import { FindInReference } from './find-in-reference'
import { Copies, Feeds } from './following'
import { Kinds } from './kinds'
import { Problems } from './problems'
import { readReference } from './reference'
import { Cite, Stability, Terms } from './terms'
import type { Told } from './told'

interface Props {
  params: Promise<{ locale: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!isLocale(locale)) return {}
  const t = translator(locale, 'data')
  return { title: t('title'), description: t('description'), alternates: alternatesOf(locale, '/data') }
}

/** A region that many records speak of, where the territory has it; else its first. */
const exampleRegion = ({ find, regions }: Territory): string => (find('UA-12') ?? regions.find(({ level }) => level === 1))?.code ?? ''

async function told(locale: Locale): Promise<Told> {
  const [ctx, site] = await Promise.all([context(), siteAddress()])
  const one = { ...IncidentQuery.parse({}), limit: 1 }
  const [incidents, observations, { ledgerSeq }] = await Promise.all([listIncidents(ctx, one), listObservations(ctx, one), getHealth(ctx)])
  return {
    locale,
    site,
    reference: readReference(openApiDocument(site)),
    incidents: incidents.total,
    observations: observations.total,
    ledgerSeq,
    at: ctx.clock(),
    exampleRegion: exampleRegion(ctx.territory),
    requestsPerMinute: ctx.settings.limits.requestsPerMinute,
  }
}

/** Everything for programs and for who takes the records along: files, feeds, the reference of the API, its promise and its terms. */
export default async function DataPage({ params }: Props) {
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  await connection()
  const all = await told(locale)
  const t = translator(locale, 'data')
  return (
    <div className="wrap">
      <StructuredData data={wholeDataset(all)} />
      <Still>
        <div className={`${head.head} ${head.opening} ${reading.intro}`}>
          <h1>{t('title')}</h1>
          <p>{t('lead', { incidents: all.incidents, observations: all.observations })}</p>
          <p>{t('sameFilters')}</p>
        </div>
      </Still>
      <div className={reading.page}>
        <Still>
          <Contents locale={locale} reference={all.reference} />
        </Still>
        <div>
          <Still>
            <Downloads told={all} />
            <Feeds told={all} />
            <Copies told={all} />
            <CodeExamples told={all} />
          </Still>
          <FindInReference label={t('find')} found={t('found')}>
            <Still>
              <ApiReference told={all} />
              <Kinds told={all} />
            </Still>
          </FindInReference>
          <Still>
            <Problems told={all} />
            <Stability told={all} />
            <Terms told={all} />
            <Cite told={all} />
          </Still>
        </div>
      </div>
    </div>
  )
}
