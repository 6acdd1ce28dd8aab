import Link from 'next/link'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { Service } from '@/lib/schema/observation'
import { serialiseQuery } from '@/lib/schema/query'
import type { Instant } from '@/lib/schema/time'
import { services } from '@/lib/schema/vocabulary'
import { formatClock } from '@/lib/time/format'
import { addHours, canonicalTime } from '@/lib/time/interval'
import { CopyLink } from './copy-link'
import { ViewQuery, viewAddress } from './view'
import { ViewForm } from './view-form'
import styles from './view-form.module.css'

interface Props {
  locale: Locale
  zone: string
  query: ViewQuery
  service: Service
  /** The moment that is shown, whether the address names it or not. */
  asOf: Instant
  now: Instant
  /** Whether the moment is the end of a day rather than an hour of it. */
  isDay: boolean
  /** The address of the API's answer that this page is drawn from. */
  api: string
}

const hoursOfDay = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))

/** Everything that chooses the view, with its address: service, moment, a day back and forth, the link and the data behind it. */
export function ViewControls({ locale, zone, query, service, asOf, now, isDay, api }: Props) {
  const t = translator(locale, 'dashboard')
  const w = translator(locale, 'words')
  const dayOf = (at: Instant) => canonicalTime({ time: at, precision: 'day' }, zone).time
  const day = dayOf(asOf)
  // Noon and a day: no change of the clocks moves it into another day.
  const dayAway = (days: number) => dayOf(addHours(canonicalNoon(day), days * 24))
  const hour = isDay ? '' : formatClock(asOf, { locale, zone, form: 'short' }).slice(0, 2)
  const kept = [...serialiseQuery(ViewQuery, { ...query, service: [], asOf: undefined })]
  const page = `/${locale}`
  const today = dayOf(now)
  return (
    <div className={styles.bar}>
      <ViewForm
        action={page}
        chosen={{ service, day, hour }}
        services={services.map((value) => ({ value, label: w(`service.${value}`) }))}
        hours={[{ value: '', label: t('endOfDay') }, ...hoursOfDay.map((value) => ({ value, label: `${value}:00` }))]}
        lastDay={today}
        kept={kept}
        words={{ title: t('viewTitle'), service: t('service'), day: t('day'), hour: t('hour'), show: t('show'), loading: t('loading') }}
      />
      <div className={styles.steps}>
        <Link href={`${page}${viewAddress({ ...query, asOf: dayAway(-1) })}`} scroll={false} prefetch={false}>
          {t('previousDay')}
        </Link>
        {day < today && (
          <Link href={`${page}${viewAddress({ ...query, asOf: dayAway(1) })}`} scroll={false} prefetch={false}>
            {t('nextDay')}
          </Link>
        )}
        {query.asOf !== undefined && (
          <Link href={`${page}${viewAddress({ ...query, asOf: undefined })}`} scroll={false} prefetch={false}>
            {t('latest')}
          </Link>
        )}
      </div>
      <div className={styles.links}>
        <CopyLink words={{ copy: t('copyLink'), copied: t('copied'), failed: t('copyFailed') }} />
        <a href={api}>{t('api')}</a>
      </div>
    </div>
  )
}

const canonicalNoon = (day: string): Instant => `${day}T12:00:00.000Z`
