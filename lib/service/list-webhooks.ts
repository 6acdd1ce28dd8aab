import type { Webhook } from '@/lib/schema/webhook'
import { requireAdmin } from './require-admin'
import type { WebhookContext } from './webhook-context'

/** Every subscription with its last deliveries and dead letters, the oldest first, to an admin. Throws unauthorised or forbidden. */
export async function listWebhooks(ctx: Pick<WebhookContext, 'store' | 'actor'>): Promise<Webhook[]> {
  requireAdmin(ctx)
  return ctx.store.webhooks.list()
}
