import type { Tier } from '@/lib/schema/report'

/**
 * Whether a record may be public on the word of these sources: one of those that suffice is among them. Of itself an official source or a
 * newsroom suffices; an occupation authority's word is shown apart, other sources wait for one of the first two.
 */
export function tiersAllow(tiers: readonly Tier[], sufficing: readonly Tier[]): boolean {
  return tiers.some((tier) => sufficing.includes(tier))
}
