import type { Locale } from '@/lib/i18n/locale'
import { type Bounds, formatRange } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import type { Unit } from '@/lib/schema/observation'

/** A range as it was said, with its unit: `600,000–800,000 customers`, `at least 5,000 people`; null without any number. */
export function counted(range: Bounds, unit: Unit | null, locale: Locale): string | null {
  const words = formatRange(range, locale)
  const count = range.high ?? range.best ?? range.low
  if (words === null || count === null) return words
  return unit === null ? words : `${words}\u00a0${translator(locale, 'words')(`unit.${unit}`, { count })}`
}
