import { read } from '@/app/api/endpoints'
import { exportedSeries } from '@/lib/http/exported'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { getSeries } from '@/lib/service/get-series'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getSeries, async (ctx, { query, format }) => exportedSeries(await getSeries(ctx, query), format, ctx.territory)),
})
