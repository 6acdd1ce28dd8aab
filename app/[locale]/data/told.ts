import type { Locale } from '@/lib/i18n/locale'
import type { Instant } from '@/lib/schema/time'
import type { Reference } from './reference'

/** What the page is drawn from. */
export interface Told {
  locale: Locale
  site: URL
  reference: Reference
  /** Of what is public now. */
  incidents: number
  observations: number
  ledgerSeq: number | null
  at: Instant
  /** The code of a region, for addresses that show how to ask about one. */
  exampleRegion: string
  /** What one address may ask in a minute; 0 where there is no limit. */
  requestsPerMinute: number
}
