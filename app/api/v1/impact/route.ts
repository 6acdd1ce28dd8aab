import { read } from '@/app/api/endpoints'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { getImpact } from '@/lib/service/get-impact'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getImpact, async (ctx, { query }) => ok(await getImpact(ctx, query))),
})
