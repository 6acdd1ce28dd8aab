import { CopyLink } from '@/app/_filters/copy-link'
import { RegionViewQuery } from '@/app/_filters/region-view'
import { type ViewQuery, viewAddress } from '@/app/_filters/view'
import styles from '@/app/_filters/view-form.module.css'
import { ViewLink } from '@/app/_filters/view-link'
import { translator } from '@/lib/i18n/translator'
import { serialiseQuery } from '@/lib/schema/query'
import type { Instant } from '@/lib/schema/time'
import { services } from '@/lib/schema/vocabulary'
import { addHours, canonicalTime } from '@/lib/time/interval'
import type { Reading } from '../../_overview/reading'
import { MomentForm } from '../moment-form'
import type { RegionData } from './region-data'

interface Props {
  query: RegionViewQuery
  data: RegionData
  now: Instant
  links: { api: string; dashboard: ViewQuery; page: string; list: string }
  reading: Reading
}

/** Service and moment of the region's page, a day back and forth, the link, and the same on the dashboard and in the API. */
export function RegionControls({ query, data, now, links, reading }: Props) {
  const { locale, zone, asOf } = reading
  const t = translator(locale, 'dashboard')
  const r = translator(locale, 'region')
  const w = translator(locale, 'words')
  const dayOf = (at: Instant) => canonicalTime({ time: at, precision: 'day' }, zone).time
  const day = dayOf(asOf)
  const today = dayOf(now)
  const addressAt = (at: string | undefined) => {
    const params = serialiseQuery(RegionViewQuery, { ...query, asOf: at }).toString()
    return `${links.page}${params && `?${params}`}`
  }
  // Noon and a day: no change of the clocks moves it into another day.
  const dayAway = (days: number) => dayOf(addHours(`${day}T12:00:00.000Z`, days * 24))
  return (
    <div className={styles.bar}>
      <MomentForm
        action={links.page}
        isDay={data.isDay}
        lastDay={today}
        kept={[...serialiseQuery(RegionViewQuery, { ...query, service: query.service.slice(1), asOf: undefined })]}
        service={{
          choices: services.map((value) => ({ value, label: w(`service.${value}`) })),
          chosen: query.service[0] ?? '',
          label: r('allServices'),
        }}
        reading={reading}
      />
      <div className={styles.steps}>
        <ViewLink href={addressAt(dayAway(-1))}>{t('previousDay')}</ViewLink>
        {day < today && <ViewLink href={addressAt(dayAway(1))}>{t('nextDay')}</ViewLink>}
        {query.asOf !== undefined && <ViewLink href={addressAt(undefined)}>{t('latest')}</ViewLink>}
      </div>
      <div className={styles.links}>
        <a href={`/${locale}${viewAddress(links.dashboard)}`}>{r('onDashboard')}</a>
        <CopyLink words={{ copy: t('copyLink'), copied: t('copied'), failed: t('copyFailed') }} />
        <a href={links.api}>{t('api')}</a>
      </div>
    </div>
  )
}
