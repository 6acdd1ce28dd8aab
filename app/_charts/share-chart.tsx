import { formatRange, formatShare } from '@/lib/i18n/numbers'
import type { RegionImpact } from '@/lib/schema/impact'
import type { Service } from '@/lib/schema/observation'
import { ChartFrame } from './chart-frame'
import type { ChartView } from './chart-links'
import { type Speech, unitOf } from './chart-speech'
import styles from './range-chart.module.css'
import { RangeList, type RangeRow } from './range-list'
import { type ShareRow, type ShareRows, shareRows } from './share-rows'

const id = 'share-out'

interface Props {
  impacts: readonly RegionImpact[]
  service: Service
  speech: Speech
  titleId: string
  view?: ChartView
  api?: string
}

const percent = (fraction: number, { locale }: Speech) => formatShare({ low: fraction, best: fraction, high: fraction }, locale) ?? ''

/** What the share is of: how many of what, whether counted or estimated, and by whom. */
function heldAgainst({ denominator: { of, value, kind, source, year } }: ShareRow, speech: Speech): string {
  const n = formatRange({ low: value, best: value, high: value }, speech.locale) ?? ''
  return speech.t(kind === 'estimated' ? 'share.ofEstimated' : 'share.ofSourced', {
    n,
    unit: speech.t(`share.of.${of}`),
    source,
    year: String(year),
  })
}

function rangeRow(row: ShareRow, speech: Speech): RangeRow {
  const { share, count, unit, region } = row
  const counted = `${formatRange(count, speech.locale) ?? ''} ${unitOf(unit, speech)}`
  return {
    region,
    range: share,
    figure: formatShare(share, speech.locale) ?? '',
    basis: `${counted} ${heldAgainst(row, speech)}`,
    warning: share.over ? speech.t('share.over') : null,
  }
}

/** The scale: every quarter up to the whole, and beyond where a share goes there. */
const ticksOf = (max: number, speech: Speech) =>
  Array.from({ length: Math.round(max / 0.25) + 1 }, (_, at) => at * 0.25).map((at) => ({ at, label: percent(at, speech) }))

function table({ rows }: ShareRows, speech: Speech) {
  const { t, nameOf } = speech
  const hundredths = (part: number | null) => (part === null ? null : Math.round(part * 1000) / 10)
  return {
    columns: [
      { label: t('region') },
      { label: t('share.best'), numeric: true },
      { label: t('share.low'), numeric: true },
      { label: t('share.high'), numeric: true },
      { label: t('best'), numeric: true },
      { label: t('counted') },
      { label: t('share.whole'), numeric: true },
      { label: t('share.wholeIs') },
    ],
    rows: rows.map((row) => [
      nameOf(row.region),
      ...[row.share.best, row.share.low, row.share.high].map(hundredths),
      row.count.best,
      unitOf(row.unit, speech),
      row.denominator.value,
      heldAgainst(row, speech),
    ]),
  }
}

/** What part of each region's connections is out at the moment shown, with the range, and what it is held against. */
export function ShareChart({ impacts, service, speech, titleId, view, api }: Props) {
  const { t, words, locale, nameOf } = speech
  const shares = shareRows(impacts)
  const { rows, max, withoutShare } = shares
  const nothing = t('share.nothing')
  const left = withoutShare > 0 ? t('share.without', { count: withoutShare }) : ''
  const said = rows.map(({ region, share }) => `${nameOf(region)}: ${formatShare(share, locale) ?? ''}.`).join(' ')
  return (
    <ChartFrame
      id={id}
      title={t('share.title', { without: words(`without.${service}`) })}
      titleId={titleId}
      dek={t('share.dek')}
      unit={rows.length > 0 ? t('share.unit') : ''}
      source={[left, t('source')].filter(Boolean).join(' ')}
      summary={rows.length > 0 ? said : nothing}
      table={table(shares, speech)}
      locale={locale}
      {...(api && { api })}
      parts
    >
      {rows.length === 0 ? (
        <p className={styles.nothing}>{nothing}</p>
      ) : (
        <RangeList
          rows={rows.map((row) => rangeRow(row, speech))}
          max={max}
          ticks={ticksOf(max, speech)}
          speech={speech}
          view={view}
          place={id}
        />
      )}
    </ChartFrame>
  )
}
