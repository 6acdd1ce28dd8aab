import { z } from 'zod'
import { ImpactQuery, parseQuery, serialiseQuery } from '@/lib/schema/query'
import type { Instant } from '@/lib/schema/time'
import { steps } from '@/lib/schema/vocabulary'
import { formatClock } from '@/lib/time/format'
import { addHours, spanOf } from '@/lib/time/interval'

/** What map shades: the count itself or its share of all connections. */
export const shades = ['amount', 'share'] as const
/** What the ranked table is ordered by; `rank` is standing, then amount. */
export const orders = ['rank', 'name', 'amount', 'share', 'age'] as const

/** What a page's address may ask for: the grammar of the API without the format, which a page cannot be, and how the answer is shown. */
export const ViewQuery = ImpactQuery.omit({ format: true }).extend({
  shade: z.enum(shades).default('amount'),
  sort: z.enum(orders).default('rank'),
  /** Part of a region's name; the table shows these rows alone. */
  find: z.string().trim().min(1).max(60).optional(),
  step: z.enum(steps).default('day'),
  /** The incidents whose restoration is compared. */
  compare: z.array(z.ulid()).max(8).default([]),
})
export type ViewQuery = z.infer<typeof ViewQuery>

/** The same question as the API is asked, without what only a page shows. */
export const askedOfApi = (query: ViewQuery): URLSearchParams => serialiseQuery(ImpactQuery, query)

/** A parameter that cannot be read; `value` is null where the name itself is unknown. */
export interface BadParameter {
  name: string
  value: string | null
}

/** Reads a page's query by its grammar; every parameter that is unknown or malformed is named, none is ignored. */
export function readQuery<S extends z.ZodObject>(schema: S, params: URLSearchParams): { query: z.infer<S> } | { problems: BadParameter[] } {
  const parsed = parseQuery(schema, params)
  if (parsed.success) return { query: parsed.data }
  const problems = parsed.error.issues.flatMap((issue): BadParameter[] => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((name) => ({ name, value: null }))
    const name = String(issue.path[0])
    return [{ name, value: params.getAll(name).join(', ') }]
  })
  return { problems: problems.filter((problem, at) => problems.findIndex(({ name }) => name === problem.name) === at) }
}

/** Reads the query of a view of all regions. */
export const readView = (params: URLSearchParams) => readQuery(ViewQuery, params)

/** The address of a view, from its question mark on; empty for the plain view. */
export function viewAddress(query: ViewQuery): string {
  const params = serialiseQuery(ViewQuery, query).toString()
  return params && `?${params}`
}

/** The instant at which a clock in the zone shows that hour of that day; on the day that skips it, the hour after. */
function hourOfDay(day: string, hour: number, zone: string): Instant {
  const { from } = spanOf({ time: day, precision: 'day' }, zone)
  const shown = (at: Instant) => Number(formatClock(at, { locale: 'en', zone, form: 'short' }).slice(0, 2))
  const candidates = [hour, hour - 1, hour + 1].map((hours) => addHours(from, hours))
  return candidates.find((at) => shown(at) === hour) ?? addHours(from, hour)
}

const plainDate = /^\d{4}-\d{2}-\d{2}$/

/** What the form's answers are read against: the territory's clock, the present, and the code of the region that a text names. */
export interface FormGround {
  zone: string
  now: Instant
  findRegion: (text: string) => string | undefined
}

/** The moment a day and an hour of the form mean; undefined for one that is still to come, null where no day was given. */
function momentOf(day: string, hour: string, { zone, now }: FormGround): string | null | undefined {
  if (!plainDate.test(day) || Number.isNaN(Date.parse(day))) return null
  const asOf = /^\d{1,2}$/.test(hour) ? hourOfDay(day, Number(hour), zone) : day
  const reached = asOf === day ? spanOf({ time: day, precision: 'day' }, zone).until : asOf
  return reached <= now ? asOf : undefined
}

/** The fields that only the form has. */
const formFields: readonly string[] = ['day', 'hour', 'place']

/**
 * The form for choosing a view sends a day and an hour in the territory's zone, regions as people write them (`place`, several with commas),
 * and empty fields. The answer is the address it means, in the one grammar: a day without an hour is the end of that day, a moment that is
 * still to come is the latest view, a place becomes its region's code, and one that is not known stays as it was typed, to be named.
 * Null where nothing is to change.
 */
export function addressOfForm(params: URLSearchParams, ground: FormGround): string | null {
  const isForm = [...params].some(([name, value]) => value === '' || formFields.includes(name))
  if (!isForm) return null
  const meant = new URLSearchParams([...params].filter(([name, value]) => value !== '' && !formFields.includes(name)))
  const places = params.getAll('place').flatMap((text) => text.split(/[,;]/))
  for (const place of places.map((text) => text.trim()).filter((text) => text !== '')) {
    const code = ground.findRegion(place) ?? place
    if (!meant.getAll('region').includes(code)) meant.append('region', code)
  }
  const asOf = momentOf(params.get('day') ?? '', params.get('hour') ?? '', ground)
  if (asOf === undefined) meant.delete('asOf')
  else if (asOf !== null) meant.set('asOf', asOf)
  return meant.size > 0 ? `?${meant}` : ''
}
