import { monotonicFactory } from 'ulid'
import type { Instant } from '@/lib/schema/time'

const next = monotonicFactory()

/** A permanent id (ULID): sorts by the time it was given, and within one millisecond by order. */
export const newId = (now: Instant): string => next(Date.parse(now))
