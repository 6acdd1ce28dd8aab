import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { connection } from 'next/server'
import { addressOfForm } from '@/app/_filters/form-address'
import { RegionsViewQuery, regionsAddress } from '@/app/_filters/region-view'
import { readQuery } from '@/app/_filters/view'
import viewForm from '@/app/_filters/view-form.module.css'
import { alternatesOf } from '@/app/_share/site-address'
import { Still } from '@/app/_still/still'
import { Legend } from '@/app/_ui/legend'
import { OtherTerritories } from '@/app/_ui/other-territories'
import head from '@/app/_ui/page-head.module.css'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { serialiseQuery } from '@/lib/schema/query'
import { type Context, context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { otherTerritories } from '@/lib/service/other-territories'
import { formatClock, formatInstant, formatPrecise } from '@/lib/time/format'
import { canonicalTime } from '@/lib/time/interval'
import { BadAddress } from '../_overview/bad-address'
import lead from '../_overview/lead.module.css'
import { paramsOf, refused } from '../_overview/page-query'
import type { Reading } from '../_overview/reading'
import { FindRegions } from './find-regions'
import { MomentForm } from './moment-form'
import { searched } from './region-search'
import styles from './regions.module.css'
import { type RegionsData, regionsData } from './regions-data'
import { found, RegionsTable } from './regions-table'

interface Props {
  params: Promise<{ locale: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!isLocale(locale)) return {}
  const t = translator(locale, 'region')
  return {
    title: t('listTitle'),
    description: t('listDescription'),
    alternates: alternatesOf(locale, '/regions'),
  }
}

/** Every region with the standing of its services: the way in for who looks for their own. */
export default async function RegionsPage({ params, searchParams }: Props) {
  await connection()
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  const asked = await paramsOf(searchParams)
  const ctx = await context()
  const plain = regionsAddress(locale)
  const meant = addressOfForm(asked, { zone: ctx.territory.zone, now: ctx.clock(), findRegion: (text) => ctx.territory.find(text)?.code })
  if (meant !== null) redirect(plain + meant)
  const view = readQuery(RegionsViewQuery, asked)
  if ('problems' in view) return <BadAddress locale={locale} problems={view.problems} asked={asked} page={plain} />
  try {
    return <View ctx={ctx} locale={locale} query={view.query} data={await regionsData(ctx, view.query)} />
  } catch (error) {
    if (error instanceof ServiceError && error.problem === 'invalid-parameter')
      return <BadAddress locale={locale} problems={refused(error, asked)} asked={asked} page={plain} />
    throw error
  }
}

/** What the marks of the table are of: the moment in words, and by which clocks. */
function Dek({ data, query, reading }: { data: RegionsData; query: RegionsViewQuery; reading: Reading }) {
  const { locale, zone, asOf } = reading
  const t = translator(locale, 'region')
  const d = translator(locale, 'dashboard')
  const day = formatPrecise({ time: asOf, precision: 'day' }, { locale, zone, form: 'long' })
  const clock = formatClock(asOf, { locale, zone, form: 'short' })
  const at = (time: string) =>
    time.length > 10
      ? formatInstant(time, { locale, zone, form: 'long' })
      : formatPrecise({ time, precision: 'day' }, { locale, zone, form: 'long' })
  return (
    <p className={`${head.lead} ${styles.dek}`}>
      {t('listDek', { moment: data.isDay ? t('momentDay', { day }) : t('momentHour', { day, clock }) })}{' '}
      {data.nothingNewer && <span className={lead.mark}>{d('nothingNewer')}</span>}{' '}
      {query.knownAt && d('knownAt', { time: at(query.knownAt) })} {query.publishedBy && d('publishedBy', { time: at(query.publishedBy) })}
    </p>
  )
}

function View({ ctx, locale, query, data }: { ctx: Context; locale: Locale; query: RegionsViewQuery; data: RegionsData }) {
  const { zone } = ctx.territory
  const t = translator(locale, 'region')
  const reading: Reading = { locale, zone, asOf: data.asOf, regions: new Map() }
  const { find, ...at } = query
  const { asOf: _asOf, ...clocks } = at
  const kept = (rest: RegionsViewQuery) => [...serialiseQuery(RegionsViewQuery, rest)]
  const shown = data.list.filter((listed) => found(listed, searched(find ?? '')) !== null).length
  const example = ctx.territory.cities().find(({ capital }) => capital === 'adm1')
  return (
    <div className="wrap">
      <div className={`${head.head} ${styles.intro}`}>
        <h1>{t('listTitle')}</h1>
        <Dek data={data} query={query} reading={reading} />
        <OtherTerritories locale={locale} others={otherTerritories()} />
      </div>
      <FindRegions
        action={regionsAddress(locale)}
        find={find ?? ''}
        kept={kept(at)}
        words={{
          label: t('find'),
          hint: t('findHint', { example: example?.name[locale] ?? '' }),
          button: t('findButton'),
          all: t('findAll'),
        }}
        whole={regionsAddress(locale, at)}
        shown={shown}
        found={Array.from({ length: data.list.length + 1 }, (_, count) => t('found', { count }))}
      >
        <div className={viewForm.bar}>
          <MomentForm
            action={regionsAddress(locale)}
            isDay={data.isDay}
            lastDay={canonicalTime({ time: ctx.clock(), precision: 'day' }, zone).time}
            kept={kept({ ...clocks, find })}
            service={null}
            reading={reading}
          />
        </div>
        <Still>
          <RegionsTable list={data.list} query={query} reading={reading} />
          <Legend locale={locale} unit={t('anyUnit')} />
        </Still>
      </FindRegions>
    </div>
  )
}
