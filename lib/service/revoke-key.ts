import type { KeyContext } from './create-key'
import { ServiceError } from './errors'

/** Ends a key and all its sessions, in every process at once. Throws not-found, and conflict for one that was revoked before. */
export async function revokeKey({ store, clock }: KeyContext, id: string): Promise<void> {
  if (await store.keys.revoke(id, clock())) return
  throw (await store.keys.find(id)) === null
    ? new ServiceError('not-found', `There is no key ${id}.`)
    : new ServiceError('conflict', `The key ${id} was revoked before.`)
}
