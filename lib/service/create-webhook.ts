import { z } from 'zod'
import { type Resolve, systemResolve, targetRefusal } from '@/lib/outgoing/guarded-post'
import type { FieldError } from '@/lib/schema/problem'
import type { MadeWebhook, NewWebhook } from '@/lib/schema/webhook'
import { InvalidCursor } from '@/lib/store/store'
import type { Context } from './context'
import { ServiceError, type TargetFault } from './errors'
import { once } from './idempotency'
import { listWebhooks } from './list-webhooks'
import { newId } from './new-id'
import { requireAdmin } from './require-admin'
import type { WebhookContext } from './webhook-context'
import { webhookSecret } from './webhook-secret'

/** More than these are no longer looked after by anybody. */
const mostWebhooks = 100

const Made = z.object({ id: z.ulid() })

const refusals = {
  address: 'is on an address that may not be sent to: not of the public internet, and not in WEBHOOK_NETWORKS',
  port: 'has a port that is none of the web’s: 80, 443, 8080, 8443',
  name: 'is under a name that nobody knows',
} as const

const wrong = (errors: FieldError[], target?: TargetFault) =>
  new ServiceError('invalid-record', 'The subscription cannot be made like this.', { errors, ...(target && { target }) })

/** Throws invalid-record for a target that may not be sent to, as its name resolves now; each attempt judges it again. */
async function requireTarget({ settings }: Pick<Context, 'settings'>, url: string, resolve: Resolve): Promise<void> {
  const target = new URL(url)
  if (target.username !== '' || target.password !== '') throw wrong([{ path: 'url', message: 'holds a name or a password' }], 'credentials')
  const refusal = await targetRefusal(target, settings.webhookNetworks, resolve)
  if (refusal === 'address' || refusal === 'port' || refusal === 'name') throw wrong([{ path: 'url', message: refusals[refusal] }], refusal)
}

function knownRegions({ territory }: Pick<Context, 'territory'>, codes: readonly string[]): string[] {
  const found = codes.map((code) => territory.find(code)?.code)
  const errors = codes.flatMap((code, i) =>
    found[i] === undefined ? [{ path: `region[${i}]`, message: `${code} is not a region of this territory` }] : [],
  )
  if (errors.length > 0) throw wrong(errors)
  return [...new Set(found.filter((code) => code !== undefined))]
}

/** The place in the changes to begin behind. Throws invalid-record for a cursor that this ledger never gave out. */
async function beginning({ store, clock }: Pick<WebhookContext, 'store' | 'clock'>, since: string | undefined): Promise<string> {
  const view = store.publicView(clock())
  if (since === undefined) return view.changesEnd()
  try {
    await view.changes({ since, limit: 1 })
    return since
  } catch (error) {
    if (!(error instanceof InvalidCursor)) throw error
    throw wrong([{ path: 'since', message: 'is not a cursor of the changes' }])
  }
}

/**
 * Subscribes an address to the changes, as an admin. The secret is answered here and in no list. Throws unauthorised, forbidden,
 * invalid-record, or conflict where there are very many already.
 */
export async function createWebhook(
  ctx: WebhookContext,
  { webhook, idempotencyKey, resolve = systemResolve }: { webhook: NewWebhook; idempotencyKey?: string | undefined; resolve?: Resolve },
): Promise<MadeWebhook> {
  requireAdmin(ctx)
  const { url, label, service, since } = webhook
  const region = knownRegions(ctx, webhook.region)
  await requireTarget(ctx, url, resolve)
  const place = await beginning(ctx, since)
  const now = ctx.clock()
  const { id } = await ctx.store.write({ actor: ctx.actor, time: now }, (tx) =>
    once(tx, idempotencyKey, webhook, Made, async () => {
      if ((await tx.webhooks.list()).length >= mostWebhooks)
        throw new ServiceError('conflict', `There are ${mostWebhooks} subscriptions already; remove one first.`)
      const made = newId(now)
      await tx.webhooks.add({ id: made, url, label, region, service: [...new Set(service)], createdAt: now }, place)
      return { id: made }
    }),
  )
  const found = (await listWebhooks(ctx)).find((each) => each.id === id)
  if (!found) throw new ServiceError('not-found', 'The subscription was removed meanwhile.')
  return { webhook: found, secret: await webhookSecret(ctx.store, id) }
}
