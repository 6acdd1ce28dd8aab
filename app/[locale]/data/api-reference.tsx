import { Fragment } from 'react'
import { translator } from '@/lib/i18n/translator'
import { Block } from './block'
import styles from './data.module.css'
import { NamedTable, Operation } from './operation'
import { requestText } from './request'
import type { Told } from './told'
import { summaryIn, tagIn } from './ukrainian-words'

/** An address that may be broken before each of its steps. */
const breakable = (path: string) =>
  path.split(/(?=\/)/).map((step, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
    <Fragment key={i}>
      <wbr />
      {step}
    </Fragment>
  ))

/** Every operation by what it is about, after a list of them all. */
export function ApiReference({ told }: { told: Told }) {
  const { locale, reference, site } = told
  const t = translator(locale, 'data')
  const count = reference.tags.reduce((sum, { operations }) => sum + operations.length, 0)
  const dek = (
    <>
      {t.rich('referenceDek', { count, link: (words) => <a href="/api/v1/openapi.json">{words}</a> })} {locale !== 'en' && t('inEnglish')}
    </>
  )
  return (
    <Block id="reference" title={t('reference')} dek={dek}>
      <ul className={styles.jump}>
        {reference.tags.flatMap(({ operations }) =>
          operations.map((operation) => (
            <li key={operation.id}>
              <a href={`#op-${operation.id}`}>
                <span className={styles.verb}>{operation.method}</span> <code>{breakable(operation.path)}</code>
              </a>
              <span>{summaryIn(locale, operation)}</span>
            </li>
          )),
        )}
      </ul>
      {reference.tags.map(({ name, says, operations }) => (
        <section className={styles.tag} id={`tag-${name.replaceAll(' ', '-')}`} key={name}>
          <h3>{tagIn(locale, { name, says }).name}</h3>
          <p className="dek">{tagIn(locale, { name, says }).says}</p>
          {operations.map((operation) => {
            const command = requestText(operation.id, site)
            const request = command !== null && (
              <pre className={styles.code} lang="en">
                <code>{command}</code>
              </pre>
            )
            return <Operation key={operation.id} operation={operation} request={request} told={told} />
          })}
        </section>
      ))}
      <section className={styles.tag} id="shared">
        <h3>{t('sharedParameters')}</h3>
        <p className="dek">{t('sharedDek')}</p>
        <NamedTable idOf={(_, i) => `shared-${reference.shared[i]?.key}`} label={t('sharedParameters')} rows={reference.shared} t={t} />
      </section>
    </Block>
  )
}
