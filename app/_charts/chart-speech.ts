import type { Locale } from '@/lib/i18n/locale'
import { translator, type Words } from '@/lib/i18n/translator'
import type { Series } from '@/lib/schema/impact'
import type { Unit } from '@/lib/schema/observation'
import type { Region } from '@/lib/schema/region'
import { formatClock, formatInstant, formatPrecise } from '@/lib/time/format'
import { canonicalTime, hoursBetween, spanOf, startOfBucket } from '@/lib/time/interval'
import type { PlotTime } from './plot-time'

/** The language and clock of a chart, with its words and the names of its regions. */
export interface Speech {
  locale: Locale
  zone: string
  t: Words<'chart'>
  words: Words<'words'>
  /** A region's short name; the code itself for one of no pack. */
  nameOf: (code: string) => string
}

export function speechOf(locale: Locale, zone: string, regions: readonly Region[] = []): Speech {
  const names = new Map(regions.map(({ code, shortName }) => [code, shortName[locale]]))
  return { locale, zone, t: translator(locale, 'chart'), words: translator(locale, 'words'), nameOf: (code) => names.get(code) ?? code }
}

const isoOf = (time: number) => new Date(time).toISOString()

/** The territory's day that holds a time, `8 Jan`. Times are milliseconds since 1970. */
export const dayOf = (time: number, { locale, zone }: Speech): string =>
  formatPrecise({ time: isoOf(time), precision: 'day' }, { locale, zone, form: 'short' })

/** A unit after a number; empty where there is none. */
export const unitOf = (unit: Unit | null, { words }: Speech): string => (unit === null ? '' : words(`unitPlural.${unit}`))

/** A half-open stretch in words, by its hours or by its days: `8 Jan`, `8 Jan – 11 Jan`. */
export function stretchOf({ start, end }: { start: number; end: number }, step: Series['step'], speech: Speech): string {
  const nameOf = (time: number) => (step === 'hour' ? formatInstant(isoOf(time), { ...speech, form: 'short' }) : dayOf(time, speech))
  const [first, last] = [nameOf(start), nameOf(step === 'hour' ? end : end - 1)]
  return first === last ? first : `${first} – ${last}`
}

/** A stretch as two cells of a table: days in the territory, both included, or hours on its clock; they sort as text. */
export function stampsOf({ start, end }: { start: number; end: number }, step: Series['step'], { locale, zone }: Speech): [string, string] {
  const stamp = (time: number) => {
    const { time: plain } = canonicalTime({ time: isoOf(time), precision: 'day' }, zone)
    return step === 'hour' ? `${plain} ${formatClock(isoOf(time), { locale, zone, form: 'short' })}` : plain
  }
  return [stamp(start), stamp(step === 'hour' ? end : end - 1)]
}

/** The days under a drawing whose width is a period, to scale. */
export function plotTimeOf({ from, to }: { from: number; to: number }, zone: string): PlotTime {
  const { time: day } = canonicalTime({ time: isoOf(from), precision: 'day' }, zone)
  const lead = hoursBetween(spanOf({ time: day, precision: 'day' }, zone).from, isoOf(from))
  return { day, lead, hours: (to - from) / 3_600_000, pick: 1 }
}

/** The days under a drawing whose columns are equally wide, whatever part of them the period holds. */
export function columnTimeOf(columns: readonly { start: number }[], step: Series['step'], zone: string): PlotTime {
  const start = isoOf(columns[0]?.start ?? 0)
  const { time: day } = canonicalTime({ time: startOfBucket(start, step, zone), precision: 'day' }, zone)
  if (step !== 'hour') return { day, lead: 0, hours: columns.length * (step === 'week' ? 168 : 24), pick: step === 'week' ? 7 : 1 }
  return { day, lead: Math.floor(hoursBetween(spanOf({ time: day, precision: 'day' }, zone).from, start)), hours: columns.length, pick: 1 }
}
