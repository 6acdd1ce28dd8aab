import { WebhookActed, type WebhookAction } from '@/lib/schema/webhook'
import type { WriteTransaction } from '@/lib/store/store'
import { ServiceError } from './errors'
import { once } from './idempotency'
import { requireAdmin } from './require-admin'
import type { WebhookContext } from './webhook-context'

/** How many dead letters are sent again; null where there is no such subscription. */
async function act({ webhooks }: WriteTransaction, id: string, action: WebhookAction['action']): Promise<number | null> {
  if (action === 'retry') return webhooks.retry(id)
  return (await webhooks.remove(id)) ? 0 : null
}

/**
 * Sends a subscription's dead letters once more and lets one that had ended begin again, or removes it with all that is kept of it; as an
 * admin. Throws unauthorised, forbidden or not-found.
 */
export async function actOnWebhook(
  ctx: Pick<WebhookContext, 'store' | 'actor' | 'clock'>,
  { id, action, idempotencyKey }: { id: string; action: WebhookAction['action']; idempotencyKey?: string | undefined },
): Promise<WebhookActed> {
  requireAdmin(ctx)
  return ctx.store.write({ actor: ctx.actor, time: ctx.clock() }, (tx) =>
    once(tx, idempotencyKey, { id, action }, WebhookActed, async () => {
      const again = await act(tx, id, action)
      if (again === null) throw new ServiceError('not-found', `There is no subscription ${id}.`)
      return { id, action, again }
    }),
  )
}
