import plain from '@/app/_ui/plain-table.module.css'
import { exampleOf } from '@/lib/http/examples'
import { problemTitles } from '@/lib/http/problem'
import { translator } from '@/lib/i18n/translator'
import { type ProblemName, problemStatus } from '@/lib/schema/problem'
import { Block } from './block'
import styles from './data.module.css'
import type { Told } from './told'

const names = Object.keys(problemStatus) as ProblemName[]

/** The closed list of what can go wrong, each with an answer that was one. */
export function Problems({ told: { locale } }: { told: Told }) {
  const t = translator(locale, 'data')
  return (
    <Block id="problems" title={t('problems')} dek={t('problemsDek')}>
      <table className={`${plain.table} ${styles.table}`} aria-labelledby="problems-title">
        <thead>
          <tr>
            <th scope="col">{t('colStatus')}</th>
            <th scope="col">{t('colName')}</th>
            <th scope="col">{t('colSays')}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => {
            const example = exampleOf(name)
            return (
              <tr id={`problem-${name}`} key={name}>
                <td>{problemStatus[name]}</td>
                <th scope="row">
                  <code>/problems/{name}</code>
                </th>
                <td lang="en">
                  {problemTitles[name]}
                  {example && (
                    <details className={styles.shown}>
                      <summary lang={locale}>{t('problemExample')}</summary>
                      <pre className={styles.code}>
                        <code>{JSON.stringify(example.answer, null, 1)}</code>
                      </pre>
                    </details>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Block>
  )
}
