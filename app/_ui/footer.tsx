import Link from 'next/link'
import type { ComponentProps } from 'react'
import { translator } from '@/lib/i18n/translator'
import styles from './footer.module.css'
import { OtherTerritories } from './other-territories'

/** What holds for every figure, and whose maps and counts are used. */
export function Footer({ locale, others }: ComponentProps<typeof OtherTerritories>) {
  const t = translator(locale, 'shell')
  return (
    <footer className={styles.footer}>
      <div className="wrap grid">
        <p>
          <b>{t('footUnknownLead')}</b> {t('footUnknown')}
        </p>
        <div>
          <p>
            {t.rich('footBoundaries', {
              osm: (words) => (
                <a href="https://www.openstreetmap.org/copyright" rel="noreferrer">
                  {words}
                </a>
              ),
            })}
          </p>
          <p>{t('footPopulation')}</p>
        </div>
        <div>
          <p>{t('footGuard')}</p>
          <OtherTerritories locale={locale} others={others} />
          <p>
            <Link href={`/${locale}/sign-in`} prefetch={false}>
              {t('footSignIn')}
            </Link>
          </p>
        </div>
      </div>
    </footer>
  )
}
