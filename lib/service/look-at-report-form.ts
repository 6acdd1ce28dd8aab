import { z } from 'zod'
import { checkReportForm } from '@/lib/form/report-form-errors'
import { NewObservation } from '@/lib/schema/observation'
import { NewSource } from '@/lib/schema/report'
import type { ReportLook, ReportPreview } from '@/lib/schema/report-look'
import { PreciseTime } from '@/lib/schema/time'
import type { Context } from './context'
import { ServiceError } from './errors'
import { previewReport } from './preview-report'
import { type Sketch, similarIncidents } from './similar-incidents'
import { suggestTier } from './suggest-tier'
import { readForm } from './take-report-form'

/** A record as far as it is written: each part is what it should be, or nothing yet. */
const Unfinished = z.object({
  reports: z.tuple([
    z.object({
      source: z.object({ url: NewSource.shape.url.nullable().catch(null) }),
      asOf: PreciseTime.nullable().catch(null),
      observations: z.array(NewObservation.nullable().catch(null)),
    }),
  ]),
})

function sketchOf(ctx: Context, incident: unknown): Sketch {
  const {
    reports: [{ source, asOf, observations }],
  } = Unfinished.parse(incident)
  const figures = observations
    .filter((observation) => observation !== null)
    .map(({ regions, service, measure, unit = null, value = null, min = null, max = null }) => ({
      ...{ service, measure, unit, value, min, max },
      regions: regions.map((code) => ctx.territory.find(code)?.code ?? code),
    }))
  return { url: source.url, asOf, figures }
}

async function previewOf(ctx: Context, form: ReturnType<typeof readForm>, into: string | null): Promise<ReportPreview | null> {
  const checked = checkReportForm(form)
  if ('errors' in checked) return null
  try {
    return await previewReport(ctx, checked.incident, into)
  } catch (error) {
    // What only the ledger refuses (a day in the future) is told when the form is sent.
    if (error instanceof ServiceError && error.problem === 'invalid-record') return null
    throw error
  }
}

/**
 * What the ledger can tell of a report form while somebody fills it in: a tier for its source, incidents it may belong to, and, once it is
 * complete, what it would change. Looks alone, among public records alone; an unfinished form is no error.
 */
export async function lookAtReportForm(ctx: Context, form: URLSearchParams): Promise<ReportLook> {
  const reading = readForm(ctx, form)
  const [similar, preview] = await Promise.all([
    similarIncidents(ctx, sketchOf(ctx, reading.incident)),
    previewOf(ctx, reading, form.get('addTo')),
  ])
  return { suggestion: suggestTier(reading.values), similar, preview }
}
