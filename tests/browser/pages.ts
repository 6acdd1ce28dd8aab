import { IncidentPage } from '@/lib/schema/answers'
import { ask } from '../server/client'

export const locales = ['en', 'uk'] as const
export type Locale = (typeof locales)[number]

/** The evening after the strike of 7 January 2026: every standing is on the map. */
export const evening = 'asOf=2026-01-08T16:00:00Z'

/** The address of an incident with several reports. */
export async function anIncidentPath(baseUrl: string): Promise<string> {
  const { data } = await ask(IncidentPage, `${baseUrl}/api/v1/incidents?limit=1000`)
  const [most] = data.filter(({ reportCount }) => reportCount > 1).sort((a, b) => b.reportCount - a.reportCount)
  if (most === undefined) throw new Error('no incident has several reports')
  return `/incidents/${most.id}`
}

/** The pages there are, below their language. */
export async function everyPath(baseUrl: string): Promise<string[]> {
  const gone = '/incidents/01ARZ3NDEKTSV4RRFFQ69G5FAV'
  return [
    ...['', `?${evening}`, '?asOf=2026-01-08&service=health', '?asOf=yesterday'],
    ...['/report', '/report?sent=01ARZ3NDEKTSV4RRFFQ69G5FAV&reason=contributor'],
    ...['/sources', '/method', '/data'],
    ...['/regions', `/regions/UA-12?${evening}`, '/regions/UA-43'],
    ...['/incidents', await anIncidentPath(baseUrl), gone, '/nothing'],
  ]
}
