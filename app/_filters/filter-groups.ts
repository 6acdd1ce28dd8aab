import { translator } from '@/lib/i18n/translator'
import { filterNames, valuesOf } from './active-filters'
import { choicesOf, filterWords, type Names } from './filter-words'
import { placesId } from './places'
import type { ViewQuery } from './view'
import type { ChosenView, FilterField } from './view-fields'
import type { FilterGroup } from './view-form'

/** Every further filter as the fields of the form show it. */
export const chosenFilters = (query: ViewQuery): ChosenView => Object.fromEntries(filterNames.map((name) => [name, valuesOf(query, name)]))

/** The further filters in groups: where, what, who says so, when, and what was known by when. */
export function filterGroups(query: ViewQuery, names: Names): FilterGroup[] {
  const { locale } = names
  const t = translator(locale, 'filters')
  const boxes = (name: 'kind' | 'measure' | 'standing' | 'tier') => ({
    legend: t(`label.${name}`),
    boxes: { name, choices: choicesOf(name, locale) },
  })
  const time = (name: 'from' | 'to' | 'publishedBy' | 'knownAt'): FilterField => ({ name, label: t(`label.${name}`), type: 'time' })
  const chosen = query.region.map((value) => ({ value, label: filterWords('region', [value], names).value }))
  return [
    {
      legend: t('where'),
      ...(chosen.length > 0 && { boxes: { name: 'region', choices: chosen } }),
      fields: [
        { name: 'place', label: t('place'), list: placesId, hint: t('placeHint') },
        { name: 'level', label: t('label.level'), choices: choicesOf('level', locale) },
      ],
    },
    boxes('kind'),
    {
      ...boxes('measure'),
      fields: [{ name: 'unit', label: t('label.unit'), choices: [{ value: '', label: t('anyUnit') }, ...choicesOf('unit', locale)] }],
    },
    boxes('standing'),
    boxes('tier'),
    { legend: t('words'), hint: t('periodHint'), fields: [{ name: 'q', label: t('label.q') }, time('from'), time('to')] },
    { legend: t('asKnown'), hint: t('asKnownHint'), fields: [time('publishedBy'), time('knownAt')] },
  ]
}
