import Link from 'next/link'
import { Suspense } from 'react'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { LanguageSwitch } from './language-switch'
import { MainNav } from './main-nav'
import styles from './masthead.module.css'
import { Sign } from './sign'

/** The head of every page: name, the pages there are, the language and the one thing to press; for editors the review too. */
export function Masthead({ locale, reviews }: { locale: Locale; reviews: boolean }) {
  const t = translator(locale, 'shell')
  const tReview = translator(locale, 'review')
  const pages = [
    { href: `/${locale}`, label: t('now') },
    { href: `/${locale}/incidents`, label: t('incidents') },
    { href: `/${locale}/regions`, label: t('regions') },
    { href: `/${locale}/sources`, label: t('sources') },
    { href: `/${locale}/method`, label: t('method') },
    { href: `/${locale}/data`, label: t('data') },
    ...(reviews ? [{ href: `/${locale}/review`, label: tReview('masthead') }] : []),
  ]
  return (
    <header className="wrap">
      <div className={styles.mast} data-reviews={reviews ? '' : undefined}>
        <Link className={styles.brand} href={`/${locale}`} prefetch={false}>
          <Sign />
          {t('name')}
        </Link>
        <nav className={styles.pages} aria-label={t('mainNav')}>
          <MainNav className={styles.nav} pages={pages} />
        </nav>
        <div className={styles.end}>
          <nav aria-label={t('language')}>
            <Suspense>
              <LanguageSwitch className={styles.languages} locale={locale} />
            </Suspense>
          </nav>
          <Link className="button button-primary" href={`/${locale}/report`} prefetch={false}>
            {t('addReport')}
          </Link>
        </div>
      </div>
    </header>
  )
}
