import { read, write } from '@/app/api/endpoints'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { createWebhook } from '@/lib/service/create-webhook'
import { listWebhooks } from '@/lib/service/list-webhooks'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.listWebhooks, async (ctx) => ok({ data: await listWebhooks(ctx) })),
  POST: write(operations.createWebhook, async (ctx, { body, idempotencyKey }) =>
    ok(await createWebhook(ctx, { webhook: body, idempotencyKey })),
  ),
})
