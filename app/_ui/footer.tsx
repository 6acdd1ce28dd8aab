import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import styles from './footer.module.css'

/** What holds for every figure, and whose maps and counts are used. */
export function Footer({ locale }: { locale: Locale }) {
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
        <p>{t('footGuard')}</p>
      </div>
    </footer>
  )
}
