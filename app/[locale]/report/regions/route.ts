import { actorOfPage } from '@/app/_session/page-context'
import { regionChoices, regionsLike } from '@/lib/form/region-names'
import { context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { limitRequests } from '@/lib/service/limit'

/** As many as a list under a field shows. */
const mostShown = 20
const longestName = 100

/** The regions that a text may mean (`find`), the likeliest first, as a list of `RegionChoice`; for the form, where there are too many to come with it. */
export async function GET(request: Request): Promise<Response> {
  const ctx = { ...(await context()), actor: await actorOfPage() }
  try {
    await limitRequests(ctx)
  } catch (error) {
    if (!(error instanceof ServiceError) || error.problem !== 'too-many-requests') throw error
    const retryAfter = String(error.more.retryAfter ?? 60)
    return new Response(null, { status: 429, headers: { 'Cache-Control': 'no-store', 'Retry-After': retryAfter } })
  }
  const text = (new URL(request.url).searchParams.get('find') ?? '').slice(0, longestName)
  const found = regionsLike(regionChoices(ctx.territory.regions), text, mostShown)
  return Response.json(found, { headers: { 'Cache-Control': 'public, max-age=86400' } })
}
