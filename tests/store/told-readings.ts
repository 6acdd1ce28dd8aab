import { statementOf } from '@/lib/impact/reading-statements'
import type { Snapshot } from '@/lib/schema/reading'
import type { Statement } from '@/lib/schema/statement'
import { addHours } from '@/lib/time/interval'
import { minuteOf } from '@/lib/time/minute'
import { at } from './factories'
import { areas, feed } from './snapshots'

/** Snapshots taken in as one batch at an hour of the tests' day. */
export interface Delivery {
  hour: number
  snapshots: Snapshot[]
}

interface Version {
  value: number | null
  served: number | null
  recordedAt: string
}

/**
 * Readings by the definition: every answer of every snapshot is a statement of its own, known from when it was taken in and is under no hold
 * until a later batch told the same time otherwise.
 */
export function statementsOf(deliveries: readonly Delivery[], holdHours: number, now: string): Statement[] {
  const versions = new Map<string, Version[]>()
  const whole = new Map<string, string>()
  for (const { hour, snapshots } of deliveries) {
    // Of what one batch says of one time the last is meant.
    for (const { time, asked, readings } of new Map(snapshots.map((one) => [one.time, one])).values()) {
      const words = JSON.stringify([[...asked].sort(), readings])
      if (whole.get(time) === words) continue
      whole.set(time, words)
      for (const region of areas) {
        const { value = null, served = null } = readings.find((one) => one.region === region) ?? {}
        const told = versions.get(`${time} ${region}`) ?? []
        const last = told.at(-1)
        if ((last?.value ?? null) === value && (last?.served ?? null) === served) continue
        versions.set(`${time} ${region}`, [...told, { value, served, recordedAt: at(hour) }])
      }
    }
  }
  return [...versions].flatMap(([key, told]) => {
    const [time = '', region = ''] = key.split(' ')
    const publicAfter = addHours(time, holdHours)
    if (publicAfter > now) return []
    return told.flatMap(({ value, served, recordedAt }, index): Statement[] => {
      if (value === null) return []
      const minute = minuteOf(time)
      const statement = statementOf(feed, { region, from: minute, until: minute, value, served, recordedAt })
      const knownFrom = publicAfter > recordedAt ? publicAfter : recordedAt
      return [{ ...statement, knownFrom, knownUntil: told[index + 1]?.recordedAt ?? null }]
    })
  })
}
