import type { ReactNode } from 'react'
import { translator } from '@/lib/i18n/translator'
import type { Service } from '@/lib/schema/observation'
import { serialiseQuery } from '@/lib/schema/query'
import type { Instant } from '@/lib/schema/time'
import { services } from '@/lib/schema/vocabulary'
import { formatClock } from '@/lib/time/format'
import { addHours, canonicalTime } from '@/lib/time/interval'
import { activeFilters, withoutFilters } from './active-filters'
import { CopyLink } from './copy-link'
import { EarlyChoice } from './early-choice'
import { FilterChips } from './filter-chips'
import { chosenFilters, filterGroups } from './filter-groups'
import type { Names } from './filter-words'
import { ViewQuery, viewAddress } from './view'
import { ViewForm } from './view-form'
import styles from './view-form.module.css'
import { ViewLink } from './view-link'

interface Props {
  names: Names
  /** The list that the field for a region offers. */
  places: ReactNode
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
const canonicalNoon = (day: string): Instant => `${day}T12:00:00.000Z`

/** A day back and forth, and the latest view. */
function Steps({ names: { locale, zone }, query, asOf, now }: Pick<Props, 'names' | 'query' | 'asOf' | 'now'>) {
  const t = translator(locale, 'dashboard')
  const dayOf = (at: Instant) => canonicalTime({ time: at, precision: 'day' }, zone).time
  const day = dayOf(asOf)
  // Noon and a day: no change of the clocks moves it into another day.
  const dayAway = (days: number) => dayOf(addHours(canonicalNoon(day), days * 24))
  const at = (moment: string | undefined) => `/${locale}${viewAddress({ ...query, asOf: moment })}`
  return (
    <div className={styles.steps}>
      <ViewLink href={at(dayAway(-1))}>{t('previousDay')}</ViewLink>
      {day < dayOf(now) && <ViewLink href={at(dayAway(1))}>{t('nextDay')}</ViewLink>}
      {query.asOf !== undefined && <ViewLink href={at(undefined)}>{t('latest')}</ViewLink>}
    </div>
  )
}

/** This very view elsewhere: its address, and its data in three formats. */
function Links({ names: { locale }, api }: Pick<Props, 'names' | 'api'>) {
  const t = translator(locale, 'dashboard')
  const f = translator(locale, 'filters')
  return (
    <div className={styles.links}>
      <CopyLink words={{ copy: t('copyLink'), copied: t('copied'), failed: t('copyFailed') }} />
      <a href={`${api}&format=csv`} download>
        {f('csv')}
      </a>
      <a href={`${api}&format=geojson`} download>
        {f('geojson')}
      </a>
      <a href={api}>{t('api')}</a>
    </div>
  )
}

/** Everything that chooses the view, with its address: service, moment, a day back and forth, every filter, the link and the data behind it. */
export function ViewControls(props: Props) {
  const { names, places, query, service, asOf, now, isDay } = props
  const { locale, zone } = names
  const t = translator(locale, 'dashboard')
  const f = translator(locale, 'filters')
  const w = translator(locale, 'words')
  const dayOf = (at: Instant) => canonicalTime({ time: at, precision: 'day' }, zone).time
  const set = activeFilters(query).length
  const hour = isDay ? '' : formatClock(asOf, { locale, zone, form: 'short' }).slice(0, 2)
  return (
    <>
      <EarlyChoice />
      <ViewForm
        action={`/${locale}`}
        zone={zone}
        chosen={{ service: [service], day: [dayOf(asOf)], hour: [hour], ...chosenFilters(query) }}
        services={services.map((value) => ({ value, label: w(`service.${value}`) }))}
        hours={[{ value: '', label: t('endOfDay') }, ...hoursOfDay.map((value) => ({ value, label: `${value}:00` }))]}
        lastDay={dayOf(now)}
        groups={filterGroups(query, names)}
        kept={[...serialiseQuery(ViewQuery, { ...withoutFilters(query), service: [], asOf: undefined })]}
        words={{
          title: t('viewTitle'),
          service: t('service'),
          day: t('day'),
          hour: t('hour'),
          show: t('show'),
          loading: t('loading'),
          more: set > 0 ? `${f('more')} (${set})` : f('more'),
        }}
        after={
          <>
            <ViewLink href={`/${locale}${viewAddress({ ...query, publishedBy: query.asOf ?? dayOf(asOf) })}`}>
              {f('asThePressKnew')}
            </ViewLink>
            {places}
          </>
        }
      >
        <Steps {...props} />
        <Links {...props} />
      </ViewForm>
      <FilterChips query={query} names={names} />
    </>
  )
}
