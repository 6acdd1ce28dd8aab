import type { FeedStanding } from '@/lib/schema/reading'
import { unnoted } from './answer-life'
import type { PublicReading } from './context'

/** The machine feeds that the public may read, by name, with their last snapshot and its coverage. */
export const listFeeds = ({ store, clock }: PublicReading): Promise<FeedStanding[]> => store.publicView(unnoted(clock)).feeds()
