import type { PreciseTime } from '@/lib/schema/time'
import type { CountedFigure } from './counted-figures'
import type { HappeningPhrase } from './happening-words'
import type { PlaceMention } from './place-mentions'
import type { Span } from './plain-text'
import type { ServiceMention } from './service-words'

/** One sentence with all that was recognised in it. */
export interface Reading {
  plain: string
  sentence: Span
  figures: readonly CountedFigure[]
  phrases: readonly HappeningPhrase[]
  fates: readonly Span[]
  services: readonly ServiceMention[]
  mentions: readonly PlaceMention[]
  asOf: PreciseTime | null
}
