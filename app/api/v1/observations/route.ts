import { read } from '@/app/api/endpoints'
import { page } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { listObservations } from '@/lib/service/list-observations'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.listObservations, async (ctx, { query, request }) => page(request, await listObservations(ctx, query))),
})
