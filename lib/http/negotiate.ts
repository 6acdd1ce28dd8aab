import { ServiceError } from '@/lib/service/errors'

/** Every format the API knows and the media type it is sent as. Which of them a route writes is the route's to say. */
export const mediaTypes = {
  json: 'application/json',
  geojson: 'application/geo+json',
  csv: 'text/csv',
  topojson: 'application/json',
} as const
export type Format = keyof typeof mediaTypes

/** The Content-Type of a format: a table says its letters and that it has a heading (RFC 4180, 7111). */
export const contentType = (format: Format): string =>
  format === 'csv' ? `${mediaTypes.csv}; charset=utf-8; header=present` : mediaTypes[format]

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

/** How much a reader likes a format. GeoJSON is JSON too: where a route has no plain JSON, asking for JSON means it. */
function liking(preferences: Preference[], format: Format, offered: readonly Format[]): number {
  const asItself = weight(preferences, mediaTypes[format])
  return format === 'geojson' && !offered.includes('json') ? Math.max(asItself, weight(preferences, mediaTypes.json)) : asItself
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
