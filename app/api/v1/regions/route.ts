import { read } from '@/app/api/endpoints'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { listRegions } from '@/lib/service/list-regions'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.listRegions, async (ctx) => ok(await listRegions(ctx))),
})
