import type { ReviewState } from '@/lib/schema/report'
import type { ReviewAnswer } from '@/lib/schema/review'
import type { ReviewedIncident, ReviewedReport } from '@/lib/store/store'

/** What came of a decision, for the answer. */
export type Decided = Pick<ReviewAnswer, 'outcome' | 'reviewState' | 'seq'>

export const isUndecided = (state: ReviewState): boolean => state === 'draft' || state === 'in_review'
const isOpen = (state: ReviewState) => isUndecided(state) || state === 'published'

/** The reports of an incident that wait and that nothing else in it corrects: what a publication of it publishes. */
export function whatWaits({ reports }: ReviewedIncident): ReviewedReport[] {
  const corrected = new Set(reports.flatMap(({ report }) => (isOpen(report.reviewState) ? (report.supersedes ?? []) : [])))
  return reports.filter(({ report, supersededBy }) => isUndecided(report.reviewState) && supersededBy === null && !corrected.has(report.id))
}

/** The reports that stand as published and that nothing published corrects. */
export function whatStands({ reports }: ReviewedIncident): ReviewedReport[] {
  const published = reports.filter(({ report }) => report.reviewState === 'published')
  const corrected = new Set(published.flatMap(({ report }) => report.supersedes ?? []))
  return published.filter(({ report, supersededBy }) => supersededBy === null && !corrected.has(report.id))
}
