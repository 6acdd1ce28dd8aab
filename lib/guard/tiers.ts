import type { Tier } from '@/lib/schema/report'

/** A record becomes public on the word of an official source or a newsroom; an occupation authority's is shown apart, other sources wait for one. */
export function tiersAllow(tiers: readonly Tier[]): boolean {
  return tiers.some((tier) => tier !== 3)
}
