import { locales } from '@/lib/i18n/locale'
import { shell } from '@/lib/i18n/messages/shell'
import { trouble } from '@/lib/i18n/messages/trouble'
import { NoSuchPage } from './no-such-page'
import styles from './not-found-document.module.css'
import { Sign } from './sign'

const [first] = locales

/** No such page, outside every language: told in all of them; a whole document, for there is no frame of a language. */
export function NotFoundDocument() {
  return (
    <html lang={first}>
      <head>
        <title>{`${trouble[first].notFoundTitle} · ${shell[first].name}`}</title>
        <meta name="robots" content="noindex" />
      </head>
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
