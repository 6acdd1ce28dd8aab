import type { Territory } from '@/lib/regions/territory'
import type { ImportMapping } from '@/lib/schema/import-mapping'
import { NewIncident } from '@/lib/schema/incident'
import type { NewObservation } from '@/lib/schema/observation'
import { NewReport } from '@/lib/schema/report'
import { givenColumns } from '@/lib/schema/table-columns'
import type { PreciseTime } from '@/lib/schema/time'
import { spanOf } from '@/lib/time/interval'
import { checked } from './decode-line'
import type { FileRow } from './file-row'
import { groupBy } from './group-by'
import type { Judge, ParsedIncident, RowReader, SetAside } from './parsed-records'
import { RowFault } from './row-fault'
import { saidNumber } from './said-number'
import { preciseTimeIn, saidTimeIn } from './said-time-text'
import { type Cells, cellReader } from './table-cells'

/** One row of a table as a statement: which incident and report it belongs to, and what it says. */
interface SaidRow {
  line: number
  text: string
  /** The table's own word for the incident, else its title, cause and beginning. */
  incidentKey: string
  reportKey: string
  /** The table's own word for the report; null where it has none. */
  reportId: string | null
  supersedes: string | null
  /** Without a beginning where the table gives none. */
  incident: Pick<NewIncident, 'title' | 'kind' | 'end' | 'wave'> & { start: PreciseTime | null }
  report: Omit<NewReport, 'observations' | 'supersedes'>
  observation: NewObservation
}

/** As many as a new incident holds, and a report. */
const reportLimit = 50
const observationLimit = 100

const needed = (cells: Cells, name: keyof Cells): string => {
  const cell = cells[name]
  if (cell === null) throw new RowFault(name, 'is empty')
  return cell
}

/** One statement as a table is read: what its mapping says of times, numbers and regions. */
class Said {
  constructor(
    readonly cells: Cells,
    readonly territory: Territory,
    readonly mapping: ImportMapping | null,
  ) {}

  #pattern(name: 'asOf' | 'incidentStart' | 'incidentEnd' | 'publishedAt'): string | undefined {
    const from = this.mapping?.columns[name]
    return from !== undefined && 'column' in from ? from.format : undefined
  }

  get regions() {
    const from = this.mapping?.columns.regions
    const separator = (from !== undefined && 'column' in from ? from.separator : undefined) ?? '|'
    return needed(this.cells, 'regions')
      .split(separator.trim() === '' ? separator : separator.trim())
      .map((word) => {
        const region = this.territory.find(word.trim())
        if (region === undefined) throw new RowFault('regions', 'is not a region of this territory')
        return region
      })
  }

  get #zone() {
    return this.regions[0]?.zone ?? this.territory.zone
  }

  time(name: 'asOf' | 'incidentStart' | 'incidentEnd'): PreciseTime | null {
    const cell = this.cells[name]
    return cell === null ? null : preciseTimeIn(cell, this.cells[`${name}Precision`], this.#zone, name, this.#pattern(name))
  }

  get publishedAt(): string | null {
    const cell = this.cells.publishedAt
    return cell === null ? null : saidTimeIn(cell, this.#zone, 'publishedAt', this.#pattern('publishedAt'))
  }

  number(name: 'value' | 'min' | 'max' | 'tier'): number | null {
    const cell = this.cells[name]
    return cell === null ? null : saidNumber(cell, this.mapping?.decimal ?? '.', name)
  }
}

function observationOf(said: Said): unknown {
  const { control, basis, place, service, measure, unit, qualifier, quantityText, state, note, quote } = said.cells
  const [value, min, max] = [said.number('value'), said.number('min'), said.number('max')]
  const inWords = value === null && min === null && quantityText !== null
  return {
    regions: said.regions.map(({ code }) => code),
    place,
    service,
    measure,
    unit,
    value,
    min,
    max,
    qualifier: qualifier ?? (min !== null ? 'range' : inWords ? 'vague' : 'exact'),
    quantityText,
    state,
    note,
    quote,
    ...(control !== null && { control }),
    ...(basis !== null && { basis }),
  }
}

function reportOf(said: Said): unknown {
  const { publisher, statedBy, url, archiveUrl, lang, reportQuote } = said.cells
  const asOf = said.time('asOf')
  if (asOf === null) throw new RowFault('asOf', 'is empty')
  return {
    source: { publisher, statedBy, tier: said.number('tier'), url, archiveUrl, lang },
    asOf,
    publishedAt: said.publishedAt,
    quote: reportQuote,
    observations: [observationOf(said)],
  }
}

function acceptRow({ line, text }: FileRow, said: Said, judge: Judge): SaidRow {
  const { incident: ofIncident, report: ofReport, kind, incidentTitle, wave, supersedes } = said.cells
  if (text.includes('\uFFFD')) throw new RowFault('line', 'not UTF-8')
  const { observations, ...report } = checked(NewReport, reportOf(said))
  const [observation] = observations
  if (observation === undefined) throw new RowFault('line', 'says nothing')
  const start = said.time('incidentStart')
  const dated = checked(NewIncident.omit({ reports: true }), {
    title: incidentTitle,
    kind: kind ?? 'unknown',
    start: start ?? report.asOf,
    end: said.time('incidentEnd'),
    wave,
  })
  const fault = judge({ ...dated, reports: [{ ...report, observations: [observation] }] })
  if (fault !== null) throw fault
  const incident = { ...dated, start }
  const incidentKey = ofIncident ?? JSON.stringify([incident.title, incident.kind, start])
  const reportKey = JSON.stringify([ofReport, report])
  return { line, text, incidentKey, reportKey, reportId: ofReport, supersedes, incident, report, observation }
}

const factsOf = ({ incident }: SaidRow) => JSON.stringify(incident)

/** Reports of the rows, in their order; one with more statements than a report holds goes on in another. */
function reportsOf(rows: readonly SaidRow[]): { id: string | null; supersedes: string | null; report: NewReport }[] {
  return [...groupBy(rows, ({ reportKey }) => reportKey).values()].flatMap((group) => {
    const [{ report, reportId: id, supersedes }] = group
    return Array.from({ length: Math.ceil(group.length / observationLimit) }, (_, i) => {
      const part = group.slice(i * observationLimit, (i + 1) * observationLimit)
      return { id, supersedes, report: { ...report, observations: part.map(({ observation }) => observation) } }
    })
  })
}

function earliest(rows: readonly SaidRow[], zone: string): PreciseTime {
  const [first, ...others] = rows.map(({ report }) => report.asOf)
  if (first === undefined) throw new Error('an incident of no rows')
  return others.reduce((best, asOf) => (spanOf(asOf, zone).from < spanOf(best, zone).from ? asOf : best), first)
}

function incidentOf(key: string, rows: readonly [SaidRow, ...SaidRow[]], zone: string): ParsedIncident {
  const [first] = rows
  const all = reportsOf(rows)
  const begin = all.filter(({ supersedes }) => supersedes === null).slice(0, reportLimit)
  // An incident begins with something; where every report corrects one that is not here, it begins with the first.
  const original = begin.length > 0 ? begin : all.slice(0, 1)
  const later = all
    .filter((one) => !original.includes(one))
    .map(({ supersedes, report }) => {
      const at = supersedes === null ? -1 : original.findIndex(({ id }) => id === supersedes)
      return { supersedes: at >= 0 ? at : supersedes, report }
    })
  return {
    key,
    facts: factsOf(first),
    incident: { ...first.incident, start: first.incident.start ?? earliest(rows, zone), reports: original.map(({ report }) => report) },
    later,
    rows: rows.map(({ line, text }) => ({ line, text })),
  }
}

/**
 * Reads a table of statements, one a row: this project's own export, or any other by its mapping. Rows with one word for their incident
 * are one incident, and rows of it that agree in everything about their report are one report. Throws HeadingFault.
 */
export function tableReader(
  heading: readonly string[],
  mapping: ImportMapping | null,
  territory: Territory,
  judge: Judge,
): RowReader<SaidRow> {
  const cellsIn = cellReader(heading, mapping, givenColumns)
  return {
    read: (row) => acceptRow(row, new Said(cellsIn(row.cells), territory, mapping), judge),
    together: ({ incidentKey, reportKey }) => `${incidentKey} ${reportKey}`,
    gather(rows) {
      const quarantined: SetAside[] = []
      const incidents = [...groupBy(rows, ({ incidentKey }) => incidentKey)].map(([key, group]) => {
        const [first] = group
        const agreeing = group.filter((row) => row === first || factsOf(row) === factsOf(first))
        for (const row of group) {
          if (agreeing.includes(row)) continue
          const reason = `says of the incident something else than line ${first.line}`
          quarantined.push({ line: row.line, field: 'incident', reason, text: row.text })
        }
        return incidentOf(key, [first, ...agreeing.slice(1)], territory.zone)
      })
      return { incidents, quarantined }
    },
  }
}
