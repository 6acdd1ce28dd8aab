import type { PublicView } from '@/lib/store/store'
import { unnoted } from './answer-life'
import type { PublicReading } from './context'

/**
 * The records as the public may read them now. Time enters here by the ends of holds alone, which whoever keeps an answer minds by
 * themselves; a verb whose answer depends on the present beyond that asks the clock.
 */
export const publicRecords = ({ store, clock }: Pick<PublicReading, 'store' | 'clock'>): PublicView => store.publicView(unnoted(clock))
