import type { BasisRule } from '@/lib/schema/impact'

/** The section of the method page that explains a rule: its address is `/{locale}/method#{section}`. */
export const ruleSection = {
  headline: 'alternatives',
  alternative: 'alternatives',
  stateOnly: 'standing',
  part: 'parts',
  partBelowWhole: 'parts',
  otherIncident: 'several-incidents',
  child: 'parent-child',
  sharedAcrossRegions: 'shared',
  occupied: 'occupied',
  otherUnit: 'units',
  notCounted: 'not-counted',
  nationWide: 'nation-wide',
  restores: 'restored',
  endedByRestoration: 'restored',
  stale: 'shelf-lives',
  unverified: 'occupied',
} as const satisfies Record<BasisRule, string>
