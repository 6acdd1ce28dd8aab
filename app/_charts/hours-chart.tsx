import { formatRange, formatShare, formatShort } from '@/lib/i18n/numbers'
import type { Series } from '@/lib/schema/impact'
import { ChartFrame } from './chart-frame'
import type { ChartView } from './chart-links'
import type { Speech } from './chart-speech'
import { type HoursRow, type HoursRows, hoursRows } from './hours-rows'
import styles from './range-chart.module.css'
import { RangeList, type RangeRow } from './range-list'

const id = 'household-hours'

interface Props {
  series: Series
  speech: Speech
  titleId: string
  view?: ChartView
  api?: string
}

const hoursOf = ({ hours: { unit } }: HoursRow, { t }: Speech) => t(unit === 'customers' ? 'hours.ofCustomers' : 'hours.ofHouseholds')

const coverageOf = ({ hours: { coverage } }: HoursRow, { locale }: Speech) =>
  formatShare({ low: coverage, best: coverage, high: coverage }, locale) ?? ''

function rangeRow(row: HoursRow, speech: Speech): RangeRow {
  const { t, locale } = speech
  const { region, hours } = row
  return {
    region,
    range: hours,
    figure: `${formatRange(hours, locale) ?? ''} ${hoursOf(row, speech)}`,
    basis: t('hours.covers', { part: coverageOf(row, speech) }),
    warning: hours.open ? t('hours.open') : null,
  }
}

function table({ rows }: HoursRows, speech: Speech) {
  const { t, nameOf } = speech
  return {
    columns: [
      { label: t('region') },
      ...(['best', 'low', 'high'] as const).map((end) => ({ label: t(end), numeric: true })),
      { label: t('counted') },
      { label: t('hours.coverage'), numeric: true },
      { label: t('hours.openEnd') },
    ],
    rows: rows.map((row) => [
      nameOf(row.region),
      ...[row.hours.best, row.hours.low, row.hours.high].map((end) => (end === null ? null : Math.round(end))),
      hoursOf(row, speech),
      Math.round(row.hours.coverage * 1000) / 10,
      t(row.hours.open ? 'hours.yes' : 'hours.no'),
    ]),
  }
}

/** Estimated household-hours without the service over the period, with their range and how much of the period they cover. */
export function HoursChart({ series, speech, titleId, view, api }: Props) {
  const { t, locale, nameOf, words } = speech
  const hours = hoursRows(series)
  const { rows, openOnly, max } = hours
  const nothing = t('hours.nothing')
  const open = openOnly.length > 0 ? t('hours.openOnly', { regions: new Intl.ListFormat(locale).format(openOnly.map(nameOf)) }) : ''
  const said = rows.map((row) => `${nameOf(row.region)}: ${rangeRow(row, speech).figure}, ${rangeRow(row, speech).basis}.`).join(' ')
  const ticks = [0, max / 2, max].map((at) => ({ at, label: formatShort(at, locale) }))
  return (
    <ChartFrame
      id={id}
      title={t('hours.title', { without: words(`without.${series.service}`) })}
      titleId={titleId}
      dek={t('hours.dek')}
      unit={rows.length > 0 ? t('hours.unit') : ''}
      source={[open, t('source')].filter(Boolean).join(' ')}
      summary={rows.length > 0 ? said : nothing}
      table={table(hours, speech)}
      locale={locale}
      {...(api && { api })}
      parts
    >
      {rows.length === 0 ? (
        <p className={styles.nothing}>{nothing}</p>
      ) : (
        <RangeList rows={rows.map((row) => rangeRow(row, speech))} max={max} ticks={ticks} speech={speech} view={view} place={id} />
      )}
    </ChartFrame>
  )
}
