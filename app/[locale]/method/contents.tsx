import reading from '@/app/_ui/reading-page.module.css'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import styles from './method.module.css'
import { groupIds, groups } from './sections'

/** What is on the page: the groups, and where there is room every section. */
export function Contents({ locale }: { locale: Locale }) {
  const t = translator(locale, 'method')
  return (
    <nav className={reading.contents} aria-label={t('contents')}>
      <ol>
        {groupIds.map((group) => (
          <li key={group}>
            <a className={reading.chapter} href={`#${group}`}>
              {t(`group.${group}`)}
            </a>
            <ol className={styles.inner}>
              {groups[group].map((id) => (
                <li key={id}>
                  <a href={`#${id}`}>{t(`heading.${id}`)}</a>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </nav>
  )
}
