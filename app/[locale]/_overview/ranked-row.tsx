import { Sparkline } from '@/app/_charts/sparkline'
import { Mark } from '@/app/_ui/mark'
import { RangeBar } from '@/app/_ui/range-bar'
import { standingMark } from '@/app/_ui/standing-mark'
import { formatCell, formatRange, formatShare } from '@/lib/i18n/numbers'
import { softHyphens } from '@/lib/i18n/soft-hyphens'
import { translator } from '@/lib/i18n/translator'
import type { RegionImpact, Series } from '@/lib/schema/impact'
import { formatAge } from '@/lib/time/format'
import { BasisList } from './basis-list'
import { shownFigure } from './ranked-rows'
import styles from './ranked-table.module.css'
import { countOf, type Reading, shortName, shortTime } from './reading'

/** How many columns the table has. */
export const columns = 6

/** What the rows of one table share. */
export interface RowGround {
  reading: Reading
  /** The end of the one scale of the ranges. */
  end: number
  series: Pick<Series, 'buckets' | 'from' | 'to'>
  /** The page of a region, with as much of the view as it can keep. */
  pageOf: (region: string) => string
  /** The other services that are told of as lacking in a region now. */
  lost: ReadonlyMap<string, readonly RegionImpact[]>
  /** Whether a row is one that is looked for. */
  isFound: (region: string) => boolean
  /** What a region may be looked for by that its row does not show: its name in the other language, and its P-code. */
  alsoCalled: (region: string) => string
  /** Whether no heading says how the rows stand. */
  ungrouped: boolean
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

/** The second line of a row: where a raion lies, the unit of its figure, and how it stands where no heading says so. */
function Facts({ row, ground: { reading, ungrouped } }: { row: RegionImpact; ground: RowGround }) {
  const w = translator(reading.locale, 'words')
  const figure = shownFigure(row)
  const unit = figure?.unit && countOf(figure.range) !== null ? w(`unitPlural.${figure.unit}`) : null
  const region = reading.regions.get(row.region)
  const within = region?.level === 2 && region.parent !== null ? shortName(region.parent, reading) : null
  const facts = [within, unit, ungrouped ? w(`standing.${row.standing}`) : null].filter((fact) => fact !== null)
  return facts.length === 0 ? null : <span className={styles.facts}>{facts.join(' · ')}</span>
}

/** The other services that are reported not to run as they should in a region now. */
function Lost({ rows, reading: { locale } }: { rows: readonly RegionImpact[]; reading: Reading }) {
  const r = translator(locale, 'table')
  const w = translator(locale, 'words')
  const services = new Set(rows.map(({ service }) => w(`service.${service}`).toLocaleLowerCase(locale)))
  if (services.size === 0) return null
  const list = new Intl.ListFormat(locale, { type: 'unit' }).format([...services])
  return <span className={styles.lost}>{r('alsoOut', { list })}</span>
}

/** A region of the table: its figure on one line, and on the next what it is counted in, what else is out there, and how the figure was made. */
export function RankedRow({ row, ground }: { row: RegionImpact; ground: RowGround }) {
  const { reading, end, series, pageOf, isFound } = ground
  const { locale } = reading
  const figure = shownFigure(row)
  const name = shortName(row.region, reading)
  const share = row.share && formatShare(row.share, locale)
  const range = figure && figure.range.low !== figure.range.high ? formatRange(figure.range, locale) : null
  const className = [styles.row, row.standing === 'reported' && styles.reported].filter(Boolean).join(' ')
  const hidden = !isFound(row.region)
  return (
    <>
      <tr className={className} id={`row-${row.region}`} data-region={row.region} data-find={ground.alsoCalled(row.region)} hidden={hidden}>
        <th scope="row" className={styles.name}>
          <span data-cell="mark">
            <Mark mark={standingMark(row)} />
          </span>
          <a href={pageOf(row.region)}>{locale === 'uk' ? softHyphens(name) : name}</a>
        </th>
        <td className={styles.trend}>
          <Sparkline series={series} region={row.region} />
        </td>
        <td className={`${styles.number} ${styles.value}`} data-cell="value">
          <Value row={row} reading={reading} />
        </td>
        <td className={`${styles.range} ${range ? '' : styles.none}`} data-cell="range">
          {figure && range && <RangeBar range={figure.range} max={end} small />}
          {range ?? '–'}
        </td>
        <td className={`${styles.number} ${share ? styles.share : styles.none}`} data-cell="share">
          {share ?? '–'}
        </td>
        <td className={`${styles.number} ${styles.age}`} data-cell="age">
          <Age row={row} reading={reading} />
        </td>
      </tr>
      <tr className={styles.more} data-region={row.region} hidden={hidden}>
        <td colSpan={columns}>
          <Facts row={row} ground={ground} />
          <BasisList row={row} name={name} reading={reading} page={`${pageOf(row.region)}#service-${row.service}`} />
          <Lost rows={ground.lost.get(row.region) ?? []} reading={reading} />
        </td>
      </tr>
    </>
  )
}
