import type { Measure, Service } from '@/lib/schema/observation'
import type { Statement } from '@/lib/schema/statement'

interface ShelfLife {
  hours: number
  /** Why a word about this service holds so long: the method page prints it. */
  reason: string
}

/** How long a statement about a service is taken to hold. These are defaults of our own: no source gives them. */
export const shelfLives: Record<Service, ShelfLife> = {
  electricity: { hours: 24, reason: 'Switching and repair change the count within the day, and operators report at least daily.' },
  water: { hours: 48, reason: 'Pumps and pressure need a day or two after power is back, and reports come every other day.' },
  gas: { hours: 48, reason: 'Gas is let in again house by house, over a day or two.' },
  heating: { hours: 72, reason: 'Emptied pipes are filled and warmed over days, and the count moves slowly.' },
  telecom: { hours: 72, reason: 'Reports are rare; batteries and generators keep the picture for some days.' },
  transport: { hours: 72, reason: 'A changed timetable is announced once and holds for days.' },
  health: { hours: 72, reason: 'A hospital on generators is reported once and seldom again.' },
  education: { hours: 72, reason: 'Closures are announced for several days at a time.' },
}

/** Schedules are announced a day ahead, whatever the service. */
const limited: ShelfLife = { hours: 24, reason: 'A schedule is announced for one day.' }

/** The shelf life of a word about a service and a measure: one exception, schedules, which are made for a day. */
export function shelfLife(service: Service, measure: Measure): ShelfLife {
  return measure === 'limited' ? limited : shelfLives[service]
}

/**
 * A feed that misses one snapshot or two has not changed its mind, and one that has been silent for four has stopped telling: in cadences. Of
 * readings this holds for a zero, too: a feed that is silent does not go on saying that nobody is out.
 */
export const readingCadences = 4

/** Hours for which a statement holds from its age on: a reading some cadences of its feed, a restoration its days, others by their service. */
export function holdsFor({ service, measure, reading }: Pick<Statement, 'service' | 'measure' | 'reading'>, isBack: boolean): number {
  if (reading !== undefined) return (readingCadences * reading.cadenceMinutes) / 60
  return isBack ? restoredDays * 24 : shelfLife(service, measure).hours
}

/** How long a word that is past its shelf life is still told as the last word, in days. */
export const staleDays = 30
/** How long a restoration is told as such without a newer word, in days from its own age. */
export const restoredDays = 30
