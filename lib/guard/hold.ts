import type { Kind } from '@/lib/schema/incident'
import type { Span } from '@/lib/schema/ledger'
import type { Instant } from '@/lib/schema/time'
import { addHours } from '@/lib/time/interval'

/**
 * When an incident may be public: its start plus the hold of its kind (3 h for strikes by default, after the joint
 * statement of ministries and media on imagery of strikes). A start known only to the hour or the day counts from the
 * latest moment it can mean, which is never later than when we heard of it. What is announced ahead of its start counts from then:
 * it is meant to be known before.
 */
export function publicAfter(kind: Kind, startSpan: Span, recordedAt: Instant, holdHours: Record<Kind, number>): Instant {
  const latestStart = startSpan.until < recordedAt ? startSpan.until : recordedAt
  const isAhead = latestStart < startSpan.from
  return addHours(isAhead && kind !== 'scheduled' ? startSpan.from : latestStart, holdHours[kind])
}
