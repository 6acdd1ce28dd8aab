import { write } from '@/app/api/endpoints'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { reviewIncident } from '@/lib/service/review-incident'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: write(operations.reviewIncident, async (ctx, { params, body, idempotencyKey }) =>
    ok(await reviewIncident(ctx, { id: params.id, request: body, idempotencyKey })),
  ),
})
