import { createHash } from 'node:crypto'
import type { NewIncident } from '@/lib/schema/incident'
import type { NewObservation } from '@/lib/schema/observation'
import type { Instant, PlainDate } from '@/lib/schema/time'
import { instantOfClock } from '@/lib/time/wall-clock'

/** A piece of a day on its own clock, half-open, in minutes since midnight: 0 to 1440 on every day, 23 hours long or 25. */
export type Minutes = readonly [from: number, until: number]

/** Hours without power that an operator has announced for one day, by the groups that it has put its customers in. */
export interface Schedule {
  day: PlainDate
  /** False where the operator has put the schedule aside and cuts off as it must. */
  holds: boolean
  groups: readonly { name: string; without: readonly Minutes[]; possibly: readonly Minutes[] }[]
  /** When the operator last changed it; null where it does not say. */
  publishedAt: Instant | null
}

/** Who announces, for which region, and where it is read. */
export interface Announcer {
  operator: string
  region: { code: string; name: string; zone: string }
  url: string
}

const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The piece that a day in spring has not got: the clocks never show it. Null on every other day. */
function skippedOn(day: PlainDate, zone: string): Minutes | null {
  const quarters = Array.from({ length: 96 }, (_, i) => i * 15)
  const missing = quarters.filter((minute) => instantOfClock(day, clock(minute), zone) === null)
  const [first, last] = [missing[0], missing.at(-1)]
  return first === undefined || last === undefined ? null : [first, last + 15]
}

/** A piece without an end that the clocks never show; nothing of one that they never show at all. */
function shown([from, until]: Minutes, skipped: Minutes | null): Minutes[] {
  if (skipped === null || until <= skipped[0] || from >= skipped[1]) return [[from, until]]
  const [begins, ends] = [from >= skipped[0] ? skipped[1] : from, until <= skipped[1] ? skipped[0] : until]
  return begins < ends ? [[begins, ends]] : []
}

/** Pieces in order, those that touch made one, on the clocks as they are shown that day. */
export function joined(pieces: readonly Minutes[], day: PlainDate, zone: string): Minutes[] {
  const result: [number, number][] = []
  for (const [from, until] of [...pieces].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], until)
    else result.push([from, until])
  }
  const skipped = skippedOn(day, zone)
  return result.flatMap((piece) => shown(piece, skipped))
}

const inWords = (pieces: readonly Minutes[], before = '') => pieces.map(([from, until]) => `${before}${clock(from)}–${clock(until)}`)

/** The groups that have the same hours, with these in words; nothing of groups that have none. */
function hoursByGroups({ day, groups }: Schedule, zone: string): Map<string, string[]> {
  const byHours = new Map<string, string[]>()
  for (const { name, without, possibly } of groups) {
    const hours = [...inWords(joined(without, day, zone)), ...inWords(joined(possibly, day, zone), 'possibly ')].join(', ')
    if (hours !== '') byHours.set(hours, [...(byHours.get(hours) ?? []), name])
  }
  return byHours
}

/** Whether anything is announced: hours, or that the schedule does not hold. */
export const isAnnounced = (schedule: Schedule, { region }: Announcer): boolean =>
  !schedule.holds || hoursByGroups(schedule, region.zone).size > 0

/** What a schedule says, as a digest: the same however often it is fetched, or published anew without a change. */
export function scheduleDigest(schedule: Schedule, { region }: Announcer): string {
  const said = schedule.holds ? [...hoursByGroups(schedule, region.zone)].sort(([a], [b]) => (a < b ? -1 : 1)) : 'void'
  return createHash('sha256')
    .update(JSON.stringify([schedule.day, said]))
    .digest('base64url')
    .slice(0, 24)
}

/** How long the words of a quantity and of a note may be. */
const [longestHours, longestNote] = [120, 200]

/** A list in texts of at most a length, cut between its items. */
function inTexts(items: readonly string[], longest: number): string[] {
  const texts: string[] = []
  for (const item of items) {
    const last = texts.at(-1)
    if (last !== undefined && last.length + item.length + 2 <= longest) texts[texts.length - 1] = `${last}, ${item}`
    else texts.push(item)
  }
  return texts
}

/** A schedule limits a service and says of nobody that they are without it: who is in which group, and whether it was kept to, it does not tell. */
function observationsOf(schedule: Schedule, { region: { code, zone } }: Announcer): NewObservation[] {
  const limited: NewObservation = { regions: [code], service: 'electricity', measure: 'limited', state: 'limited', qualifier: 'vague' }
  if (!schedule.holds) return [{ ...limited, quantityText: 'emergency shutdowns; the schedule does not hold' }]
  return [...hoursByGroups(schedule, zone)].flatMap(([hours, names]) =>
    inTexts(names, longestNote - 10).flatMap((groups) =>
      inTexts(hours.split(', '), longestHours).map((quantityText) => ({ ...limited, quantityText, note: `groups ${groups}` })),
    ),
  )
}

/** The incident that a schedule announces: of one operator, region and day. The day is said as a day, for its hours may still be changed. */
export function scheduleIncident(schedule: Schedule, announcer: Announcer): NewIncident {
  const { operator, region, url } = announcer
  const day = { time: schedule.day, precision: 'day' as const }
  return {
    title: `Scheduled outages, ${region.name}, ${schedule.day} (${operator})`.slice(0, 200),
    kind: 'scheduled',
    start: day,
    end: day,
    reports: [
      {
        source: { publisher: operator, statedBy: operator, tier: 1, url, archiveUrl: null, lang: null },
        publishedAt: schedule.publishedAt,
        asOf: day,
        observations: observationsOf(schedule, announcer),
      },
    ],
  }
}
