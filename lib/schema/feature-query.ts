import { z } from 'zod'
import { numeric, QueryTime } from './query'
import { PlainDate } from './time'

/** Longitude and latitude in degrees, WGS 84: the one reference system of the feature collections. */
export const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'

/** A box on the map. `west` is the greater of the two where the box spans the antimeridian. */
export interface Box {
  west: number
  south: number
  east: number
  north: number
}

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/
const within = (value: number, limit: number) => value >= -limit && value <= limit

/** Four numbers, or six with heights, which nothing here has. */
function boxOf(numbers: readonly number[]): Box | string {
  const [west = 0, south = 0, east = 0, north = 0] = numbers.length === 6 ? [0, 1, 3, 4].map((i) => numbers[i] ?? 0) : numbers
  if (![west, east].every((x) => within(x, 180))) return 'longitudes lie between -180 and 180'
  if (![south, north].every((y) => within(y, 90))) return 'latitudes lie between -90 and 90'
  if (south > north) return 'the southern edge lies north of the northern one'
  return { west, south, east, north }
}

/** `west,south,east,north`, or the same with the lowest and highest height after south and north. */
export const BoxText = z.string().transform((text, ctx): Box => {
  const parts = text.split(',').map((part) => part.trim())
  const fail = (message: string) => {
    ctx.addIssue({ code: 'custom', message })
    return z.NEVER
  }
  if (parts.length !== 4 && parts.length !== 6) return fail('has four numbers, or six with heights, separated by commas')
  if (!parts.every((part) => decimal.test(part))) return fail('has numbers alone, in degrees')
  const box = boxOf(parts.map(Number))
  return typeof box === 'string' ? fail(box) : box
})

/** A moment, or the time between two, both included; null is open. A plain day is one of the territory, with all its hours. */
export interface TimeRange {
  from: string | null
  to: string | null
}

const Moment = z.union([z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString()), PlainDate])
const Bound = z.union([z.literal(['', '..']).transform(() => null), Moment])

/** An instant or a day, `a/b`, `a/..` or `../b`; an empty end is open as `..` is. */
export const TimeRangeText = z.string().transform((text, ctx): TimeRange => {
  const fail = (message: string) => {
    ctx.addIssue({ code: 'custom', message })
    return z.NEVER
  }
  const parts = text.split('/')
  if (parts.length > 2) return fail('is a moment, or two with one / between them')
  const bounds = parts.map((part) => (parts.length === 1 ? Moment : Bound).safeParse(part))
  const wrong = bounds.findIndex(({ success }) => !success)
  if (wrong >= 0) return fail(`“${parts[wrong]}” is not a moment such as 2026-01-08T16:00:00Z or 2026-01-08`)
  const [from = null, to = from] = bounds.map(({ data }) => data ?? null)
  if (from === null && to === null) return fail('is open at both ends')
  return { from, to }
})

const mostFeatures = 1000

/** A number above the most there can be means the most, as the standard has it. */
const Limit = numeric(
  z
    .number()
    .int()
    .min(1)
    .transform((limit) => Math.min(limit, mostFeatures)),
).default(100)

/** What every address of the OGC API takes: some clients add it to whatever they ask. */
export const FormatQuery = z.strictObject({
  f: z.enum(['json']).optional().meta({ description: 'json, which everything here is; some clients always say so' }),
})
export type FormatQuery = z.infer<typeof FormatQuery>

/** How features are asked for. */
export const FeaturesQuery = FormatQuery.extend({
  bbox: BoxText.optional().meta({
    description:
      'west,south,east,north in degrees, or six numbers with heights, which are not looked at; west greater than east spans the antimeridian. A feature without a geometry is in every box.',
    override: {
      type: 'array',
      items: { type: 'number' },
      oneOf: [
        { minItems: 4, maxItems: 4 },
        { minItems: 6, maxItems: 6 },
      ],
    },
    param: { style: 'form', explode: false },
  }),
  datetime: TimeRangeText.optional().meta({
    description:
      'a moment, or two with / between them, .. for an open end; a plain day is one of the territory. Regions have no time, incidents their start, observations and impact the time they speak of; a feature without one is in every range.',
    override: { type: 'string' },
    param: { style: 'form', explode: false },
  }),
  limit: Limit.meta({
    description: 'how many features a page has; more than 1000 means 1000',
    override: { type: 'integer', minimum: 1, maximum: mostFeatures, default: 100 },
    param: { style: 'form', explode: false },
  }),
  filter: z.string().min(1).max(4000).optional().meta({
    description:
      'CQL2 as text, by the queryables of the collection: =, <>, <, <=, >, >=, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL; S_INTERSECTS(geometry, …) with POINT, BBOX, POLYGON or MULTIPOLYGON; T_INTERSECTS of the time of a feature with TIMESTAMP, DATE or INTERVAL. Times are compared with TIMESTAMP. What is not known is not found.',
  }),
  'filter-lang': z.enum(['cql2-text']).optional().meta({ description: 'the language of the filter; there is one' }),
  'filter-crs': z.enum([crs84]).optional().meta({ description: 'the reference system of places in the filter; there is one' }),
  cursor: z.string().min(1).max(400).optional().meta({ description: 'opaque, of a link to the next page' }),
  asOf: QueryTime.optional().meta({
    description:
      'of impact alone: the moment at which the regions stand so; where it is not given now, or the end of the last day with figures where those are older than two days',
  }),
})
export type FeaturesQuery = z.infer<typeof FeaturesQuery>

/** How one feature is asked for. */
export const FeatureQuery = FeaturesQuery.pick({ f: true, asOf: true })
export type FeatureQuery = z.infer<typeof FeatureQuery>
