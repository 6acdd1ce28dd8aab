import { createHmac } from 'node:crypto'
import { secretText } from '@/lib/outgoing/webhook-signature'
import type { KeyStore } from '@/lib/store/store'

/** The secret of a subscription, worked out from the store's own, so that there is no list of secrets that could get out. */
export async function webhookSecret({ keys }: Pick<KeyStore, 'keys'>, id: string): Promise<string> {
  const own = await keys.secret()
  return secretText(createHmac('sha256', own).update(`webhook ${id}`).digest())
}
