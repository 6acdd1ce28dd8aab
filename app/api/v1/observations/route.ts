import { read } from '@/app/api/endpoints'
import { exportedObservations } from '@/lib/http/exported'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { listObservations } from '@/lib/service/list-observations'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.listObservations, async (ctx, { query, request, format }) =>
    exportedObservations(request, await listObservations(ctx, query), format),
  ),
})
