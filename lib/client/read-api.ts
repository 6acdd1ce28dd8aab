import type { z } from 'zod'
import type { IncidentPage, ObservationPage, RegionList } from '@/lib/schema/answers'
import type { ChangePage } from '@/lib/schema/change'
import type { Topology } from '@/lib/schema/geometry'
import type { Impact, Series } from '@/lib/schema/impact'
import type { IncidentDetail } from '@/lib/schema/incident'
import type { Problem } from '@/lib/schema/problem'

/** What can be read, and what it answers. */
interface Answers {
  incidents: IncidentPage
  incident: IncidentDetail
  observations: ObservationPage
  impact: Impact
  series: Series
  regions: RegionList
  topology: Topology
  changes: ChangePage
}
export type ReadName = keyof Answers

/**
 * The schema of each answer, which is the server’s own. It is loaded with the first answer that needs it: the library under it is more
 * script than most of a page, and most readers never ask.
 */
const schemas: { [N in ReadName]: () => Promise<z.ZodType<Answers[N]>> } = {
  incidents: async () => (await import('@/lib/schema/answers')).IncidentPage,
  incident: async () => (await import('@/lib/schema/incident')).IncidentDetail,
  observations: async () => (await import('@/lib/schema/answers')).ObservationPage,
  impact: async () => (await import('@/lib/schema/impact')).Impact,
  series: async () => (await import('@/lib/schema/impact')).Series,
  regions: async () => (await import('@/lib/schema/answers')).RegionList,
  topology: async () => (await import('@/lib/schema/geometry')).Topology,
  changes: async () => (await import('@/lib/schema/change')).ChangePage,
}

/** An answer that is an error: its status, and the problem where it brought one. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly address: string,
    readonly problem: Problem | null,
  ) {
    super(problem?.detail ?? `${address} answered ${status}`)
    this.name = 'ApiError'
  }
}

async function problemIn(answer: Response): Promise<Problem | null> {
  if (answer.headers.get('content-type') !== 'application/problem+json') return null
  const schema = (await import('@/lib/schema/problem')).Problem
  return schema.safeParse(await answer.json()).data ?? null
}

/**
 * Reads one address of the API and parses what it answers. Throws ApiError for an answer that is none, ZodError for one that is not what
 * the document says, TypeError where the line is cut.
 */
export async function readApi<N extends ReadName>(name: N, address: string): Promise<Answers[N]> {
  const asked = fetch(address)
  const [answer, schema] = await Promise.all([asked, schemas[name]()])
  if (!answer.ok) throw new ApiError(answer.status, address, await problemIn(answer))
  return schema.parse(await answer.json())
}
