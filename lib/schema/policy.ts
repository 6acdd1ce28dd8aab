import { z } from 'zod'
import { Tier } from './report'
import { kinds, lintRules, placeRules, reviewReasons } from './vocabulary'

export const LintRule = z.enum(lintRules)
export type LintRule = z.infer<typeof LintRule>

export const ReviewReason = z.enum(reviewReasons)
export type ReviewReason = z.infer<typeof ReviewReason>

export const PlaceRule = z.enum(placeRules)
export type PlaceRule = z.infer<typeof PlaceRule>

/** Every value by which this server decides what may be public, and when. */
export const Policy = z
  .strictObject({
    holdHours: z
      .record(z.enum(kinds), z.number())
      .meta({ description: 'hours after the start of an incident of each kind before it may be public' }),
    tiers: z
      .array(z.strictObject({ tier: Tier, suffices: z.boolean() }))
      .meta({ description: 'whether the word of a source of that tier alone makes a record public' }),
    lint: z
      .array(z.strictObject({ rule: LintRule, on: z.boolean() }))
      .meta({ description: 'what the words of a record are looked through for; what is found waits for an editor' }),
    listedNames: z.number().int().meta({ description: 'how many plants and hospitals the lint knows by name, beside its patterns' }),
    ownWords: z.number().int().meta({ description: 'how many further words this server was given; the words themselves are not told' }),
    reviewers: z.number().int().meta({ description: 'how many editors have to agree before something is published' }),
    place: PlaceRule.meta({
      description: 'settlement: a named settlement or district may be public; review: every record that names one waits for an editor',
    }),
  })
  .meta({ id: 'Policy' })
export type Policy = z.infer<typeof Policy>
