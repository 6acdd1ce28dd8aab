import { formatCell } from '@/lib/i18n/numbers'
import type { Series } from '@/lib/schema/impact'
import type { ChartTable } from './chart-frame'
import { dayOf, type Speech, stampsOf, stretchOf, unitOf } from './chart-speech'
import { type HeatCell, type HeatRow, type HeatRows, heatFacts } from './heat-rows'

type Step = Series['step']
type Columns = HeatRows['columns']

/** The time that a cell spans. */
const timeOf = ({ first, last }: HeatCell, columns: Columns) => ({ start: columns[first]?.start ?? 0, end: columns[last]?.end ?? 0 })

const figureOf = ({ highest, open, unit }: HeatCell, speech: Speech) =>
  highest === null
    ? null
    : `${formatCell({ low: null, best: highest, high: open ? null : highest }, speech.locale) ?? ''} ${unitOf(unit, speech)}`.trim()

function standingOf({ mark, back }: HeatCell, { t, words }: Speech): string {
  const standing = words(`standing.${mark.kind === 'noFigure' ? 'reported' : mark.kind}`)
  return back ? t('heat.backAfter', { standing }) : standing
}

/** What is told of a cell when it is pointed at, line by line. */
export function heatTip(cell: HeatCell, region: string, columns: Columns, step: Step, speech: Speech): string[] {
  const figure = cell.mark.kind === 'noFigure' ? speech.t('noFigure') : figureOf(cell, speech)
  const standing = standingOf(cell, speech)
  return [region, stretchOf(timeOf(cell, columns), step, speech), figure === null ? standing : speech.t('told', { standing, figure })]
}

/** The table of the drawing: every cell in which something is known. */
export function heatTable({ columns, rows }: HeatRows, step: Step, speech: Speech): ChartTable {
  const { t, nameOf } = speech
  const rowsOf = ({ region, cells }: HeatRow) =>
    cells
      .filter(({ mark }) => mark.kind !== 'notReported')
      .map((cell) => [
        nameOf(region),
        ...stampsOf(timeOf(cell, columns), step, speech),
        standingOf(cell, speech),
        cell.highest,
        cell.highest === null ? null : unitOf(cell.unit, speech),
      ])
  return {
    columns: [
      { label: t('region') },
      { label: t('from') },
      { label: t('to') },
      { label: t('standing') },
      { label: t('heat.highest'), numeric: true },
      { label: t('counted') },
    ],
    rows: rows.flatMap(rowsOf),
  }
}

/** The drawing in sentences. */
export function heatSummary(heat: HeatRows, step: Step, speech: Speech): string {
  const { t, nameOf } = speech
  const { largest, most, without } = heatFacts(heat)
  const at = (column: number) => dayOf(heat.columns[column]?.start ?? 0, speech)
  const figure =
    largest && formatCell({ low: null, best: largest.highest, high: largest.cell.open ? null : largest.highest }, speech.locale)
  const said = largest && { name: nameOf(largest.region), figure: figure ?? '', unit: unitOf(largest.cell.unit, speech) }
  return [
    said && t('summaryLargest', { ...said, day: at(largest.cell.first) }),
    most && t('heat.most', { count: most.count, day: at(most.at) }),
    t('summaryGaps', { gaps: String(without), all: String(heat.columns.length), step }),
  ]
    .filter(Boolean)
    .join(' ')
}

const mostLabels = 6
const monday = 1

/** Where weeks begin, and which of them are named: never so many that the names would touch. Columns are counted from 0. */
export function heatTicks({ columns }: HeatRows, speech: Speech): { weeks: number[]; named: { at: number; label: string }[] } {
  const weekday = new Intl.DateTimeFormat('en', { weekday: 'short', hour: 'numeric', hourCycle: 'h23', timeZone: speech.zone })
  const beginsWeek = ({ start }: { start: number }) => /^Mon,? 00$/.test(weekday.format(start))
  const mondays = columns.flatMap((column, at) => (at > 0 && beginsWeek(column) ? [at] : []))
  const every = Math.max(monday, Math.ceil(mondays.length / mostLabels))
  const room = columns.length / mostLabels
  const named = mondays.filter((at, index) => index % every === 0 && columns.length - at > room)
  return { weeks: mondays, named: named.map((at) => ({ at, label: dayOf(columns[at]?.start ?? 0, speech) })) }
}
