import type { CollectionId } from '@/lib/schema/feature'
import type { Box, TimeRange } from '@/lib/schema/feature-query'
import type { RecordCondition } from '@/lib/schema/record-condition'
import type { Instant } from '@/lib/schema/time'
import { instant, spanOf } from '@/lib/time/interval'
import type { Ground } from './cql2-parser'
import { boxShape, type Places, type Shape, touchedBy } from './places'
import { queryables } from './queryable'

/** What touches a shape; unknown of what has no area. */
export const touching = (places: Places, shape: Shape): RecordCondition => ({
  op: 'touches',
  regions: touchedBy(places, shape),
  placeless: places.placeless,
})

/** What lies in a box, and what lies nowhere: the standard’s rule. */
export const inBox = (places: Places, box: Box): RecordCondition => ({
  op: 'or',
  of: [touching(places, boxShape(box)), { op: 'placeless', placeless: places.placeless }],
})

const isDay = (time: string) => time.length === 10
const justAfter = (time: Instant): Instant => new Date(Date.parse(time) + 1).toISOString()

/** A range with both ends included as a half-open one; days are those of the zone. */
export function spanOfRange({ from, to }: TimeRange, zone: string): { from: Instant | null; until: Instant | null } {
  const day = (time: string) => spanOf({ time, precision: 'day' }, zone)
  return {
    from: from === null ? null : isDay(from) ? day(from).from : instant(from),
    until: to === null ? null : isDay(to) ? day(to).until : justAfter(instant(to)),
  }
}

/** What falls into a range, and what has no time: the standard’s rule. Null where the range ends before it begins. */
export function inRange(range: TimeRange, zone: string): RecordCondition | null {
  const { from, until } = spanOfRange(range, zone)
  if (from !== null && until !== null && until <= from) return null
  return { op: 'or', of: [{ op: 'during', from, until }, { op: 'timeless' }] }
}

/** What a filter on a collection may speak of, and what it means there. Unlike bbox and datetime it never finds what has no area or no time. */
export const groundOf = (places: Places, collection: CollectionId, zone: string): Ground => ({
  ...queryables[collection],
  touching: (shape) => touching(places, shape),
  touchingBox: (box) => touching(places, boxShape(box)),
  during: (range) => {
    const span = spanOfRange(range, zone)
    if (span.from !== null && span.until !== null && span.until <= span.from) throw new RangeError('an interval that ends before it begins')
    return { op: 'during', ...span }
  },
  placeless: { op: 'placeless', placeless: places.placeless },
})
