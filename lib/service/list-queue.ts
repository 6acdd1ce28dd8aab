import type { StoredReport } from '@/lib/schema/ledger'
import type { QueueEntry, ReviewQueue } from '@/lib/schema/review'
import type { ReviewedIncident, ReviewedReport, Waiting } from '@/lib/store/store'
import type { Context } from './context'
import { requireEditor } from './require-editor'
import { whatStands, whatWaits } from './review-plan'
import { incidentReasons, reportReasons } from './review-reasons'

/** How many an editor is shown at once. */
const shownAtOnce = 200
/** How many figures of each. */
const figuresShown = 3

const once = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** What the reports of an entry say, in short. */
function saidIn(
  reports: readonly StoredReport[],
): Pick<QueueEntry, 'publishers' | 'tiers' | 'regions' | 'services' | 'figures' | 'figureCount'> {
  const observations = reports.flatMap((report) => report.observations)
  return {
    publishers: once(reports.map(({ source }) => source.publisher)),
    tiers: once(reports.map(({ source }) => source.tier)).sort(),
    regions: once(observations.flatMap(({ regions }) => regions)).sort(),
    services: once(observations.map(({ service }) => service)),
    figures: observations.slice(0, figuresShown),
    figureCount: observations.length,
  }
}

/** Why an incident waits: its own reasons, then those of its reports that would be published with it. */
function reasonsOf(ctx: Context, of: ReviewedIncident, shown: readonly ReviewedReport[]): QueueEntry['reasons'] {
  const tiers = shown.map(({ report }) => report.source.tier)
  const ofReports = whatWaits(of).flatMap(({ writer, report }) => reportReasons(ctx, writer, report))
  return once([...incidentReasons(ctx, of.writer, of.incident.title, tiers), ...ofReports])
}

function entryOf(ctx: Context, { of, report }: Waiting): QueueEntry {
  const { id, title, kind, start, publicAfter } = of.incident
  const shown = report === null ? [...whatStands(of), ...whatWaits(of)] : [report]
  const { writer, approvals, recordedAt } = report ?? of
  return {
    ...{ id, title, kind, start, publicAfter },
    report: report?.report.id ?? null,
    recordedAt,
    writer,
    approvals,
    reasons: report === null ? reasonsOf(ctx, of, shown) : reportReasons(ctx, report.writer, report.report),
    ...saidIn(shown.map((each) => each.report)),
    lastSeq: of.history.at(-1)?.seq ?? 0,
  }
}

/** What waits for an editor, the longest first. Throws unauthorised or forbidden for anyone who is none. */
export async function listQueue(ctx: Context): Promise<ReviewQueue> {
  requireEditor(ctx)
  const { waiting, total } = await ctx.store.editorView().queue(shownAtOnce)
  return { data: waiting.map((each) => entryOf(ctx, each)), total }
}
