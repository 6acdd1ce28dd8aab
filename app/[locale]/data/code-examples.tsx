import { translator } from '@/lib/i18n/translator'
import { Block } from './block'
import styles from './data.module.css'
import { codeExamples, exampleText } from './read-examples'
import type { Told } from './told'

/** The same ledger from six tools, against this site. */
export function CodeExamples({ told: { locale, site } }: { told: Told }) {
  const t = translator(locale, 'data')
  return (
    <Block id="examples" title={t('examples')} dek={t('examplesDek')}>
      <div className={styles.examples}>
        {codeExamples.map(({ key, file, language }) => (
          <figure className={styles.example} key={file}>
            <figcaption>
              <b>{language}</b> {t(`example.${key}`)}
            </figcaption>
            <pre className={styles.code} lang="en">
              <code>{exampleText(file, site)}</code>
            </pre>
          </figure>
        ))}
      </div>
    </Block>
  )
}
