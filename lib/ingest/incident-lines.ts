import type { Territory } from '@/lib/regions/territory'
import { NewIncident } from '@/lib/schema/incident'
import { checked, decodeLine } from './decode-line'
import type { Judge, RowReader } from './parsed-records'
import { RowFault } from './row-fault'

interface IncidentLine {
  line: number
  text: string
  incident: NewIncident
}

function acceptLine(line: number, text: string, territory: Territory, judge: Judge): IncidentLine {
  const incident = checked(NewIncident, decodeLine(text))
  for (const { supersedes, observations } of incident.reports) {
    if (typeof supersedes === 'string') throw new RowFault('supersedes', 'a new incident holds nothing that could be corrected')
    for (const code of observations.flatMap(({ regions }) => regions))
      if (territory.find(code) === undefined) throw new RowFault('regions', 'is not a region of this territory')
  }
  const fault = judge(incident)
  if (fault !== null) throw fault
  return { line, text, incident }
}

/** Reads JSON Lines of whole incidents, each as it would be posted: one line, one incident. */
export function incidentLineReader(territory: Territory, judge: Judge): RowReader<IncidentLine> {
  return {
    read: ({ line, text }) => acceptLine(line, text, territory, judge),
    together: () => null,
    gather: (rows) => ({
      incidents: rows.map(({ line, text, incident }) => ({
        key: null,
        facts: '',
        incident,
        later: [],
        rows: [{ line, text }],
      })),
      quarantined: [],
    }),
  }
}
