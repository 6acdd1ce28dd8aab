import ical, { type ICalEventData, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { translator } from '@/lib/i18n/translator'
import type { CalendarEntry } from '@/lib/schema/calendar'
import type { PreciseTime } from '@/lib/schema/time'
import { formatPrecise } from '@/lib/time/format'
import { canonicalTime, spanOf } from '@/lib/time/interval'
import { urnOf } from './feed-entry'
import type { FeedReader } from './feed-reader'

/** How often a program that subscribed is asked to look again, in seconds. */
const refreshSeconds = 3600

/** Controls, which the format cannot hold but for the ends of lines, and halves of pairs of surrogates. */
const unwritable = /(?!\n)[\p{Cc}\p{Cs}]/gu
const writable = (text: string): string => text.replaceAll('\r\n', '\n').replace(unwritable, ' ')

type Period = Pick<ICalEventData, 'start' | 'end' | 'allDay'>

const isDay = ({ precision }: PreciseTime): boolean => precision === 'day' || precision === 'month'

/** Midnight UTC of the day that holds a time in the zone, which is how a day without an hour is handed to the writer. */
const dayOf = (time: string, zone: string): Date => new Date(`${canonicalTime({ time, precision: 'day' }, zone).time}T00:00:00Z`)

/** The day behind the last one that a time covers. */
function dayAfter(said: PreciseTime, zone: string): Date {
  const { until } = spanOf(isDay(said) ? said : { time: said.time, precision: 'day' }, zone)
  return dayOf(until, zone)
}

/** As exactly as both ends were said: instants, or whole days as soon as one is. An end that is none, or not behind the start, is left out. */
function periodOf(start: PreciseTime, end: PreciseTime | null, zone: string): Period {
  const allDay = isDay(start) || (end !== null && isDay(end))
  const from = allDay ? dayOf(spanOf(start, zone).from, zone) : new Date(start.time)
  const to = end === null ? null : allDay ? dayAfter(end, zone) : new Date(end.time)
  return { start: from, allDay, ...(to !== null && to > from && { end: to }) }
}

function wordsOf({ start }: CalendarEntry, told: NonNullable<CalendarEntry['told']>, reader: FeedReader): Partial<ICalEventData> {
  const { locale, zone, names } = reader
  const t = translator(locale, 'feed')
  const w = translator(locale, 'words')
  const kind = w(`kind.${told.kind}`)
  const time = formatPrecise(start, { locale, zone, form: 'long' })
  const regions = told.regions.map(names.region).join(', ')
  const services = told.services.map((service) => w(`service.${service}`))
  const description = [
    isDay(start) ? t('began', { kind, time }) : t('beganClock', { kind, time }),
    services.length > 0 ? t('affected', { services: services.join(', '), regions }) : null,
    t('reports', { count: told.reportCount }),
  ]
  return {
    summary: writable(told.title),
    description: writable(description.filter((line) => line !== null).join('\n')),
    ...(regions !== '' && { location: writable(regions) }),
    categories: [kind, ...services].map((name) => ({ name: writable(name) })),
  }
}

function eventOf(entry: CalendarEntry, reader: FeedReader): ICalEventData {
  const { id, start, published, changed, corrections, told } = entry
  const cancelled = { summary: translator(reader.locale, 'feed')('withdrawn'), status: ICalEventStatus.CANCELLED }
  return {
    id: urnOf(id),
    ...periodOf(start, told?.end ?? null, reader.zone),
    stamp: new Date(changed),
    created: new Date(published),
    lastModified: new Date(changed),
    // A cancellation has to be newer than everything before it.
    sequence: told === null ? corrections + 1 : corrections,
    transparency: ICalEventTransparency.TRANSPARENT,
    url: `${reader.pages}/incidents/${id}`,
    ...(told === null ? cancelled : { ...wordsOf(entry, told, reader), status: ICalEventStatus.CONFIRMED }),
  }
}

/** Incidents as iCalendar (RFC 5545): lines of at most 75 octets that end in CRLF, every time of day in UTC. */
export function calendarOf(entries: readonly CalendarEntry[], reader: FeedReader): string {
  const calendar = ical({
    name: translator(reader.locale, 'feed')('calendar'),
    prodId: { company: 'Outage Ledger', product: 'incidents', language: reader.locale.toUpperCase() },
    url: reader.self,
    ttl: refreshSeconds,
  })
  for (const entry of entries) calendar.createEvent(eventOf(entry, reader))
  return `${calendar.toString()}\r\n`
}
