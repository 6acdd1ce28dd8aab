import type { Instant } from '@/lib/schema/time'
import { spanOf } from '@/lib/time/interval'
import type { Context } from './context'

/** The beginning of the present minute: the finest that answers tell the present by, so that within it each stays the same. */
export const presentMinute = ({ clock, territory }: Pick<Context, 'clock' | 'territory'>): Instant =>
  spanOf({ time: clock(), precision: 'minute' }, territory.zone).from
