import { reviewDecisions } from '@/lib/schema/vocabulary'

/** What can have been done on a page of the review, as the next one tells it: a decision, a first yes of two, a correction. */
export const decisionsTold = [...reviewDecisions, 'approved', 'corrected', 'correctionWaits'] as const
export type DecisionTold = (typeof decisionsTold)[number]
