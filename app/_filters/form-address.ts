import type { Instant } from '@/lib/schema/time'
import { formatClock } from '@/lib/time/format'
import { addHours, spanOf } from '@/lib/time/interval'

/** The instant at which a clock in the zone shows that hour of that day; on the day that skips it, the hour after. */
function hourOfDay(day: string, hour: number, zone: string): Instant {
  const { from } = spanOf({ time: day, precision: 'day' }, zone)
  const shown = (at: Instant) => Number(formatClock(at, { locale: 'en', zone, form: 'short' }).slice(0, 2))
  const candidates = [hour, hour - 1, hour + 1].map((hours) => addHours(from, hours))
  return candidates.find((at) => shown(at) === hour) ?? addHours(from, hour)
}

const plainDate = /^\d{4}-\d{2}-\d{2}$/

/** What the form's answers are read against: the territory's clock, the present, and the code of the region that a text names. */
export interface FormGround {
  zone: string
  now: Instant
  findRegion: (text: string) => string | undefined
}

/** The moment a day and an hour of the form mean; undefined for one that is still to come, null where no day was given. */
function momentOf(day: string, hour: string, { zone, now }: FormGround): string | null | undefined {
  if (!plainDate.test(day) || Number.isNaN(Date.parse(day))) return null
  const asOf = /^\d{1,2}$/.test(hour) ? hourOfDay(day, Number(hour), zone) : day
  const reached = asOf === day ? spanOf({ time: day, precision: 'day' }, zone).until : asOf
  return reached <= now ? asOf : undefined
}

/** The fields that only the form has. */
const formFields: readonly string[] = ['day', 'hour', 'place']

/**
 * The form for choosing a view sends a day and an hour in the territory's zone, regions as people write them (`place`, several with commas),
 * and empty fields. The answer is the address it means, in the one grammar: a day without an hour is the end of that day, a moment that is
 * still to come is the latest view, a place becomes its region's code, and one that is not known stays as it was typed, to be named.
 * Null where nothing is to change.
 */
export function addressOfForm(params: URLSearchParams, ground: FormGround): string | null {
  const isForm = [...params].some(([name, value]) => value === '' || formFields.includes(name))
  if (!isForm) return null
  const meant = new URLSearchParams([...params].filter(([name, value]) => value !== '' && !formFields.includes(name)))
  const places = params.getAll('place').flatMap((text) => text.split(/[,;]/))
  for (const place of places.map((text) => text.trim()).filter((text) => text !== '')) {
    const code = ground.findRegion(place) ?? place
    if (!meant.getAll('region').includes(code)) meant.append('region', code)
  }
  const asOf = momentOf(params.get('day') ?? '', params.get('hour') ?? '', ground)
  if (asOf === undefined) meant.delete('asOf')
  else if (asOf !== null) meant.set('asOf', asOf)
  return meant.size > 0 ? `?${meant}` : ''
}
