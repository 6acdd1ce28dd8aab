import type { Method } from '@/lib/service/get-method'
import type { Reading } from '../_overview/reading'

/** The rules and who reads them. */
export interface Told {
  method: Method
  reading: Reading
}
