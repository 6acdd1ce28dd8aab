import { EarlyChoice } from '@/app/_filters/early-choice'
import type { Choice } from '@/app/_filters/filter-words'
import { MomentChoice } from '@/app/_filters/moment-choice'
import { translator } from '@/lib/i18n/translator'
import { formatClock } from '@/lib/time/format'
import { canonicalTime } from '@/lib/time/interval'
import type { Reading } from '../_overview/reading'

interface Props {
  action: string
  isDay: boolean
  /** The last day that can be asked for, `YYYY-MM-DD`. */
  lastDay: string
  /** What else the address asks for; it is kept. */
  kept: readonly (readonly [string, string])[]
  /** The services to choose from, the chosen one, and the words for all of them; null where the page is about all. */
  service: { choices: readonly Choice[]; chosen: string; label: string } | null
  reading: Reading
}

const hoursOfDay = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))

/** Which service and which moment: a form that sends an address, script or none. */
export function MomentForm({ action, isDay, lastDay, kept, service, reading: { locale, zone, asOf } }: Props) {
  const t = translator(locale, 'dashboard')
  const day = canonicalTime({ time: asOf, precision: 'day' }, zone).time
  const hour = isDay ? '' : formatClock(asOf, { locale, zone, form: 'short' }).slice(0, 2)
  const services = service && { name: 'service', label: t('service'), choices: [{ value: '', label: service.label }, ...service.choices] }
  const hours = [{ value: '', label: t('endOfDay') }, ...hoursOfDay.map((value) => ({ value, label: `${value}:00` }))]
  return (
    <>
      <EarlyChoice />
      <MomentChoice
        action={action}
        zone={zone}
        chosen={{ service: [service?.chosen ?? ''], day: [day], hour: [hour] }}
        fields={[
          ...(services ? [services] : []),
          { name: 'day', label: t('day'), type: 'time', lastDay },
          { name: 'hour', label: t('hour'), choices: hours },
        ]}
        kept={kept}
        words={{ title: t('viewTitle'), show: t('show'), loading: t('loading') }}
      />
    </>
  )
}
