import type { Metadata, Viewport } from 'next'
import { NoSuchPage } from '@/app/_ui/no-such-page'
import { Sign } from '@/app/_ui/sign'
import { locales } from '@/lib/i18n/locale'
import { shell } from '@/lib/i18n/messages/shell'
import { trouble } from '@/lib/i18n/messages/trouble'
import '@/app/_ui/tokens.css'
import '@/app/_ui/base.css'
import styles from './global-not-found.module.css'

const [first] = locales

export const metadata: Metadata = { title: `${trouble[first].notFoundTitle} · ${shell[first].name}`, robots: { index: false } }
export const viewport: Viewport = { colorScheme: 'light dark' }

/** No such page, outside every language: told in all of them. */
export default function GlobalNotFound() {
  return (
    <html lang={first}>
      <body>
        <header className={`wrap ${styles.head}`}>
          <Sign />
          {locales.map((locale) => (
            <b key={locale} lang={locale}>
              {shell[locale].name}
            </b>
          ))}
        </header>
        <main>
          {locales.map((locale) => (
            <div key={locale} lang={locale}>
              <NoSuchPage locale={locale} />
            </div>
          ))}
        </main>
      </body>
    </html>
  )
}
