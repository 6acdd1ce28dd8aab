import { z } from 'zod'
import { RegionCode } from './region'
import { Instant } from './time'

const Scalar = z.union([z.string(), z.number(), z.boolean()])
export type Scalar = z.infer<typeof Scalar>

export const Comparison = z.enum(['=', '<>', '<', '<=', '>', '>='])
export type Comparison = z.infer<typeof Comparison>

const property = z.string()

/**
 * What is asked of a record beside the filters that every list has: a filter of the OGC API after it was read. A condition on what is not
 * known is neither true nor false, and such a record is not among those asked for, nor among those that the opposite asks for.
 */
export const RecordCondition = z.discriminatedUnion('op', [
  z.object({
    op: z.enum(['and', 'or']),
    get of() {
      return z.array(RecordCondition)
    },
  }),
  z.object({
    op: z.literal('not'),
    get of() {
      return RecordCondition
    },
  }),
  z.object({ op: z.literal('constant'), value: z.boolean() }),
  z.object({ op: z.literal('compare'), property, how: Comparison, value: Scalar }),
  z.object({ op: z.literal('in'), property, values: z.array(Scalar).min(1) }),
  z.object({ op: z.literal('between'), property, low: z.number(), high: z.number() }),
  /** `%` any text, `_` one character, `\` before either of them or itself; upper and lower case differ. */
  z.object({ op: z.literal('like'), property, pattern: z.string() }),
  z.object({ op: z.literal('unknown'), property }),
  /** Its time has a part in the half-open span; null is open. Unknown where it has none. */
  z.object({ op: z.literal('during'), from: Instant.nullable(), until: Instant.nullable() }),
  z.object({ op: z.literal('timeless') }),
  /** It speaks of one of the regions. Unknown where all it speaks of are `placeless`, of which nobody knows where they lie. */
  z.object({ op: z.literal('touches'), regions: z.array(RegionCode), placeless: z.array(RegionCode) }),
  z.object({ op: z.literal('placeless'), placeless: z.array(RegionCode) }),
])
export type RecordCondition = z.infer<typeof RecordCondition>
