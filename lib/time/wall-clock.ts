import { tzOffset } from '@date-fns/tz'

const minute = 60_000
const day = 24 * 60 * minute

/**
 * The instant at which a zone's clocks show a day (`2026-01-08`) and an hour (`22:30`), or null where they never do: the day does
 * not exist or the hour is skipped in spring. Of an hour that comes twice in autumn the first is meant.
 */
export function instantOfClock(date: string, clock: string, zone: string): string | null {
  const shown = `${date}T${clock}:00.000Z`
  const wall = Date.parse(shown)
  // A day that rolls over ("30 February") is not the one that was written.
  if (Number.isNaN(wall) || new Date(wall).toISOString() !== shown) return null
  const offsetAt = (at: number) => tzOffset(zone, new Date(at)) * minute
  // The offset around a change of the clocks is the one before it or the one after it; the larger one gives the earlier instant.
  const instants = [offsetAt(wall - day), offsetAt(wall + day)].map((offset) => wall - offset).sort((a, b) => a - b)
  const at = instants.find((instant) => instant + offsetAt(instant) === wall)
  return at === undefined ? null : new Date(at).toISOString()
}
