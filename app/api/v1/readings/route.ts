import { read } from '@/app/api/endpoints'
import { allReadings, exportedReadings, wantsAll } from '@/lib/http/exported'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { exportReadings, listReadings } from '@/lib/service/list-readings'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.listReadings, async (ctx, { query, request, format }) => {
    const how = { query: { service: [], region: query.region }, territory: ctx.territory }
    if (wantsAll(request, format)) return allReadings(await exportReadings(ctx, query), request, { ...how, format })
    return exportedReadings(request, await listReadings(ctx, query), { ...how, format })
  }),
})
