import { activeFilters, withoutFilter, withoutFilters } from '@/app/_filters/active-filters'
import { filterWords, type Names } from '@/app/_filters/filter-words'
import { type ViewQuery, viewAddress } from '@/app/_filters/view'
import { ViewLink } from '@/app/_filters/view-link'
import { translator } from '@/lib/i18n/translator'
import type { Removal } from './filtered-out'
import styles from './nothing-fits.module.css'

/** A view whose filters leave nothing: what was asked, that it is not a zero, and the one filter whose removal gives most. */
export function NothingFits({ query, best, names }: { query: ViewQuery; best: Removal | null; names: Names }) {
  const { locale } = names
  const f = translator(locale, 'filters')
  const asked = activeFilters(query).map(({ name, value }) => filterWords(name, [value], names))
  const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format(asked.map(({ label, value }) => `${label}: ${value}`))
  return (
    <section className={styles.nothing} aria-labelledby="nothing-fits">
      <h2 id="nothing-fits">{f('nothingTitle')}</h2>
      <p>{f('nothingText', { asked: list })}</p>
      {best ? (
        <p>
          {f('nothingBest', { ...filterWords(best.name, best.values, names), count: best.regions })}{' '}
          <ViewLink href={`/${locale}${viewAddress(withoutFilter(query, best.name))}`}>{f('nothingBestLink')}</ViewLink>.
        </p>
      ) : (
        <p>
          {f('nothingElse')} <ViewLink href={`/${locale}${viewAddress(withoutFilters(query))}`}>{f('clear')}</ViewLink>.
        </p>
      )}
    </section>
  )
}
