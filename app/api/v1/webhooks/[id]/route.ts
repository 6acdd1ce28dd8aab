import { write } from '@/app/api/endpoints'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { actOnWebhook } from '@/lib/service/act-on-webhook'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: write(operations.actOnWebhook, async (ctx, { params, body, idempotencyKey }) =>
    ok(await actOnWebhook(ctx, { id: params.id, action: body.action, idempotencyKey })),
  ),
})
