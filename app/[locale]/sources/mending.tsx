import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { QuarantinedRow } from '@/lib/service/list-quarantine'
import type { Reading } from '../_overview/reading'
import { Block } from './block'
import { mend } from './mend'
import { allMended } from './mended'
import styles from './mending.module.css'

type Cell = NonNullable<QuarantinedRow['cells']>[number]

const linesOf = (text: string) => Math.min(8, Math.max(1, text.split('\n').length, Math.ceil(text.length / 90)))

/** A column of the row, sent under its number: those in sight stand before the others. */
function CellField({ cell: { name, value }, column }: { cell: Cell; column: number }) {
  return (
    <label className={styles.field}>
      <span className={styles.label}>{name}</span>
      <textarea className={styles.control} defaultValue={value} name={`cell${column}`} rows={linesOf(value)} spellCheck={false} />
    </label>
  )
}

/** The column in the way in sight, the others behind a fold. */
function Cells({ cells, words }: { cells: readonly Cell[]; words: string }) {
  const fields = (wanted: boolean) =>
    cells.map((cell, column) => cell.isFaulty === wanted && <CellField cell={cell} column={column} key={cell.name} />)
  return (
    <>
      {fields(true)}
      <details className={styles.more}>
        <summary>{words}</summary>
        {fields(false)}
      </details>
    </>
  )
}

function Row({ row, locale }: { row: QuarantinedRow; locale: Locale }) {
  const t = translator(locale, 'sources')
  const name = t('mendRow', { file: row.file ?? t('intakeNameless'), line: String(row.line) })
  return (
    <li>
      <form action={mend} className={styles.row} data-hold>
        <input name="locale" type="hidden" value={locale} />
        <input name="import" type="hidden" value={row.import} />
        <input name="line" type="hidden" value={row.line} />
        <h3>{name}</h3>
        <p className={styles.reason}>
          <b>{row.field}</b>: {row.reason}
        </p>
        {row.cells === null ? (
          <label className={styles.field}>
            <span className={styles.label}>{t('mendText')}</span>
            <textarea className={styles.control} defaultValue={row.text} name="text" rows={linesOf(row.text)} spellCheck={false} />
          </label>
        ) : (
          <Cells cells={row.cells} words={t('mendCells')} />
        )}
        <button className="button" type="submit">
          {t('mendRetry')}
          <span className="visually-hidden"> {name}</span>
        </button>
      </form>
    </li>
  )
}

interface Props {
  quarantine: { rows: QuarantinedRow[]; total: number }
  /** What the address says of the row that was tried last. */
  done: string | string[] | undefined
  reading: Reading
}

/** Rows in quarantine with their words and reasons, each a form to put it right. For editors alone. */
export function Mending({ quarantine: { rows, total }, done, reading: { locale } }: Props) {
  const t = translator(locale, 'sources')
  const told = allMended.find((each) => each === done)
  const count = total > rows.length ? t('mendShown', { total, shown: String(rows.length) }) : t('mendAll', { total })
  return (
    <Block dek={t('mendDek')} id="mend" title={t('mendTitle')}>
      {told && (
        <p className={styles.done} role="status">
          {t(`mendDone.${told}`)}
        </p>
      )}
      <p className={styles.count}>{total === 0 ? t('mendNone') : count}</p>
      <ol className={styles.rows}>
        {rows.map((row) => (
          <Row key={`${row.import} ${row.line} ${row.text}`} locale={locale} row={row} />
        ))}
      </ol>
    </Block>
  )
}
