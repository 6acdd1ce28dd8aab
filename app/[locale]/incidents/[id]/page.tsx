import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import { ChartPatterns } from '@/app/_charts/chart-patterns'
import { chartToolWords } from '@/app/_charts/chart-tool-words'
import { ChartTools } from '@/app/_charts/chart-tools'
import { StepLines } from '@/app/_charts/step-line'
import { stepSpeech } from '@/app/_charts/step-line-words'
import { signedInOfPage } from '@/app/_session/page-context'
import { Still } from '@/app/_still/still'
import { Later } from '@/app/_ui/later'
import { NoSuchPage } from '@/app/_ui/no-such-page'
import { Notice } from '@/app/_ui/notice'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { trouble } from '@/lib/i18n/messages/trouble'
import { translator } from '@/lib/i18n/translator'
import type { IncidentDetail, Tombstone } from '@/lib/schema/incident'
import { context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { explainHistory } from '@/lib/service/explain-history'
import { getIncident } from '@/lib/service/get-incident'
import { getIncidentImpact } from '@/lib/service/get-incident-impact'
import { getIncidentSeries } from '@/lib/service/get-incident-series'
import { listRegions } from '@/lib/service/list-regions'
import { answerWithStatus } from '@/lib/service/page-request'
import { formatInstant, formatPrecise } from '@/lib/time/format'
import { NationWide } from '../../_overview/nation-wide'
import { byEnglishName, type Reading } from '../../_overview/reading'
import { Disagreements } from './disagreements'
import { History } from './history'
import styles from './incident.module.css'
import { KnownTable } from './known-table'
import { Statements } from './statements'

interface Props {
  params: Promise<{ locale: string; id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** The incident, its tombstone, or null where there is none; read once for the page and its head. */
const find = cache(async (id: string): Promise<IncidentDetail | Tombstone | null> => {
  await connection()
  try {
    return await getIncident(await context(), id)
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    if (error.problem === 'gone' && error.more.tombstone) return error.more.tombstone
    if (error.problem === 'not-found') return null
    throw error
  }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, id } = await params
  if (!isLocale(locale)) return {}
  const found = await find(id)
  const t = translator(locale, 'incident')
  if (found === null) return { title: trouble[locale].notFoundTitle, robots: { index: false } }
  if ('takenDownAt' in found) return { title: t('goneTitle'), robots: { index: false } }
  const { zone } = (await context()).territory
  const time = formatPrecise(found.start, { locale, zone, form: 'long' })
  const kind = translator(locale, 'words')(`kind.${found.kind}`)
  return { title: found.title, description: t('description', { kind, time, reports: t('reports', { count: found.reportCount }) }) }
}

/** One incident: what is known, who says so, what does not agree, and how the record came to be. */
export default async function IncidentPage({ params, searchParams }: Props) {
  const [{ locale, id }, { added }] = await Promise.all([params, searchParams])
  if (!isLocale(locale)) notFound()
  const found = await find(id)
  if (found === null) {
    answerWithStatus(404)
    return <NoSuchPage locale={locale} />
  }
  if ('takenDownAt' in found) {
    answerWithStatus(410)
    return <Gone locale={locale} tombstone={found} zone={(await context()).territory.zone} />
  }
  const ctx = await context()
  const [signedIn, impact, series, { data: regions }] = await Promise.all([
    signedInOfPage(),
    getIncidentImpact(ctx, found),
    getIncidentSeries(ctx, found),
    listRegions(ctx),
  ])
  const t = translator(locale, 'incident')
  const reading: Reading = {
    locale,
    zone: ctx.territory.zone,
    asOf: impact.asOf,
    regions: new Map(regions.map((region) => [region.code, region])),
    cities: byEnglishName(ctx.territory.cities()),
  }
  return (
    <div className="wrap">
      <Head added={added === '1'} incident={found} reading={reading} />
      {signedIn !== null && signedIn.actor.role !== 'contributor' && <ToReview id={found.id} locale={locale} />}
      <Still>
        <KnownTable data={impact.data} lastAsOf={found.lastAsOf} reading={reading} />
      </Still>
      <NationWide entries={impact.nationWide} reading={reading} />
      {series.lines.length > 0 && (
        <section aria-labelledby="counts" className="section">
          <h2 id="counts">{t('line.heading')}</h2>
          <p className="dek">{t('line.dek')}</p>
          <ChartPatterns />
          <ChartTools day={found.start.time.slice(0, 10)} words={chartToolWords(locale)}>
            <Later tall={1200} wide={780}>
              <Still>
                <StepLines incident={found.id} series={series} speech={stepSpeech(locale, reading.zone, reading.regions)} />
              </Still>
            </Later>
          </ChartTools>
        </section>
      )}
      <Still>
        <Disagreements data={impact.data} reading={reading} reasons={impact.reasons} />
      </Still>
      <Later tall={1600} wide={900}>
        <Still>
          <Statements reading={reading} reports={found.reports} />
          <History about={found.lastAsOf?.time ?? null} lines={explainHistory(found)} reading={reading} />
        </Still>
      </Later>
    </div>
  )
}

function Head({ incident, reading, added }: { incident: IncidentDetail; reading: Reading; added: boolean }) {
  const { locale, zone } = reading
  const t = translator(locale, 'incident')
  const w = translator(locale, 'words')
  const long = (time: IncidentDetail['start']) => formatPrecise(time, { locale, zone, form: 'long' })
  const b = (chunks: React.ReactNode) => <b>{chunks}</b>
  return (
    <div className={styles.head}>
      <p className={styles.crumb}>
        <Link href={`/${locale}/incidents`}>{t('listTitle')}</Link>
      </p>
      <h1>{incident.title}</h1>
      {added && (
        <p className={styles.added} role="status">
          {t('added')}
        </p>
      )}
      <p className={styles.facts}>
        <span>
          <b>{w(`kind.${incident.kind}`)}</b>
        </span>
        <span>{t.rich('began', { b, time: long(incident.start), precision: w(`precision.${incident.start.precision}`) })}</span>
        {incident.end && <span>{t.rich('ended', { b, time: long(incident.end) })}</span>}
        <span>{t.rich('regionsNamed', { b, count: incident.regions.length })}</span>
        {incident.lastAsOf && <span>{t.rich('lastWord', { b, time: long(incident.lastAsOf) })}</span>}
        <span>{t('statusNow', { status: t(`status.${incident.status}`) })}</span>
        <span>{t('reports', { count: incident.reportCount })}</span>
      </p>
    </div>
  )
}

/** The way to an editor's decisions about this record; drawn for editors alone. */
function ToReview({ locale, id }: { locale: Locale; id: string }) {
  const tReview = translator(locale, 'review')
  return (
    <Link className="button button-quiet" href={`/${locale}/review/${id}`} prefetch={false}>
      {tReview('ofIncident')}
    </Link>
  )
}

function Gone({ locale, zone, tombstone }: { locale: Locale; zone: string; tombstone: Tombstone }) {
  const t = translator(locale, 'incident')
  const all = (
    <Link className="button" href={`/${locale}/incidents`}>
      {t('toList')}
    </Link>
  )
  return (
    <Notice actions={all} title={t('goneTitle')}>
      <p>{t('goneText', { time: formatInstant(tombstone.takenDownAt, { locale, zone, form: 'long' }) })}</p>
      <p>{t('goneReason', { reason: tombstone.reason })}</p>
    </Notice>
  )
}
