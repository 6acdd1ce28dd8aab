import type { Settings } from '@/lib/config/settings'
import type { Key } from '@/lib/schema/key'
import type { Actor } from '@/lib/schema/ledger'
import type { Instant } from '@/lib/schema/time'
import { hashOf, isSame, keyIdIn } from './access-token'
import type { Context } from './context'
import { ServiceError } from './errors'

/** What a key is asked with: the store it is kept in, and the moment. */
export type Gate = Pick<Context, 'store' | 'settings' | 'clock'>

/** A key that is in force, whichever way it was given out. */
export interface KnownKey {
  actor: Actor & { key: string }
  label: string | null
  expiresAt: Instant | null
}

/** How a token of the environment is named in the ledger: by the beginning of its hash. Longer than any key's id, so never one. */
const markOf = (token: string) => hashOf(token).slice(0, 12)

const ofEnvironment = (mark: string): KnownKey => ({ actor: { role: 'editor', key: mark }, label: null, expiresAt: null })

/** Why a key of the store is no longer in force; null while it is. */
function endOf({ revokedAt, expiresAt }: Key, now: Instant): string | null {
  if (revokedAt !== null) return 'This key was revoked.'
  return expiresAt !== null && Date.parse(expiresAt) <= Date.parse(now) ? 'This key has expired.' : null
}

/** Notes that a key was used, to the minute. */
async function noteUse({ store, clock }: Gate, { id, lastUsedAt }: Key): Promise<void> {
  const now = clock()
  if (lastUsedAt !== null && Date.parse(now) - Date.parse(lastUsedAt) < 60_000) return
  // A database that takes no writes, a full disk say, still lets its keys read.
  await store.keys.markUsed(id, now).catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'StoreUnavailable') throw error
  })
}

const known = ({ id, role, label, expiresAt }: Key): KnownKey => ({ actor: { role, key: id }, label, expiresAt })

function environmentKey({ editorTokens }: Settings, token: string): KnownKey | null {
  // Every token is compared, so that the time taken tells nothing of which one matched.
  return editorTokens.filter((each) => isSame(each, token)).length > 0 ? ofEnvironment(markOf(token)) : null
}

/** The key behind a token. Throws unauthorised for one that is not known, was revoked or has expired. */
export async function keyOfToken(gate: Gate, token: string): Promise<KnownKey> {
  const ofServer = environmentKey(gate.settings, token)
  if (ofServer !== null) return ofServer
  const id = keyIdIn(token)
  const found = id === null ? null : await gate.store.keys.find(id)
  if (found === null || !isSame(found.tokenHash, hashOf(token))) throw new ServiceError('unauthorised', 'This token is not known here.')
  const ended = endOf(found.key, gate.clock())
  if (ended !== null) throw new ServiceError('unauthorised', ended)
  await noteUse(gate, found.key)
  return known(found.key)
}

/** The key that a session was opened with, while it is in force. */
export async function keyOfSession(gate: Gate, key: string): Promise<KnownKey | null> {
  if (gate.settings.editorTokens.some((token) => markOf(token) === key)) return ofEnvironment(key)
  const found = await gate.store.keys.find(key)
  if (found === null || endOf(found.key, gate.clock()) !== null) return null
  await noteUse(gate, found.key)
  return known(found.key)
}
