import type { Territory } from '@/lib/regions/territory'
import type { Sources } from '@/lib/service/get-sources'
import type { Reading } from '../_overview/reading'

/** What the page tells and who reads it. */
export interface Read {
  sources: Sources
  counts: Territory['counts']
  reading: Reading
}
