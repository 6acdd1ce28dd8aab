import { read } from '@/app/api/endpoints'
import { allObservations, exportedObservations, wantsAll } from '@/lib/http/exported'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { exportObservations } from '@/lib/service/export-records'
import { listObservations } from '@/lib/service/list-observations'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.listObservations, async (ctx, { query, request, format }) => {
    const { territory } = ctx
    if (wantsAll(request, format)) return allObservations(await exportObservations(ctx, query), request, { query, format, territory })
    return exportedObservations(request, await listObservations(ctx, query), { query, format, territory })
  }),
})
