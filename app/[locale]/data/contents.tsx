import reading from '@/app/_ui/reading-page.module.css'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import styles from './data.module.css'
import type { Reference } from './reference'
import { sections } from './sections'
import { tagIn } from './ukrainian-words'

/** What is on the page: its sections, and where there is room every group of operations. */
export function Contents({ locale, reference }: { locale: Locale; reference: Reference }) {
  const t = translator(locale, 'data')
  return (
    <nav className={reading.contents} aria-label={t('contents')}>
      <ol>
        {sections.map((id) => (
          <li key={id}>
            <a href={`#${id}`}>{t(id)}</a>
            {id === 'reference' && (
              <ol className={styles.inner}>
                {reference.tags.map((tag) => (
                  <li key={tag.name}>
                    <a href={`#tag-${tag.name.replaceAll(' ', '-')}`}>{tagIn(locale, tag).name}</a>
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
