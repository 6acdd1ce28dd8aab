import { softHyphens } from '@/lib/i18n/soft-hyphens'
import type { RegionImpact } from '@/lib/schema/impact'
import type { Service } from '@/lib/schema/observation'
import { ChartFrame } from './chart-frame'
import { type ChartView, RegionName } from './chart-links'
import type { Speech } from './chart-speech'
import { type MatrixCell, type MatrixRow, matrixOf } from './matrix-rows'
import { type Cities, cellWords, matrixSummary, matrixTable } from './matrix-words'
import styles from './service-matrix.module.css'
import { Swatch } from './swatch'

const id = 'services'

interface Props {
  impacts: readonly RegionImpact[]
  /** The regions to show, first to last. */
  order: readonly string[]
  cities: Cities
  speech: Speech
  titleId: string
  view?: ChartView
  api?: string
}

interface CellProps {
  service: Service
  cell: MatrixCell | undefined
  cities: Cities
  speech: Speech
}

function Cell({ service, cell, cities, speech }: CellProps) {
  const { t, words } = speech
  const label = <span className={styles.service}>{words(`service.${service}`)}</span>
  if (cell === undefined) {
    return (
      <td className={styles.none}>
        <Swatch mark={{ kind: 'notReported' }} />
        {label}
        <span className="visually-hidden">{t('key.notReported')}</span>
      </td>
    )
  }
  const { what, more, backup } = cellWords(cell, cities, speech)
  return (
    <td className={cell.mark.kind === 'stale' ? styles.stale : undefined}>
      <Swatch mark={cell.mark} />
      {label}
      <b>{softHyphens(what)}</b>
      {cell.mark.kind === 'stale' && <span className="visually-hidden"> {words('standing.stale')}</span>}
      <small>{softHyphens(more)}</small>
      {backup && <small className={styles.backup}>{softHyphens(backup)}</small>}
    </td>
  )
}

interface RowProps {
  row: MatrixRow
  services: readonly Service[]
  cities: Cities
  speech: Speech
  view: ChartView | undefined
}

function Row({ row: { region, cells }, services, cities, speech, view }: RowProps) {
  return (
    <tr data-region={region}>
      <th scope="row">
        <RegionName code={region} name={softHyphens(speech.nameOf(region))} view={view} place={id} />
      </th>
      {services.map((service) => (
        <Cell key={service} service={service} cell={cells[service]} cities={cities} speech={speech} />
      ))}
    </tr>
  )
}

/** Services × regions at the moment shown: who has no power, heat, water, and what runs on generators. */
export function ServiceMatrix({ impacts, order, cities, speech, titleId, view, api }: Props) {
  const { t, words, locale } = speech
  const matrix = matrixOf(impacts, order)
  const { services, rows, staleOnly } = matrix
  const nothing = t('matrix.nothing')
  return (
    <ChartFrame
      id={id}
      title={t('matrix.title')}
      titleId={titleId}
      dek={t('matrix.dek', { count: staleOnly })}
      unit={t('matrix.unit')}
      source={t('source')}
      summary={rows.length > 0 ? matrixSummary(matrix, speech) : nothing}
      table={matrixTable(matrix, cities, speech)}
      locale={locale}
      {...(api && { api })}
      parts
    >
      {rows.length === 0 && <p className={styles.nothing}>{nothing}</p>}
      {rows.length > 0 && (
        <table className={styles.matrix}>
          <caption className="visually-hidden">{t('matrix.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('region')}</th>
              {services.map((service) => (
                <th key={service} scope="col">
                  {words(`service.${service}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.region} row={row} services={services} cities={cities} speech={speech} view={view} />
            ))}
          </tbody>
        </table>
      )}
    </ChartFrame>
  )
}
