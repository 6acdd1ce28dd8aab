import type { ReactNode } from 'react'
import { translator, type Words } from '@/lib/i18n/translator'
import styles from './data.module.css'
import type { Described, Named, TypeWords } from './reference'
import type { Told } from './told'
import { summaryIn } from './ukrainian-words'

type T = Words<'data'>

/** A type, the kinds of objects in it as links to their fields. */
export function Type({ type: { words, kinds } }: { type: TypeWords }) {
  const parts = kinds.length === 0 ? [words] : words.split(new RegExp(`\\b(${kinds.join('|')})\\b`))
  return (
    <code className={styles.type}>
      {parts.map((part, i) =>
        kinds.includes(part) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change their order
          <a href={`#kind-${part}`} key={i}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </code>
  )
}

/** Parameters or fields, one a row. */
export function NamedTable({
  rows,
  label,
  t,
  idOf,
}: {
  rows: readonly Named[]
  label: string
  t: T
  idOf?: (row: Named, i: number) => string
}) {
  const places: Record<string, string> = { path: t('inPath'), header: t('inHeader') }
  const notes = ({ place, required, preset }: Named) =>
    [
      places[place],
      required && place !== 'path' && place !== '' ? t('required') : '',
      preset === undefined ? '' : t('preset', { value: preset }),
    ]
      .filter(Boolean)
      .join(', ')
  return (
    <table className={styles.named} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('colName')}</th>
          <th scope="col">{t('colType')}</th>
          <th scope="col">{t('colSays')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr id={idOf?.(row, i)} key={`${row.place} ${row.name} ${row.says}`}>
            <th scope="row">
              <code>{row.name}</code>
              {notes(row) && <small>{notes(row)}</small>}
            </th>
            <td>
              <Type type={row.type} />
            </td>
            <td lang="en">{row.says}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const pretty = (value: unknown): string => (typeof value === 'string' ? value.trimEnd() : JSON.stringify(value, null, 1))

/** A real request, and under it what the product answered, each to be opened. */
function Shown({ operation, t, request }: { operation: Described; t: T; request: ReactNode }) {
  const answers = operation.answers.flatMap(({ status, types }) =>
    types.filter(({ example }) => example !== undefined).map(({ media, example }) => ({ status, media, example })),
  )
  return (
    <>
      {request}
      {answers.map(({ status, media, example }) => (
        <details className={styles.shown} key={`${status} ${media}`}>
          <summary>{t('answer', { status, type: media })}</summary>
          <pre className={styles.code}>
            <code>{pretty(example)}</code>
          </pre>
        </details>
      ))}
    </>
  )
}

/** One operation: what it does, takes, answers and refuses, with a request that was made and its answers. */
export function Operation({ operation, told, request }: { operation: Described; told: Told; request: ReactNode }) {
  const t = translator(told.locale, 'data')
  const { id, method, path, about, shared, own, body, answers, problems, needsKey } = operation
  const nameOf = new Map(told.reference.shared.map(({ key, name }) => [key, name]))
  return (
    <section className={styles.operation} id={`op-${id}`} aria-labelledby={`op-${id}-title`} data-find="">
      <h4 id={`op-${id}-title`}>
        <a href={`#op-${id}`}>
          <span className={styles.verb}>{method}</span> <code>{path}</code>
        </a>
        {needsKey && <small>{t('needsKey')}</small>}
      </h4>
      <p className={styles.summary}>{summaryIn(told.locale, operation)}</p>
      <p className={styles.about} lang="en">
        {about.split('`').map((part, i) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change their order
          i % 2 === 1 ? <code key={i}>{part}</code> : part,
        )}
      </p>
      {own.length > 0 && <NamedTable rows={own} label={`${t('parameters')}: ${id}`} t={t} />}
      <dl className={styles.facts}>
        {shared.length > 0 && (
          <div>
            <dt>{t('alsoTakes')}</dt>
            <dd>
              {shared.map((key) => (
                <a href={`#shared-${key}`} key={key}>
                  <code>{nameOf.get(key)}</code>
                </a>
              ))}
            </dd>
          </div>
        )}
        {body.length > 0 && (
          <div>
            <dt>{t('body')}:</dt>
            <dd>
              {body.map(({ media, type }) => (
                <span key={media}>
                  <code>{media}</code> <Type type={type} />
                </span>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('answers')}:</dt>
          <dd>
            {answers.map(({ status, types }) => (
              <span className={styles.answered} key={status}>
                <b>{status}</b>
                {types.map(({ media, type }) => (
                  <span key={media}>
                    <code>{media}</code> {type.kinds.length > 0 && <Type type={type} />}
                  </span>
                ))}
              </span>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t('problemsOf')}</dt>
          <dd>
            {problems.map((name) => (
              <a href={`#problem-${name}`} key={name}>
                <code>{name}</code>
              </a>
            ))}
          </dd>
        </div>
      </dl>
      <Shown operation={operation} request={request} t={t} />
    </section>
  )
}
