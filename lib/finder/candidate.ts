import type { NewObservation, Service } from '@/lib/schema/observation'
import type { PreciseTime } from '@/lib/schema/time'
import type { Span } from './plain-text'

/** What a person still has to say of a candidate. */
export type Open = 'regions' | 'place' | 'service'

/** An observation that a text seems to hold, to be confirmed by a person. Nothing of it is stored by itself. */
export interface Candidate extends Span {
  /** The sentence it stands in. */
  sentence: Span
  /** The fields that the words leave no doubt about. */
  found: Omit<NewObservation, 'service' | 'regions'> & { service: Service | null; regions: string[] }
  open: Open[]
  /** When it held, where its sentence says so beyond doubt. */
  asOf: PreciseTime | null
  /** The quantity in words that the form's number field reads; empty for a state with nothing counted. */
  readable: string
}
