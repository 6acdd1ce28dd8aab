import { Mark } from '@/app/_ui/mark'
import { RangeBar } from '@/app/_ui/range-bar'
import { rangeScaleEnd } from '@/app/_ui/range-scale'
import { standingMark } from '@/app/_ui/standing-mark'
import { formatCell, formatRange, formatShare } from '@/lib/i18n/numbers'
import { softHyphens } from '@/lib/i18n/soft-hyphens'
import { translator } from '@/lib/i18n/translator'
import type { Impact, Range, RegionImpact } from '@/lib/schema/impact'
import type { Service, Unit } from '@/lib/schema/observation'
import { formatAge } from '@/lib/time/format'
import { BasisList } from './basis-list'
import styles from './ranked-table.module.css'
import { countOf, type Reading, shortName, shortTime } from './reading'

const groups = ['reported', 'restored', 'stale'] as const
type Group = (typeof groups)[number]

const columns = 5

/** The figure a row shows: what is reported now, or while stale the last word. */
function shownFigure(row: RegionImpact): { range: Range; unit: Unit | null } | null {
  if (row.standing === 'reported') return { range: row, unit: row.unit }
  return row.standing === 'stale' && row.last ? { range: row.last, unit: row.last.unit } : null
}

const shownCount = (row: RegionImpact) => {
  const figure = shownFigure(row)
  return figure ? countOf(figure.range) : null
}

/** Largest first; without a figure, the newest word first. */
function ranked(rows: readonly RegionImpact[], standing: Group): RegionImpact[] {
  return rows
    .filter((row) => row.standing === standing)
    .sort(
      (a, b) => (shownCount(b) ?? -1) - (shownCount(a) ?? -1) || (a.ageHours ?? 0) - (b.ageHours ?? 0) || a.region.localeCompare(b.region),
    )
}

function Age({ row, reading }: { row: RegionImpact; reading: Reading }) {
  const t = translator(reading.locale, 'dashboard')
  if (row.asOf === null || row.ageHours === null) return <>–</>
  const age = row.asOf.precision === 'day' && row.ageHours <= 0 ? t('today') : formatAge(row.ageHours, reading.locale)
  return <span title={shortTime(row.asOf, reading)}>{age}</span>
}

function Value({ row, reading }: { row: RegionImpact; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'dashboard')
  const w = translator(locale, 'words')
  if (row.standing === 'restored') return <>{t('zero')}</>
  const figure = shownFigure(row)
  const count = figure && countOf(figure.range)
  if (!figure || count === null) return <span className="label">{t('noFigure')}</span>
  return (
    <>
      {formatCell({ ...figure.range, best: count }, locale)}
      {figure.unit && <span className="visually-hidden"> {w(`unit.${figure.unit}`, { count })}</span>}
    </>
  )
}

function Row({ row, end, reading }: { row: RegionImpact; end: number; reading: Reading }) {
  const { locale } = reading
  const figure = shownFigure(row)
  const name = shortName(row.region, reading)
  const count = figure && countOf(figure.range)
  const unit = figure?.unit && count !== null ? translator(locale, 'words')(`unitPlural.${figure.unit}`) : null
  const share = row.share && formatShare(row.share, locale)
  const isRange = figure && (figure.range.high === null || figure.range.low === null || figure.range.low < figure.range.high)
  const className = [styles.row, row.standing === 'reported' && styles.reported].filter(Boolean).join(' ')
  return (
    <>
      <tr className={className} id={`row-${row.region}`} data-region={row.region}>
        <th scope="row" className={styles.name}>
          {locale === 'uk' ? softHyphens(name) : name}
        </th>
        <td className={`${styles.number} ${styles.value}`}>
          <Value row={row} reading={reading} />
        </td>
        <td className={`${styles.range} ${figure && isRange ? '' : styles.none}`}>
          {figure && isRange && <RangeBar range={figure.range} max={end} small />}
          {figure && isRange ? formatRange(figure.range, locale) : '–'}
        </td>
        <td className={`${styles.number} ${styles.quiet} ${share ? styles.share : styles.none}`}>{share ?? '–'}</td>
        <td className={`${styles.number} ${styles.quiet} ${styles.age}`}>
          <Age row={row} reading={reading} />
        </td>
      </tr>
      <tr className={styles.more} data-region={row.region}>
        <td colSpan={columns}>
          {unit && (
            <span className={styles.unit} aria-hidden="true">
              {unit}
            </span>
          )}
          <BasisList row={row} name={name} reading={reading} />
        </td>
      </tr>
    </>
  )
}

function NotReported({ rows, reading }: { rows: readonly RegionImpact[]; reading: Reading }) {
  const t = translator(reading.locale, 'dashboard')
  if (rows.length === 0) return null
  const parts = new Intl.ListFormat(reading.locale, { type: 'unit' }).formatToParts(rows.map(({ region }) => region))
  return (
    <p className={styles.rest}>
      <Mark mark={{ kind: 'notReported' }} />
      <b>{t('notReportedLead', { count: rows.length })}</b>{' '}
      {t.rich('notReportedTail', {
        list: () =>
          parts.map(({ type, value }) =>
            type === 'literal' ? (
              value
            ) : (
              <span key={value} className={styles.region} id={`row-${value}`} data-region={value}>
                {shortName(value, reading)}
              </span>
            ),
          ),
      })}
    </p>
  )
}

/** The map's twin: every region of the view, ranked inside its standing, each with how its figure was made. */
export function RankedTable({ impact, service, reading }: { impact: Pick<Impact, 'data'>; service: Service; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'dashboard')
  const w = translator(locale, 'words')
  const group: Record<Group, string> = { reported: t('groupReported'), restored: t('groupRestored'), stale: t('groupStale') }
  const end = rangeScaleEnd(impact.data.flatMap((row) => shownFigure(row)?.range ?? []))
  const missing = impact.data
    .filter(({ standing }) => standing === 'notReported')
    .sort((a, b) => shortName(a.region, reading).localeCompare(shortName(b.region, reading), locale))
  const told = groups.map((standing) => ({ standing, rows: ranked(impact.data, standing) })).filter(({ rows }) => rows.length > 0)
  return (
    <>
      {told.length > 0 && (
        <table className={styles.table}>
          <caption className="visually-hidden">{t('tableCaption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('colRegion')}</th>
              <th scope="col" className={styles.number}>
                {w(`without.${service}`)}
              </th>
              <th scope="col">{t('colRange')}</th>
              <th scope="col" className={styles.number}>
                {t('colShare')}*
              </th>
              <th scope="col" className={styles.number}>
                {t('colAge')}
              </th>
            </tr>
          </thead>
          {told.map(({ standing, rows: [first, ...others] }) => (
            <tbody key={standing}>
              <tr className={styles.group}>
                <th colSpan={columns} scope="rowgroup">
                  {first && <Mark mark={standingMark(first)} />}
                  {group[standing]}
                  <span>{others.length + 1}</span>
                </th>
              </tr>
              {first && <Row row={first} end={end} reading={reading} />}
              {others.map((row) => (
                <Row key={row.region} row={row} end={end} reading={reading} />
              ))}
            </tbody>
          ))}
        </table>
      )}
      <NotReported rows={missing} reading={reading} />
    </>
  )
}
