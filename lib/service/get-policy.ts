import { listedNames } from '@/lib/guard/facility-names'
import { tiersAllow } from '@/lib/guard/tiers'
import type { Policy } from '@/lib/schema/policy'
import { lintRules, tiers } from '@/lib/schema/vocabulary'
import type { Context } from './context'

/** Every value of the guard that is in force, asked of the rules themselves. */
export function getPolicy({ settings }: Pick<Context, 'settings'>): Policy {
  return {
    holdHours: settings.holdHours,
    tiers: tiers.map((tier) => ({ tier, suffices: tiersAllow([tier], settings.publishingTiers) })),
    lint: lintRules.map((rule) => ({ rule, on: settings.lint.rules.includes(rule) })),
    listedNames,
    ownWords: settings.lint.words.length,
    reviewers: settings.reviewersRequired,
    place: settings.placeRule,
  }
}
