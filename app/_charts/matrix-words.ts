import { formatShort } from '@/lib/i18n/numbers'
import type { Service } from '@/lib/schema/observation'
import { formatPrecise } from '@/lib/time/format'
import type { ChartTable } from './chart-frame'
import { type Speech, unitOf } from './chart-speech'
import type { Backup, Matrix, MatrixCell } from './matrix-rows'

/** A city of the territory by the English name that the records have it by. */
export type Cities = ReadonlyMap<string, { en: string; uk: string }>

/** What a cell says: its figure or state, the unit and the day, and what runs on backup power. */
export interface CellWords {
  what: string
  more: string
  backup: string | null
}

const nbsp = '\u00a0'

function figureOf({ range, unit }: MatrixCell, { locale }: Speech): string | null {
  const count = range && (range.best ?? range.low ?? range.high)
  if (range === null || count === null) return null
  const sign = range.high === null ? `≥${nbsp}` : range.low === null ? `≤${nbsp}` : ''
  return `${sign}${formatShort(count, locale)}${unit === 'percent' ? `${nbsp}%` : ''}`
}

function stateOf({ mark, measure, state }: MatrixCell, { t, words }: Speech): string {
  if (mark.kind === 'restored') return words('standing.restored')
  if (measure === 'closed' || measure === 'limited') return words(`measure.${measure}`)
  if (measure === 'on_backup' || state === 'on_backup') return t('matrix.onBackup')
  return state === 'partly_restored' ? words('state.partly_restored') : t('matrix.out')
}

/** What runs on backup power: how much of it and where, as far as that was said. */
function backupDetail({ count, unit, place }: Backup, cities: Cities, speech: Speech): string {
  const where = place && (cities.get(place.replace(/ city$/, ''))?.[speech.locale] ?? place)
  const number = count === null ? '' : `${formatShort(count, speech.locale)}${nbsp}${unitOf(unit, speech)}`
  return [number, where].filter(Boolean).join(', ')
}

const backupWords = (backup: Backup, cities: Cities, speech: Speech) =>
  [speech.t('matrix.onBackup'), backupDetail(backup, cities, speech)].filter(Boolean).join(', ')

/** The words of a cell. */
export function cellWords(cell: MatrixCell, cities: Cities, speech: Speech): CellWords {
  const { locale, zone, words } = speech
  const { measure, unit, asOf, backup } = cell
  const figure = figureOf(cell, speech)
  const what = figure ?? stateOf(cell, speech)
  const counted = figure === null || unit === null || unit === 'percent' ? '' : unitOf(unit, speech)
  const kind = figure !== null && (measure === 'closed' || measure === 'limited') ? words(`measure.${measure}`) : ''
  const when = asOf && formatPrecise(asOf, { locale, zone, form: 'short' }).replace(' ', '\u00a0')
  const isSaid = what === speech.t('matrix.onBackup')
  const more = [counted, kind, when].filter(Boolean).join(', ')
  return { what, more, backup: backup && ((isSaid ? backupDetail : backupWords)(backup, cities, speech) || null) }
}

const standingOf = ({ mark }: MatrixCell, { words }: Speech) => words(`standing.${mark.kind === 'noFigure' ? 'reported' : mark.kind}`)

/** The matrix as a list, one row a region and service: the shape that a file is of use in. */
export function matrixTable({ rows, services }: Matrix, cities: Cities, speech: Speech): ChartTable {
  const { t, words, nameOf } = speech
  const list = rows.flatMap(({ region, cells }) =>
    services.flatMap((service) => {
      const cell = cells[service]
      if (cell === undefined) return []
      const { low = null, best = null, high = null } = cell.range ?? {}
      const state = stateOf(cell, speech)
      const backup = cell.backup && backupWords(cell.backup, cities, speech)
      return [
        [
          nameOf(region),
          words(`service.${service}`),
          standingOf(cell, speech),
          state,
          best,
          low,
          high,
          unitOf(cell.unit, speech),
          cell.asOf?.time ?? null,
          backup,
        ],
      ]
    }),
  )
  const [best, low, high] = (['best', 'low', 'high'] as const).map((end) => ({ label: t(end), numeric: true }))
  return {
    columns: [
      { label: t('region') },
      { label: t('matrix.service') },
      { label: t('standing') },
      { label: t('matrix.state') },
      ...[best, low, high].flatMap((column) => column ?? []),
      { label: t('counted') },
      { label: t('matrix.asOf') },
      { label: t('matrix.backup') },
    ],
    rows: list,
  }
}

/** The matrix in sentences: for each service the regions it is out in, and where anything runs on backup power. */
export function matrixSummary({ rows, services }: Matrix, speech: Speech): string {
  const { t, words, nameOf, locale } = speech
  const list = new Intl.ListFormat(locale)
  const regionsWhere = (service: Service, holds: (cell: MatrixCell) => boolean) =>
    rows.flatMap(({ region, cells: { [service]: cell } }) => (cell && holds(cell) ? [nameOf(region)] : []))
  const isOut = ({ mark }: MatrixCell) => mark.kind === 'reported' || mark.kind === 'noFigure'
  const out = services.flatMap((service) => {
    const regions = regionsWhere(service, isOut)
    return regions.length > 0 ? [t('matrix.outIn', { service: words(`service.${service}`), regions: list.format(regions) })] : []
  })
  const backed = new Set(services.flatMap((service) => regionsWhere(service, ({ backup }) => backup !== null)))
  return [...out, ...(backed.size > 0 ? [t('matrix.backupIn', { regions: list.format(backed) })] : [])].join(' ')
}
