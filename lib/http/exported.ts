import { csvOf } from '@/lib/export/csv'
import { impactColumns, impactRows } from '@/lib/export/impact-columns'
import { type Boundaries, impactFeatures } from '@/lib/export/impact-features'
import { incidentColumns } from '@/lib/export/incident-columns'
import { observationColumns } from '@/lib/export/observation-columns'
import { seriesColumns, seriesRows } from '@/lib/export/series-columns'
import type { IncidentPage, ObservationPage } from '@/lib/schema/answers'
import type { Impact, Series } from '@/lib/schema/impact'
import type { Region } from '@/lib/schema/region'
import { attached, ok, page, type Reply } from './answer'
import type { Format } from './negotiate'

/** `2026-01-08T1600Z`: a moment as file systems take it, to the minute. */
const stamp = (at: string): string => `${at.slice(0, 16).replace(':', '')}Z`

/** `outage-ledger_impact_electricity_2026-01-08T1600Z.csv`. */
const fileName = (...parts: string[]): string => `${['outage-ledger', ...parts].join('_')}.csv`

/** The answer of an impact query in its format. */
export function exportedImpact(impact: Impact, format: Format, boundaries: () => Boundaries): Reply {
  if (format === 'geojson') return ok(impactFeatures(impact, boundaries()))
  if (format !== 'csv') return ok(impact)
  const services = impact.totalsByService.map(({ service }) => service).join('-')
  return attached(ok(impact), csvOf(impactColumns, impactRows(impact)), fileName('impact', services, stamp(impact.asOf)))
}

/** The answer of a series query in its format. */
export function exportedSeries(series: Series, format: Format, find: (code: string) => Region | undefined): Reply {
  if (format !== 'csv') return ok(series)
  const name = fileName('series', series.service, series.step, stamp(series.from), stamp(series.to))
  return attached(ok(series), csvOf(seriesColumns, seriesRows(series, find)), name)
}

/** One page of incidents in its format. */
export function exportedIncidents(request: Request, incidents: IncidentPage, format: Format): Reply {
  const reply = page(request, incidents)
  return format === 'csv' ? attached(reply, csvOf(incidentColumns, incidents.data), fileName('incidents', stamp(incidents.asOf))) : reply
}

/** One page of observations in its format. */
export function exportedObservations(request: Request, observations: ObservationPage, format: Format): Reply {
  const reply = page(request, observations)
  const name = fileName('observations', stamp(observations.asOf))
  return format === 'csv' ? attached(reply, csvOf(observationColumns, observations.data), name) : reply
}
