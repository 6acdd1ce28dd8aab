import { read } from '@/app/api/endpoints'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { getRegion } from '@/lib/service/get-region'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getRegion, async (ctx, { params }) => ok(await getRegion(ctx, params.code))),
})
