import { Mark } from '@/app/_ui/mark'
import { standingMark } from '@/app/_ui/standing-mark'
import { formatRange, formatSaid } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import type { RegionImpact } from '@/lib/schema/impact'
import type { Unit } from '@/lib/schema/observation'
import type { PreciseTime } from '@/lib/schema/time'
import { formatPrecise } from '@/lib/time/format'
import { countOf, type Reading } from '../../_overview/reading'
import { RegionLinks } from '../../_overview/region-links'
import { counted } from './counted'
import styles from './incident.module.css'
import { SourceOf } from './source-of'

interface Props {
  data: readonly RegionImpact[]
  /** The time of the incident's last word, which the table is about. */
  lastAsOf: PreciseTime | null
  reading: Reading
}

/** Per service and region: the best figure, its range, how far it can be trusted and who says so. */
export function KnownTable({ data, lastAsOf, reading }: Props) {
  const { locale, zone } = reading
  const t = translator(locale, 'incident')
  return (
    <section aria-labelledby="known" className="section">
      <h2 id="known">{t('known')}</h2>
      <p className="dek">
        {data.length > 0 && lastAsOf ? t('knownDek', { time: formatPrecise(lastAsOf, { locale, zone, form: 'long' }) }) : t('knownNothing')}
      </p>
      {data.length > 0 && (
        <table className={styles.known}>
          <thead>
            <tr>
              {(['colWhat', 'colBest', 'colRange', 'colStanding', 'colSource'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.map((row) => (
              <KnownRow key={`${row.service} ${row.region}`} reading={reading} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function KnownRow({ row, reading }: { row: RegionImpact; reading: Reading }) {
  const { locale } = reading
  const w = translator(locale, 'words')
  // The entry that gave the number, else the one that gave the state.
  const chosen = row.basis.find(({ rule }) => rule === 'headline') ?? row.basis[0]
  return (
    <tr>
      <th scope="row">
        {w(`service.${row.service}`)}, <RegionLinks codes={[row.region]} reading={reading} />
      </th>
      <td className={styles.best}>
        <Best reading={reading} row={row} />
      </td>
      <td className={styles.range}>
        <RangeWords reading={reading} row={row} />
        {row.beside.map((beside) => (
          <Beside
            beside={beside}
            key={`${beside.rule} ${beside.asOf.time} ${beside.unit} ${beside.best} ${beside.place}`}
            reading={reading}
          />
        ))}
      </td>
      <td className={styles.standing}>
        <span className="no-break">
          <Mark mark={standingMark(row)} /> {w(`standing.${row.standing}`)}
        </span>
        {row.standing === 'reported' && row.state && (
          <small>{row.measure === 'without' || !row.measure ? w(`state.${row.state}`) : w(`measure.${row.measure}`)}</small>
        )}
      </td>
      <td className={styles.by}>{chosen && <SourceOf entry={chosen} reading={reading} />}</td>
    </tr>
  )
}

/** While stale there is no figure that holds: the last one is shown as the last. */
const figureOf = (row: RegionImpact) => (row.standing === 'stale' && row.last ? row.last : row)

function Best({ row, reading: { locale } }: { row: RegionImpact; reading: Reading }) {
  const t = translator(locale, 'incident')
  const w = translator(locale, 'words')
  if (row.standing === 'restored') return <b>0</b>
  const { low, best, high, unit } = figureOf(row)
  const count = countOf({ low, best, high })
  if (count === null) return <span className="label">{t('noCount')}</span>
  return (
    <>
      <b>{formatSaid(count, locale)}</b> {unit && <span className="second">{unitWord(unit, count, w)}</span>}
    </>
  )
}

const unitWord = (unit: Unit, count: number, w: ReturnType<typeof translator<'words'>>) => w(`unit.${unit}`, { count })

function RangeWords({ row, reading: { locale } }: { row: RegionImpact; reading: Reading }) {
  const t = translator(locale, 'incident')
  if (row.standing === 'restored') return <span className={styles.dash}>–</span>
  const { low, best, high } = figureOf(row)
  if (low === null && best === null && high === null) return <span className={styles.dash}>–</span>
  if (low !== null && low === high) return <span className="label">{t('oneFigure')}</span>
  return (
    <>
      {formatRange({ low, best, high }, locale)}
      {row.basis.some(({ rule }) => rule === 'part') && <small>{t('fromParts')}</small>}
    </>
  )
}

function Beside({ beside, reading }: { beside: RegionImpact['beside'][number]; reading: Reading }) {
  const t = translator(reading.locale, 'incident')
  const w = translator(reading.locale, 'words')
  const figure = [counted(beside, beside.unit, reading.locale), beside.place].filter(Boolean).join(', ')
  const what = beside.measure === 'without' ? w(`state.${beside.state}`) : w(`measure.${beside.measure}`)
  if (figure === '') return null
  return <small>{beside.measure === 'reconnected' ? t('besideReconnected', { figure }) : t('beside', { figure, what })}</small>
}
