import { Mark } from '@/app/_ui/mark'
import { RangeBar } from '@/app/_ui/range-bar'
import { rangeScaleEnd } from '@/app/_ui/range-scale'
import { standingMark } from '@/app/_ui/standing-mark'
import { formatCell, formatRange, formatShare } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import type { BesideFigure, Range, RegionImpact } from '@/lib/schema/impact'
import type { Service, Unit } from '@/lib/schema/observation'
import { formatAge } from '@/lib/time/format'
import { BasisList } from '../../_overview/basis-list'
import { countOf, placeName, quantity, type Reading, shortName, shortTime } from '../../_overview/reading'
import { SourceLine } from '../../_overview/source-line'
import styles from './region.module.css'

/** The figure a service is shown by: what is reported, or while stale the last word. */
export function shownFigure(row: RegionImpact): { range: Range; unit: Unit | null } | null {
  if (row.standing === 'reported') return { range: row, unit: row.unit }
  return row.standing === 'stale' && row.last ? { range: row.last, unit: row.last.unit } : null
}

/** One scale for the bars of each unit: two units are never set against each other. */
function scaleEnds(rows: readonly RegionImpact[]): ReadonlyMap<Unit | null, number> {
  const figures = rows.flatMap((row) => shownFigure(row) ?? [])
  const units = new Set(figures.map(({ unit }) => unit))
  return new Map([...units].map((unit) => [unit, rangeScaleEnd(figures.filter((one) => one.unit === unit).map(({ range }) => range))]))
}

function Figure({ row, reading }: { row: RegionImpact; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'region')
  const w = translator(locale, 'words')
  const figure = shownFigure(row)
  const count = figure && countOf(figure.range)
  if (row.standing === 'restored') return <p className={styles.words}>{t('backCount')}</p>
  if (!figure || count === null) return <p className={styles.words}>{t('noCount')}</p>
  const isStale = row.standing === 'stale'
  return (
    <p className={isStale ? `${styles.count} ${styles.last}` : styles.count}>
      <b>{formatCell({ ...figure.range, best: count }, locale)}</b> {figure.unit && w(`unit.${figure.unit}`, { count })}
      {isStale && <small>{t('lastKnown')}</small>}
    </p>
  )
}

function Spread({ row, end, reading }: { row: RegionImpact; end: number; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'region')
  const figure = shownFigure(row)
  const words = figure && formatRange(figure.range, locale)
  const share = row.share && formatShare(row.share, locale)
  return (
    <div className={styles.spread}>
      {figure && words && (
        <>
          <RangeBar range={figure.range} max={end} />
          {words}
        </>
      )}
      {share && row.denominator && (
        <p>
          {t('share', { share })}
          {row.denominator.kind === 'estimated' && ` (${t('baseKind.estimated')})`}
        </p>
      )}
      {!share && row.standing === 'reported' && row.denominator === null && (row.unit === 'customers' || row.unit === 'households') && (
        <p>{t('noShare')}</p>
      )}
    </div>
  )
}

function besideText(beside: BesideFigure, row: RegionImpact, reading: Reading): string {
  const { locale } = reading
  const t = translator(locale, 'region')
  const w = translator(locale, 'words')
  const others = beside.regions.filter((code) => code !== row.region)
  const place = beside.place && placeName(beside.place, reading)
  const shared = others.length > 0 ? t('sharedWith', { regions: others.map((code) => shortName(code, reading)).join(', ') }) : null
  const state = beside.measure === 'without' ? w(`state.${beside.state}`) : w(`measure.${beside.measure}`)
  const figure = quantity(beside, beside.unit, locale)
  return t('besideItem', {
    figure: figure ?? state,
    what: figure === null ? 'none' : state,
    where: [place, shared].filter(Boolean).join(', ') || 'none',
    time: shortTime(beside.asOf, reading),
  })
}

/** What stands beside the figure: other units, shared figures, parts, the occupied part; each with the rule that keeps it out. */
function Beside({ row, reading }: { row: RegionImpact; reading: Reading }) {
  const t = translator(reading.locale, 'region')
  const d = translator(reading.locale, 'dashboard')
  const items = new Map(row.beside.map((beside) => [besideText(beside, row, reading), beside]))
  if (items.size === 0) return null
  return (
    <div className={styles.beside}>
      <h4 className="visually-hidden">{t('besideTitle')}</h4>
      <ul>
        {[...items].map(([text, beside]) => (
          <li key={text}>
            {text} <span className="second">{d(`rule.${beside.rule}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Age({ row, reading }: { row: RegionImpact; reading: Reading }) {
  if (row.asOf === null || row.ageHours === null) return null
  const isToday = row.asOf.precision === 'day' && row.ageHours <= 0
  return <> · {isToday ? translator(reading.locale, 'dashboard')('today') : formatAge(row.ageHours, reading.locale)}</>
}

function StandingOf({ row, end, reading }: { row: RegionImpact; end: number; reading: Reading }) {
  const { locale } = reading
  const w = translator(locale, 'words')
  const source = row.basis.find(({ rule }) => rule === 'headline') ?? row.basis[0]
  const state = row.measure === null || row.measure === 'without' ? row.state && w(`state.${row.state}`) : w(`measure.${row.measure}`)
  return (
    <article className={styles.service} id={`service-${row.service}`}>
      <div className={styles.what}>
        <h3>
          <Mark mark={standingMark(row)} /> {w(`service.${row.service}`)}
        </h3>
        <p>
          {w(`standing.${row.standing}`)}
          {row.standing === 'reported' && state && `: ${state}`}
          <Age row={row} reading={reading} />
        </p>
      </div>
      <Figure row={row} reading={reading} />
      <Spread row={row} end={end} reading={reading} />
      <div className={styles.by}>
        {source && <SourceLine entry={source} reading={reading} />}
        <BasisList row={row} name={w(`service.${row.service}`)} reading={reading} />
      </div>
      <Beside row={row} reading={reading} />
    </article>
  )
}

/** Every service of one region: standing, figure with its range, unit, age and source, how it was made, and what stands beside. */
export function ServiceStanding({ rows, reading }: { rows: readonly RegionImpact[]; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'region')
  const w = translator(locale, 'words')
  const ends = scaleEnds(rows)
  const told = rows.filter((row) => row.standing !== 'notReported' || row.beside.length > 0 || row.basis.length > 0)
  const silent: Service[] = rows.filter((row) => !told.includes(row)).map(({ service }) => service)
  const list = new Intl.ListFormat(locale, { type: 'unit' })
  return (
    <>
      <h2 id="services-title">{t('servicesTitle')}</h2>
      {told.length > 0 && <p className="dek">{t('servicesDek')}</p>}
      {told.map((row) => (
        <StandingOf key={row.service} row={row} end={ends.get(shownFigure(row)?.unit ?? null) ?? 1} reading={reading} />
      ))}
      {silent.length > 0 && (
        <p className={styles.silent}>
          <Mark mark={{ kind: 'notReported' }} />{' '}
          {t('notSaid', { list: list.format(silent.map((service) => w(`service.${service}`).toLocaleLowerCase(locale))) })}
        </p>
      )}
    </>
  )
}
