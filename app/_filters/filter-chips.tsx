import { translator } from '@/lib/i18n/translator'
import { activeFilters, withoutFilters } from './active-filters'
import styles from './filter-chips.module.css'
import { filterWords, type Names } from './filter-words'
import { type ViewQuery, viewAddress } from './view'
import { ViewLink } from './view-link'

/** The filters that are set, each a link to the view without it; nothing where none is. */
export function FilterChips({ query, names }: { query: ViewQuery; names: Names }) {
  const t = translator(names.locale, 'filters')
  const filters = activeFilters(query)
  const page = `/${names.locale}`
  if (filters.length === 0) return null
  return (
    <nav className={styles.chips} aria-label={t('active')}>
      <ul>
        {filters.map(({ name, value, without }) => {
          const said = filterWords(name, [value], names)
          return (
            <li key={`${name} ${value}`}>
              <ViewLink className={styles.chip} href={`${page}${viewAddress(without)}`} aria-label={t('remove', said)}>
                <span>{said.label}:</span> {said.value}
                <i aria-hidden="true">×</i>
              </ViewLink>
            </li>
          )
        })}
      </ul>
      <ViewLink href={`${page}${viewAddress(withoutFilters(query))}`}>{t('clear')}</ViewLink>
    </nav>
  )
}
