import type { ReactNode } from 'react'
import type { Locale } from '@/lib/i18n/locale'
import { formatCount } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import styles from './chart-frame.module.css'
import { fileFormats } from './file-format'

/** The figures of a chart as a table: what is read aloud, opened under the drawing and saved as CSV. Null is "nothing known". */
export interface ChartTable {
  columns: readonly { label: string; numeric?: boolean }[]
  rows: readonly (readonly (string | number | null)[])[]
}

export interface ChartFrameProps {
  /** Names the figure in the page and its files: `household-hours`. */
  id: string
  /** Says what the drawing shows. */
  title: string
  titleId?: string
  level?: 2 | 3
  dek?: string
  unit: string
  source: string
  /** The drawing in sentences, for who does not see it. */
  summary: string
  table: ChartTable
  locale: Locale
  /** Where the same is to be had as data. */
  api?: string
  /** Whether the drawing holds links, tables or several drawings with names of their own, and so is no single image. */
  parts?: boolean
  children: ReactNode
}

/** A number is written for people, with its plain digits beside it for the file. */
function Cell({ value, locale }: { value: string | number | null; locale: Locale }) {
  if (value === null) return '–'
  return typeof value === 'number' ? <data value={value}>{formatCount(value, locale)}</data> : value
}

function Twin({ table: { columns, rows }, title, locale }: Pick<ChartFrameProps, 'table' | 'title' | 'locale'>) {
  const t = translator(locale, 'chart')
  return (
    <details className={styles.twin}>
      <summary>{t('table')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={title}>
        <table>
          <thead>
            <tr>
              {columns.map(({ label, numeric }) => (
                <th key={label} scope="col" className={numeric ? styles.number : undefined}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: never drawn anew; two rows may be alike
              <tr key={at}>
                {columns.map(({ label, numeric }, column) => {
                  const cell = <Cell value={cells[column] ?? null} locale={locale} />
                  if (column > 0)
                    return (
                      <td key={label} className={numeric ? styles.number : undefined}>
                        {cell}
                      </td>
                    )
                  return (
                    <th key={label} scope="row">
                      {cell}
                    </th>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}

/**
 * A chart with all that belongs to one: a title that says what it shows, the drawing and its words for who does not see it, the unit, the
 * source, the same as a table, and its files. A plain component, whole without script; ChartTools around it makes the buttons work.
 * Whatever stands in `data-aside` is of the page alone and in no file.
 */
export function ChartFrame({
  id,
  title,
  titleId,
  level = 2,
  dek,
  unit,
  source,
  summary,
  table,
  locale,
  api,
  parts = false,
  children,
}: ChartFrameProps) {
  const t = translator(locale, 'chart')
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <figure className={styles.figure} data-chart={id}>
      <figcaption>
        <Heading id={titleId}>{title}</Heading>
        {dek && <p className="dek">{dek}</p>}
      </figcaption>
      {parts && <p className="visually-hidden">{summary}</p>}
      <div className={styles.drawing} {...(!parts && { role: 'img', 'aria-label': summary })}>
        {children}
      </div>
      <p className={styles.note}>
        {unit} {source}
      </p>
      {table.rows.length > 0 && (
        <div className={styles.aside} data-aside="">
          <Twin table={table} title={title} locale={locale} />
          <p className={styles.files}>
            {fileFormats.map((format) => (
              <button key={format} type="button" data-save={format} aria-label={t('save', { format: format.toUpperCase(), title })}>
                {format.toUpperCase()}
              </button>
            ))}
            {api && <a href={api}>API</a>}
          </p>
        </div>
      )}
    </figure>
  )
}
