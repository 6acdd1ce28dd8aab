import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { kinds, measures, standings, tiers, units } from '@/lib/schema/vocabulary'
import { formatSaid } from '@/lib/time/format'
import type { FilterName } from './active-filters'

export interface Choice {
  value: string
  label: string
}

/** The closed choices of a filter, in words. */
export function choicesOf(name: 'kind' | 'measure' | 'unit' | 'standing' | 'tier' | 'level', locale: Locale): Choice[] {
  const t = translator(locale, 'filters')
  const w = translator(locale, 'words')
  switch (name) {
    case 'kind':
      return kinds.map((value) => ({ value, label: w(`kind.${value}`) }))
    case 'measure':
      return measures.map((value) => ({ value, label: w(`measure.${value}`) }))
    case 'unit':
      return [{ value: 'connections', label: t('connections') }, ...units.map((value) => ({ value, label: w(`unitPlural.${value}`) }))]
    case 'standing':
      return standings.map((value) => ({ value, label: w(`standing.${value}`) }))
    case 'tier':
      return tiers.map((tier) => ({ value: String(tier), label: `${tier} · ${w(`tier.t${tier}`)}` }))
    case 'level':
      return [
        { value: '', label: t('level1') },
        { value: '2', label: t('level2') },
      ]
  }
}

export interface Names {
  locale: Locale
  zone: string
  /** What a region is called, by any of its codes. */
  regionName: (code: string) => string
}

/** A filter's value as a reader says it. */
function valueWords(name: FilterName, value: string, { locale, zone, regionName }: Names): string {
  switch (name) {
    case 'region':
      return regionName(value)
    case 'from':
    case 'to':
    case 'publishedBy':
    case 'knownAt':
      return formatSaid(value, { locale, zone, form: 'long' })
    case 'q':
      return translator(locale, 'filters')('quoted', { text: value })
    default:
      return choicesOf(name, locale).find((choice) => choice.value === value)?.label ?? value
  }
}

/** A filter in words: what it is about and what it is set to. */
export function filterWords(name: FilterName, values: readonly string[], names: Names): { label: string; value: string } {
  const list = new Intl.ListFormat(names.locale, { type: 'disjunction' })
  return {
    label: translator(names.locale, 'filters')(`label.${name}`),
    value: list.format(values.map((value) => valueWords(name, value, names))),
  }
}
