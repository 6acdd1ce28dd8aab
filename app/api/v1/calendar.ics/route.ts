import { read } from '@/app/api/endpoints'
import { calendarOf } from '@/lib/export/calendar'
import { feedReader } from '@/lib/export/feed-reader'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { getCalendar } from '@/lib/service/get-calendar'
import { publicAddress } from '@/lib/service/public-address'

const { getCalendar: operation } = operations

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operation, async (ctx, { query, request }) => {
    const site = publicAddress(request.headers, ctx.settings.publicUrl)
    return ok(calendarOf(await getCalendar(ctx, query), feedReader(ctx.territory, { site, path: operation.path, query })))
  }),
})
