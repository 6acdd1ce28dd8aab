import { read } from '@/app/api/endpoints'
import { exportedImpact } from '@/lib/http/exported'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { getImpact } from '@/lib/service/get-impact'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getImpact, async (ctx, { query, format }) => exportedImpact(await getImpact(ctx, query), format, ctx.territory)),
})
