import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { Still } from '@/app/_still/still'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { context } from '@/lib/service/context'
import { getSources } from '@/lib/service/get-sources'
import { formatInstant, formatPrecise } from '@/lib/time/format'
import { byEnglishName } from '../_overview/reading'
import { RegionCoverage, ServiceCoverage } from './coverage-tables'
import { Intakes, Origin, Withheld } from './provenance'
import type { Read } from './read'
import { Reconciliation } from './reconciliation-table'
import styles from './sources.module.css'
import { Publishers, Speakers, Tiers } from './voices'

interface Props {
  params: Promise<{ locale: string }>
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
    <div className={styles.intro}>
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
      <p className={styles.asOf}>
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
export default async function SourcesPage({ params }: Props) {
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  await connection()
  const all = await read(locale)
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
        <Intakes read={all} />
        <Withheld read={all} />
        <Origin read={all} />
      </Still>
    </div>
  )
}
