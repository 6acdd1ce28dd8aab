import { z } from 'zod'
import { Standing } from './incident'
import { Measure, Observation, Service, State, Unit } from './observation'
import { FeedId } from './reading'
import { Denominator, RegionCode } from './region'
import { Report, Tier } from './report'
import { Instant, PreciseTime } from './time'
import { steps } from './vocabulary'

/** A count told as low, best, high. Null low: nothing below was said ("up to"); null high: open ("at least"); null best: out, no figure. */
export const Range = z
  .object({ low: z.number().nullable(), best: z.number().nullable(), high: z.number().nullable() })
  .meta({ id: 'Range' })
export type Range = z.infer<typeof Range>

/** The rules by which an observation took part in a number; the page puts each in words. */
export const basisRules = [
  'headline', // chosen among the alternatives of its track
  'alternative', // same moment, another figure: widens the range
  'stateOnly', // says out or back, with no number
  'part', // a place inside the region: summed into a lower bound
  'partBelowWhole', // a place whose region has its own figure: shown, not added
  'otherIncident', // another incident: the homes may be the same
  'child', // a smaller region inside this one
  'sharedAcrossRegions', // one figure for several regions together
  'occupied', // other authority and grid: beside, never added
  'otherUnit', // the same service counted in another unit: beside, never added
  'notCounted', // reconnected, cumulative or peak: shown, never subtracted
  'nationWide', // a statement about the whole country: beside the sum
  'restores', // says the service is back
  'endedByRestoration', // an older figure that a restoration ended
  'stale', // the last word, too old to hold
  'unverified', // occupation authority: shown apart
] as const
export const BasisRule = z.enum(basisRules)
export type BasisRule = z.infer<typeof BasisRule>

/** What stands where a record's id would, for a reading of a machine feed. */
const FeedReference = z.string().regex(/^feed:[a-z]/)

/** One observation behind a number, with the rule that used it. */
export const BasisEntry = Range.extend({
  rule: BasisRule,
  observation: Observation.shape.id,
  /** Of a reading `feed:ID@TIME`, and its incident `feed:ID`: neither is a record's. */
  report: z.union([Report.shape.id, FeedReference]),
  incident: z.union([Report.shape.incident, FeedReference]),
  /** The machine feed whose reading this is; null for a record. */
  feed: FeedId.nullable(),
  publisher: z.string(),
  statedBy: z.string().nullable(),
  tier: Tier,
  url: z.string(),
  quote: z.string().nullable(),
  asOf: PreciseTime,
  place: z.string().nullable(),
  regions: z.array(RegionCode),
  measure: Measure,
  unit: Unit.nullable(),
  state: State,
  quantityText: z.string().nullable(),
  note: z.string().nullable(),
}).meta({ id: 'BasisEntry' })
export type BasisEntry = z.infer<typeof BasisEntry>

/** Out over served. `over` flags a share above 100 %, which is told and not hidden behind a 100. Shares are fractions, 0.5 = 50 %. */
export const Share = Range.extend({ over: z.boolean() }).meta({ id: 'Share' })
export type Share = z.infer<typeof Share>

/** A figure that stands beside the region's own and never enters it. */
export const BesideFigure = Range.extend({
  rule: BasisRule,
  standing: Standing,
  regions: z.array(RegionCode),
  place: z.string().nullable(),
  measure: Measure,
  unit: Unit.nullable(),
  state: State,
  asOf: PreciseTime,
}).meta({ id: 'BesideFigure' })
export type BesideFigure = z.infer<typeof BesideFigure>

/** One region and service at one time. While stale, `low`, `best`, `high` are null and `last` keeps the last word. */
export const RegionImpact = Range.extend({
  region: RegionCode,
  name: z.object({ en: z.string(), uk: z.string() }),
  service: Service,
  standing: Standing,
  measure: Measure.nullable(),
  unit: Unit.nullable(),
  state: State.nullable(),
  tier: Tier.nullable(),
  share: Share.nullable(),
  denominator: Denominator.nullable(),
  asOf: PreciseTime.nullable(),
  /** Hours since the last word, from the end of its period; null without one. */
  ageHours: z.number().nullable(),
  last: Range.extend({ unit: Unit.nullable(), state: State, asOf: PreciseTime }).nullable(),
  beside: z.array(BesideFigure),
  incidents: z.array(Report.shape.incident),
  basis: z.array(BasisEntry),
}).meta({ id: 'RegionImpact' })
export type RegionImpact = z.infer<typeof RegionImpact>

/** Sums over disjoint regions. `withoutFigure` regions are reported with no number: they leave the high end open. */
export const ImpactTotals = Range.extend({
  service: Service,
  reported: z.number().int(),
  stale: z.number().int(),
  restored: z.number().int(),
  notReported: z.number().int(),
  withoutFigure: z.number().int(),
  /** How many regions enter the sum in each unit: connections are told in two. */
  units: z.partialRecord(Unit, z.number().int()),
}).meta({ id: 'ImpactTotals' })
export type ImpactTotals = z.infer<typeof ImpactTotals>

export const Impact = z
  .object({
    asOf: Instant,
    knownAt: Instant.nullable(),
    publishedBy: Instant.nullable(),
    level: z.union([z.literal(1), z.literal(2)]),
    data: z.array(RegionImpact),
    /** Of the first service asked for; `totalsByService` has each. */
    totals: ImpactTotals,
    totalsByService: z.array(ImpactTotals),
    /** Statements about the whole country, and figures for several regions together: beside the sum, each with its standing. */
    nationWide: z.array(BasisEntry),
    /** The time of the last figure at or before `asOf` among what was asked, so that a page can say how old its view is. */
    lastAsOf: PreciseTime.nullable(),
  })
  .meta({ id: 'Impact' })
export type Impact = z.infer<typeof Impact>

export const Step = z.enum(steps)
export type Step = z.infer<typeof Step>

/**
 * One region in one bucket: the range at its end, the highest best inside it, and how many of its hours were reported. `last` is the last
 * word where it is stale at the end, and left out otherwise: an answer has tens of thousands of these.
 */
export const SeriesPoint = Range.extend({
  peak: z.number().nullable(),
  hoursCovered: z.number(),
  standing: Standing,
  unit: Unit.nullable(),
  last: Range.extend({ unit: Unit.nullable() }).optional(),
}).meta({
  id: 'SeriesPoint',
})
export type SeriesPoint = z.infer<typeof SeriesPoint>

/** Estimated household-hours of one region over the period: step carries the last value, low and high its neighbours. `coverage` is a fraction of the period. */
export const HouseholdHours = Range.extend({ unit: Unit.nullable(), coverage: z.number(), open: z.boolean() }).meta({
  id: 'HouseholdHours',
})
export type HouseholdHours = z.infer<typeof HouseholdHours>

export const Series = z
  .object({
    service: Service,
    step: Step,
    from: Instant,
    to: Instant,
    knownAt: Instant.nullable(),
    publishedBy: Instant.nullable(),
    buckets: z.array(
      z.object({
        start: Instant,
        end: Instant,
        regions: z.record(RegionCode, SeriesPoint),
        total: Range.extend({ peak: z.number().nullable(), reported: z.number().int() }),
      }),
    ),
    hours: z.record(RegionCode, HouseholdHours),
  })
  .meta({ id: 'Series' })
export type Series = z.infer<typeof Series>
