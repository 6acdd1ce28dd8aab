import { ServiceError } from '@/lib/service/errors'

/** Every format the API knows and the media type it is sent as. Which of them a route writes is the route's to say. */
export const mediaTypes = {
  json: 'application/json',
  geojson: 'application/geo+json',
  csv: 'text/csv',
  parquet: 'application/vnd.apache.parquet',
  topojson: 'application/json',
  jsonschema: 'application/schema+json',
  openapi30: 'application/vnd.oai.openapi+json',
  openapi31: 'application/vnd.oai.openapi+json',
  jsonld: 'application/ld+json',
  atom: 'application/atom+xml',
  jsonfeed: 'application/feed+json',
  events: 'text/event-stream',
  calendar: 'text/calendar',
} as const
export type Format = keyof typeof mediaTypes

/** The Content-Type of a format: a text says its letters, and a table that it has a heading (RFC 4180, 7111). */
export function contentType(format: Format): string {
  if (format === 'csv') return `${mediaTypes.csv}; charset=utf-8; header=present`
  if (format === 'openapi30') return `${mediaTypes.openapi30};version=3.0`
  if (format === 'openapi31') return `${mediaTypes.openapi31};version=3.1`
  return format === 'atom' || format === 'calendar' ? `${mediaTypes[format]}; charset=utf-8` : mediaTypes[format]
}

/** What a format is besides: GeoJSON, JSON Schema and JSON Feed are JSON, Atom is XML. */
const moreGenerally: Partial<Record<Format, readonly string[]>> = {
  geojson: ['application/json'],
  jsonfeed: ['application/json'],
  jsonschema: ['application/json'],
  openapi30: ['application/json'],
  jsonld: ['application/json'],
  atom: ['application/xml', 'text/xml'],
}

interface Preference {
  type: string
  q: number
}

/** `text/csv;q=0.5, application/json` as a list; parameters other than q are not told apart. */
function readAccept(accept: string): Preference[] {
  return accept.split(',').map((item) => {
    const [type = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
    const q = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)
    return { type, q: Number.isFinite(q) ? q : 0 }
  })
}

/** The weight of a media type: that of its most specific match, 0 without one (RFC 9110, 12.5.1). */
function weight(preferences: Preference[], mediaType: string): number {
  const ranges = [mediaType, `${mediaType.split('/')[0]}/*`, '*/*']
  const matches = ranges.flatMap((range) => preferences.filter(({ type }) => type === range))
  return matches[0]?.q ?? 0
}

const everyType = [...new Set([...Object.values(mediaTypes), ...Object.values(moreGenerally).flat()])]

/** A text that is the same for Accept headers that are answered alike, whatever the route: how much they like each media type there is. */
export function acceptClass(accept: string | undefined): string {
  if (accept === undefined || accept.trim() === '') return ''
  const preferences = readAccept(accept)
  return everyType.map((type) => weight(preferences, type)).join()
}

/** How much a reader likes a format. Where a route has no plain JSON, asking for JSON means what is JSON too; so with XML. */
function liking(preferences: Preference[], format: Format, offered: readonly Format[]): number {
  const besides = offered.includes('json') ? [] : (moreGenerally[format] ?? [])
  return Math.max(...[mediaTypes[format], ...besides].map((type) => weight(preferences, type)))
}

/**
 * The format of an answer: `format=` where it is given, else the one the Accept header likes best, the route's first where it does not say.
 * Throws not-acceptable, naming what there is, where the route does not write it.
 */
export function negotiate<F extends Format>(offered: readonly [F, ...F[]], asked: string | undefined, accept: string | null): F {
  const available = offered.map((format) => `${format} (${mediaTypes[format]})`).join(', ')
  const refuse = () => new ServiceError('not-acceptable', `Available here: ${available}.`)
  if (asked !== undefined) {
    const format = offered.find((candidate) => candidate === asked)
    if (format === undefined) throw refuse()
    return format
  }
  if (accept === null || accept.trim() === '') return offered[0]
  const preferences = readAccept(accept)
  const liked = offered.map((format) => ({ format, q: liking(preferences, format, offered) }))
  const best = liked.reduce((a, b) => (b.q > a.q ? b : a))
  if (best.q === 0) throw refuse()
  return best.format
}
