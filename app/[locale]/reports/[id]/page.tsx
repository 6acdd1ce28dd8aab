import type { Metadata } from 'next'
import { headers } from 'next/headers'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import { NoSuchPage } from '@/app/_ui/no-such-page'
import { Notice } from '@/app/_ui/notice'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { trouble } from '@/lib/i18n/messages/trouble'
import { translator } from '@/lib/i18n/translator'
import type { ReportDetail, Tombstone } from '@/lib/schema/incident'
import { context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { explainHistory } from '@/lib/service/explain-history'
import { getReport } from '@/lib/service/get-report'
import { listRegions } from '@/lib/service/list-regions'
import { answerWithStatus } from '@/lib/service/page-request'
import { formatInstant, formatPrecise } from '@/lib/time/format'
import { byEnglishName, type Reading } from '../../_overview/reading'
import { History } from '../../incidents/[id]/history'
import { inWords } from '../../incidents/[id]/in-words'
import { quotesOf } from '../../incidents/[id]/statements'
import { Citation } from './citation'
import { Provenance } from './provenance'
import styles from './report-page.module.css'
import { Said } from './said'

interface Props {
  params: Promise<{ locale: string; id: string }>
}

/** The report, its tombstone, or null where there is none; read once for the page and its head. */
const find = cache(async (id: string): Promise<ReportDetail | Tombstone | null> => {
  await connection()
  try {
    return await getReport(await context(), id)
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    if (error.problem === 'gone' && error.more.tombstone) return error.more.tombstone
    if (error.problem === 'not-found') return null
    throw error
  }
})

/** Who is quoted, else who printed it. */
const whoSays = ({ source }: ReportDetail) => source.statedBy ?? source.publisher

async function readingOf(locale: Locale): Promise<Reading> {
  const ctx = await context()
  const { data } = await listRegions(ctx)
  return {
    locale,
    zone: ctx.territory.zone,
    asOf: ctx.clock(),
    regions: new Map(data.map((region) => [region.code, region])),
    cities: byEnglishName(ctx.territory.cities()),
  }
}

/** The report's own words, or its figures in ours. */
function gist(report: ReportDetail, reading: Reading): string {
  const [quote] = quotesOf(report)
  return quote ?? report.observations.map((observation) => inWords(observation, reading)).join('; ')
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, id } = await params
  if (!isLocale(locale)) return {}
  const found = await find(id)
  const t = translator(locale, 'report')
  if (found === null) return { title: trouble[locale].notFoundTitle, robots: { index: false } }
  if ('takenDownAt' in found) return { title: t('goneTitle'), robots: { index: false } }
  const reading = await readingOf(locale)
  const said = { who: whoSays(found), time: formatPrecise(found.asOf, { ...reading, form: 'long' }) }
  return { title: t('title', said), description: t('description', { ...said, words: gist(found, reading) }) }
}

/** The address under which this very request reached us, without the path: a citation needs it whole. */
async function ownOrigin(): Promise<string> {
  const asked = await headers()
  const scheme = asked.get('x-forwarded-proto')?.split(',')[0] === 'https' ? 'https' : 'http'
  return `${scheme}://${asked.get('host') ?? 'localhost'}`
}

/** One report under an address of its own: what was said, by whom and where, what became of it since, and how to cite it. */
export default async function ReportPage({ params }: Props) {
  const { locale, id } = await params
  if (!isLocale(locale)) notFound()
  const found = await find(id)
  if (found === null) {
    answerWithStatus(404)
    return <NoSuchPage locale={locale} />
  }
  const reading = await readingOf(locale)
  if ('takenDownAt' in found) {
    answerWithStatus(410)
    return <Gone reading={reading} tombstone={found} />
  }
  return (
    <div className="wrap">
      <Head reading={reading} report={found} />
      <div className={`grid ${styles.body}`}>
        <div className={styles.words}>
          <Said reading={reading} report={found} />
          <Citation address={`${await ownOrigin()}/${locale}/reports/${id}`} reading={reading} report={found} who={whoSays(found)} />
        </div>
        <Provenance reading={reading} report={found} />
      </div>
      <History about={found.asOf.time} lines={explainHistory({ history: found.history, reports: [found] })} reading={reading} />
    </div>
  )
}

function Head({ report, reading }: { report: ReportDetail; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'report')
  const list = translator(locale, 'incident')
  const quotes = quotesOf(report)
  return (
    <div className={styles.head}>
      <p className={styles.crumb}>
        <Link href={`/${locale}/incidents`}>{list('listTitle')}</Link> /{' '}
        <Link href={`/${locale}/incidents/${report.incident}`}>{report.incidentTitle}</Link>
      </p>
      <h1>{t('title', { who: whoSays(report), time: formatPrecise(report.asOf, { ...reading, form: 'long' }) })}</h1>
      <Correction reading={reading} report={report} />
      <div className={styles.quotes} data-replaced={report.supersededBy === null ? undefined : ''}>
        {quotes.map((quote) => (
          <blockquote key={quote} lang={report.source.lang ?? undefined}>
            {quote}
          </blockquote>
        ))}
        {quotes.length === 0 && <p className="second">{t('noQuote')}</p>}
      </div>
    </div>
  )
}

/** What replaced the report, and what the report replaced. */
function Correction({ report, reading: { locale } }: { report: ReportDetail; reading: Reading }) {
  const t = translator(locale, 'report')
  const { supersededBy, supersedes } = report
  const at = (id: string) => `/${locale}/reports/${id}`
  return (
    <>
      {supersededBy !== null && (
        <p className={styles.notice}>
          {t('wasReplaced')} <Link href={at(supersededBy)}>{t('readReplacement')}</Link>
        </p>
      )}
      {supersedes !== null && (
        <p className={styles.notice}>
          {t('replaces')} <Link href={at(supersedes)}>{t('readReplaced')}</Link>
        </p>
      )}
    </>
  )
}

function Gone({ tombstone, reading }: { tombstone: Tombstone; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'report')
  const list = translator(locale, 'incident')
  const all = (
    <Link className="button" href={`/${locale}/incidents`}>
      {list('toList')}
    </Link>
  )
  return (
    <Notice actions={all} title={t('goneTitle')}>
      <p>{t('goneText', { time: formatInstant(tombstone.takenDownAt, { ...reading, form: 'long' }) })}</p>
      <p>{list('goneReason', { reason: tombstone.reason })}</p>
    </Notice>
  )
}
