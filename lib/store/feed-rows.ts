import { MachineFeed } from '@/lib/schema/reading'
import type { FeedsTable } from './tables'

/** A feed as the tables know it. */
export interface KnownFeed {
  id: number
  feed: MachineFeed
}

/** A feed as the tables hold it. */
export function feedOf({ id, name, cadence, ...same }: FeedsTable): KnownFeed {
  return { id, feed: MachineFeed.parse({ ...same, id: name, cadenceMinutes: cadence }) }
}
