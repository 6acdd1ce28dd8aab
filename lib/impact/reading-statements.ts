import type { Measure, State } from '@/lib/schema/observation'
import type { MachineFeed } from '@/lib/schema/reading'
import type { Statement } from '@/lib/schema/statement'
import type { Instant } from '@/lib/schema/time'
import { instantOfMinute } from '@/lib/time/minute'
import { readingCadences } from './shelf-life'

/** A number that an area gave without a gap, from one snapshot to another that still said the same. Times are minutes of the epoch. */
export interface Stretch {
  region: string
  from: number
  until: number
  value: number
  served: number | null
  recordedAt: Instant
}

/** How long a reading of a feed holds, in minutes. */
export const holdsMinutes = ({ cadenceMinutes }: Pick<MachineFeed, 'cadenceMinutes'>): number => readingCadences * cadenceMinutes

interface Told {
  value: number | null
  served: number | null
}

/** What one area says, ready to be followed along the snapshots of its feed. */
interface Telling {
  region: string
  before: (Told & { time: number }) | null
  steps: readonly (Told & { time: number })[]
  revised: ReadonlyMap<number, Told>
}

/**
 * The stretches of one area along the snapshots of its feed, in order. A snapshot without an answer ends one, and so does a time without
 * snapshots that is longer than a reading holds: what was stale in between is not told as if it had not been.
 */
export function stretchesOf(telling: Telling, runs: readonly { time: number; recordedAt: Instant }[], holds: number): Stretch[] {
  const { region, before, steps, revised } = telling
  const stretches: Stretch[] = []
  let open: Stretch | null = null
  const say = (time: number, { value, served }: Told, recordedAt: Instant) => {
    if (value === null) open = null
    else if (open !== null && open.value === value && open.served === served && time - open.until <= holds) open.until = time
    else {
      open = { region, from: time, until: time, value, served, recordedAt }
      stretches.push(open)
    }
  }
  // It is here only where every clock sees it, even of a snapshot that is dated after it was taken in: so no clock is to hide it again.
  if (before !== null) say(before.time, before, instantOfMinute(0))
  let next = 0
  let standing: Told = { value: null, served: null }
  for (const { time, recordedAt } of runs) {
    for (let step = steps[next]; step !== undefined && step.time <= time; step = steps[++next]) standing = step
    say(time, revised.get(time) ?? standing, recordedAt)
  }
  return stretches
}

const stateOf: Partial<Record<Measure, State>> = { limited: 'limited', on_backup: 'on_backup' }

/** A stretch as a statement, by which the rules of impact hold for it as they do for a report. Its ids are those of no record. */
export function statementOf(feed: MachineFeed, { region, from, until, value, served, recordedAt }: Stretch): Statement {
  const { id, publisher, tier, url, cadenceMinutes, service, measure, unit } = feed
  const time = instantOfMinute(until)
  const minute = time.slice(0, 16)
  // Field by field: of thousands of areas spreading them took longer than looking them up.
  return {
    id: `${region}@${minute}Z`,
    incident: `feed:${id}`,
    incidentTitle: publisher,
    report: `feed:${id}@${minute}Z`,
    kind: 'unknown',
    regions: [region],
    place: null,
    control: 'government',
    service,
    measure,
    basis: 'at_time',
    unit,
    value,
    min: null,
    max: null,
    qualifier: 'exact',
    quantityText: null,
    state: value === 0 ? 'restored' : (stateOf[measure] ?? 'out'),
    note: null,
    quote: null,
    source: { publisher, statedBy: null, tier, url, archiveUrl: null, lang: null },
    asOf: { time: from === until ? time : instantOfMinute(from), precision: 'minute' },
    publishedAt: null,
    recordedAt,
    knownFrom: recordedAt,
    knownUntil: null,
    reading: { feed: id, cadenceMinutes, until: time, served },
  }
}
