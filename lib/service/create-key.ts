import type { Key, NewKey } from '@/lib/schema/key'
import type { KeyStore } from '@/lib/store/store'
import { addHours } from '@/lib/time/interval'
import { newAccessToken } from './access-token'
import type { Context } from './context'

/** What the verbs about keys are given: they work beside a server, on the keys alone. */
export interface KeyContext {
  store: Pick<KeyStore, 'keys'>
  clock: Context['clock']
}

/** Makes a key. The token is answered here and never again: only its hash is kept. */
export async function createKey({ store, clock }: KeyContext, { role, label, days }: NewKey): Promise<{ key: Key; token: string }> {
  const { id, token, hash } = newAccessToken()
  const createdAt = clock()
  const expiresAt = days === null ? null : addHours(createdAt, days * 24)
  const key: Key = { id, role, label, createdAt, expiresAt, revokedAt: null, lastUsedAt: null }
  await store.keys.add(key, hash)
  return { key, token }
}
