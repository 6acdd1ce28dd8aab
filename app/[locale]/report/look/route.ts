import { actorOfPage } from '@/app/_session/page-context'
import type { ReportLook } from '@/lib/schema/report-look'
import { context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { limitRequests } from '@/lib/service/limit'
import { lookAtReportForm } from '@/lib/service/look-at-report-form'

const headers = { 'Cache-Control': 'no-store' }

/** What the ledger can tell of the report form as it is filled in: the form's own fields in, a `ReportLook` out. For the form alone; it writes nothing. */
export async function POST(request: Request): Promise<Response> {
  const ctx = { ...(await context()), actor: await actorOfPage() }
  try {
    await limitRequests(ctx)
  } catch (error) {
    if (!(error instanceof ServiceError) || error.problem !== 'too-many-requests') throw error
    return new Response(null, { status: 429, headers: { ...headers, 'Retry-After': String(error.more.retryAfter ?? 60) } })
  }
  const size = Number(request.headers.get('content-length') ?? Number.NaN)
  if (!(size <= ctx.settings.bodyLimitBytes)) return new Response(null, { status: 413, headers })
  const look: ReportLook = await lookAtReportForm(ctx, new URLSearchParams(await request.text()))
  return Response.json(look, { headers })
}
