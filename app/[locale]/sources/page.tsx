import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { signedInOfPage } from '@/app/_session/page-context'
import { Still } from '@/app/_still/still'
import head from '@/app/_ui/page-head.module.css'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { context } from '@/lib/service/context'
import { getSources } from '@/lib/service/get-sources'
import { listQuarantine } from '@/lib/service/list-quarantine'
import { formatInstant, formatPrecise } from '@/lib/time/format'
import { byEnglishName } from '../_overview/reading'
import { RegionCoverage, ServiceCoverage } from './coverage-tables'
import { MachineFeeds } from './machine-feeds'
import { Mending } from './mending'
import { Intakes, Origin, Withheld } from './provenance'
import type { Read } from './read'
import { Reconciliation } from './reconciliation-table'
import { Publishers, Speakers, Tiers } from './voices'

/** As many rows as an editor can go through at once; those behind them come up as these are mended. */
const mostMended = 30

interface Props {
  params: Promise<{ locale: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!isLocale(locale)) return {}
  const t = translator(locale, 'sources')
  return { title: t('title'), description: t('description') }
}

async function read(locale: Locale): Promise<Read> {
  const ctx = await context()
  const sources = await getSources(ctx)
  const regions = new Map(ctx.territory.regions.map((region) => [region.code, region]))
  const { zone, counts } = ctx.territory
  return { sources, counts, reading: { locale, regions, zone, asOf: sources.now, cities: byEnglishName(ctx.territory.cities()) } }
}

/** What the page counts, and when it did. */
function Intro({ read: { sources, reading } }: { read: Read }) {
  const { locale, zone } = reading
  const t = translator(locale, 'sources')
  const { all, publishers } = sources.coverage
  const day = (at: NonNullable<typeof all>['first']) => formatPrecise(at, { locale, zone, form: 'long' })
  return (
    <div className={`${head.head} ${head.opening}`}>
      <h1>{t('title')}</h1>
      <p>
        {all
          ? t('lead', {
              reports: all.reports,
              observations: all.observations,
              publishers: publishers.length,
              first: day(all.first),
              last: day(all.last),
            })
          : t('empty')}
      </p>
      <p>
        {t('asOf', {
          time: formatInstant(sources.now, { locale, zone, form: 'long' }),
          utc: formatInstant(sources.now, { locale, zone: 'UTC', form: 'short' }),
        })}{' '}
        {t.rich('method', { link: (words) => <a href={`/${locale}/method`}>{words}</a> })}
      </p>
    </div>
  )
}

/** Who the figures come from, what they cover, what was turned away or withheld, and how far they agree. */
export default async function SourcesPage({ params, searchParams }: Props) {
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  await connection()
  const all = await read(locale)
  const signedIn = await signedInOfPage()
  const mending = signedIn === null || signedIn.actor.role === 'contributor' ? null : { ...(await context()), actor: signedIn.actor }
  return (
    <div className="wrap">
      <Still>
        <Intro read={all} />
        {all.sources.coverage.all && (
          <>
            <Tiers read={all} />
            <RegionCoverage read={all} />
            <ServiceCoverage read={all} />
            <Reconciliation read={all} />
            <Publishers read={all} />
            <Speakers read={all} />
          </>
        )}
        <MachineFeeds read={all} />
        <Intakes read={all} />
      </Still>
      {mending && <Mending done={(await searchParams).done} quarantine={await listQuarantine(mending, mostMended)} reading={all.reading} />}
      <Still>
        <Withheld read={all} />
        <Origin read={all} />
      </Still>
    </div>
  )
}
