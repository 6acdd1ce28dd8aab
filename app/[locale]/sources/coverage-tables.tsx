import { formatCount } from '@/lib/i18n/numbers'
import { softHyphens } from '@/lib/i18n/soft-hyphens'
import { translator } from '@/lib/i18n/translator'
import type { Told } from '@/lib/service/coverage'
import { formatAge, formatPrecise } from '@/lib/time/format'
import { type Reading, shortName } from '../_overview/reading'
import { Block, cellClass, Table } from './block'
import { monthBars } from './month-bars'
import type { Read } from './read'
import styles from './sources.module.css'

const number = cellClass({ number: true })

const mostOf = (rows: readonly { months: readonly number[] }[]): number => Math.max(1, ...rows.flatMap(({ months }) => months))

/** The reports of each month as bars on one line; the numbers beside it say the same in sum. */
function Strip({ months, most }: { months: readonly number[]; most: number }) {
  const { width, height, path } = monthBars(months, most)
  return (
    <svg aria-hidden="true" className={styles.strip} focusable="false" preserveAspectRatio="none" viewBox={`0 0 ${width} ${height}`}>
      <path className={styles.axis} d={`M0 ${height - 0.5}H${width}`} vectorEffect="non-scaling-stroke" />
      <path d={path} />
    </svg>
  )
}

function LastWord({ told, ageHours, reading }: { told: Told | null; ageHours: number | null; reading: Reading }) {
  const { locale, zone } = reading
  const t = translator(locale, 'sources')
  if (told === null) return <span className="label">{t('never')}</span>
  return (
    <>
      {formatPrecise(told.last, { locale, zone, form: 'short', year: true })}
      {ageHours !== null && <small>{t('age', { age: formatAge(ageHours, locale) })}</small>}
    </>
  )
}

function headsOf({ sources, reading }: Read, first: string) {
  const { locale, zone } = reading
  const t = translator(locale, 'sources')
  const month = (time: string) => formatPrecise({ time, precision: 'month' }, { locale, zone, form: 'short' })
  const { months } = sources.coverage
  const period = t('colMonths', { first: month(months[0] ?? ''), last: month(months.at(-1) ?? '') })
  return [{ label: first }, { label: t('colReports'), number: true }, { label: period }, { label: t('colLast') }]
}

/** Reports of each region by month, and how old the last word about it is. */
export function RegionCoverage({ read }: { read: Read }) {
  const { sources, reading } = read
  const { regions } = sources.coverage
  const t = translator(reading.locale, 'sources')
  const most = mostOf(regions)
  const rows = regions.toSorted((a, b) => (b.told?.reports ?? 0) - (a.told?.reports ?? 0))
  return (
    <Block dek={t('regionsDek', { most: String(most) })} id="regions" title={t('regionsTitle')}>
      <Table heads={headsOf(read, t('colRegion'))} id="regions">
        {rows.map(({ region, told, ageHours, months }) => (
          <tr key={region}>
            <th scope="row">{softHyphens(shortName(region, reading))}</th>
            <td className={number}>{told === null ? '–' : formatCount(told.reports, reading.locale)}</td>
            <td className={styles.bars}>
              <Strip months={months} most={most} />
            </td>
            <td>
              <LastWord ageHours={ageHours} reading={reading} told={told} />
            </td>
          </tr>
        ))}
      </Table>
    </Block>
  )
}

/** The same by service. */
export function ServiceCoverage({ read }: { read: Read }) {
  const { sources, reading } = read
  const { services } = sources.coverage
  const t = translator(reading.locale, 'sources')
  const w = translator(reading.locale, 'words')
  const most = mostOf(services)
  return (
    <Block dek={t('servicesDek', { most: String(most) })} id="services" title={t('servicesTitle')}>
      <Table heads={headsOf(read, t('colService'))} id="services">
        {services.map(({ service, told, months }) => (
          <tr key={service}>
            <th scope="row">{softHyphens(w(`service.${service}`))}</th>
            <td className={number}>{told === null ? '–' : formatCount(told.reports, reading.locale)}</td>
            <td className={styles.bars}>
              <Strip months={months} most={most} />
            </td>
            <td>
              <LastWord ageHours={null} reading={reading} told={told} />
            </td>
          </tr>
        ))}
      </Table>
    </Block>
  )
}
