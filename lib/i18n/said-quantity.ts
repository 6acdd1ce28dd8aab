import type { Locale } from './locale'
import { formatRange, formatSaid } from './numbers'

/** A quantity as a source said it; the shape of an observation's own fields. */
export interface Said {
  value: number | null
  min: number | null
  max: number | null
  qualifier: 'exact' | 'about' | 'at_least' | 'at_most' | 'range' | 'vague'
  quantityText: string | null
}

/** A said quantity in words: `about 600,000`, `600–800 тис.`, or the source's own words where it gave no number; null where it said none. */
export function saidQuantity({ value, min, max, qualifier, quantityText }: Said, locale: Locale): string | null {
  if (qualifier === 'range') return formatRange({ low: min, best: null, high: max }, locale)
  if (value === null) return quantityText
  if (qualifier === 'at_least') return formatRange({ low: value, best: null, high: null }, locale)
  if (qualifier === 'at_most') return formatRange({ low: null, best: null, high: value }, locale)
  return qualifier === 'about' ? formatRange({ low: null, best: value, high: null }, locale) : formatSaid(value, locale)
}
