import type { StoredReport } from '@/lib/schema/ledger'
import type { WriteTransaction } from '@/lib/store/store'

/** The region and service pairs that a report speaks of. */
const subjects = (report: StoredReport) =>
  new Set(report.observations.flatMap(({ regions, service }) => regions.map((region) => `${region} ${service}`)))

/**
 * Public incidents that already hold a report of the same address about a same region and service. Likeness without the
 * same address (another outlet on the same night) is evidence for an incident, not a reason to refuse it, and is not asked
 * here; and what is not public is not told of.
 */
export async function likelyDuplicates(tx: WriteTransaction, reports: readonly StoredReport[]): Promise<{ id: string; title: string }[]> {
  const candidates = new Map<string, string>()
  for (const report of reports) {
    const ours = subjects(report)
    for (const known of await tx.reportsByUrl(report.source.url)) {
      const shares = [...subjects(known.report)].some((subject) => ours.has(subject))
      if (known.isPublic && shares) candidates.set(known.incident, known.title)
    }
  }
  return [...candidates].map(([id, title]) => ({ id, title }))
}
