import { TZDate } from '@date-fns/tz'

/**
 * The instant at which a zone's clocks show a day (`2026-01-08`) and an hour (`22:30`), or null where they never do: the day does
 * not exist or the hour is skipped in spring. Of an hour that comes twice in autumn the first is meant.
 */
export function instantOfClock(day: string, clock: string, zone: string): string | null {
  const [year = Number.NaN, month = Number.NaN, date = Number.NaN] = day.split('-').map(Number)
  const [hour = Number.NaN, minute = Number.NaN] = clock.split(':').map(Number)
  const at = new TZDate(year, month - 1, date, hour, minute, zone)
  if (Number.isNaN(at.getTime())) return null
  const shown = [at.getFullYear(), at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes()]
  return [year, month, date, hour, minute].every((part, i) => part === shown[i]) ? new Date(at.getTime()).toISOString() : null
}
