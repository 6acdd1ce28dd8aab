import type { Key, Session } from '@/lib/schema/key'
import type { Instant } from '@/lib/schema/time'

/**
 * Keys, the sessions opened with them, and the store's own secret. None of it is in the ledger. Every question is put to the
 * database, so that what one process revokes is dead in every other.
 */
export interface KeyRing {
  add(key: Key, tokenHash: string): Promise<void>
  find(id: string): Promise<{ key: Key; tokenHash: string } | null>
  /** The oldest first. */
  list(): Promise<Key[]>
  /** Ends a key and every session opened with it; false where there is no such key or it was revoked before. */
  revoke(id: string, at: Instant): Promise<boolean>
  markUsed(id: string, at: Instant): Promise<void>
  /** Keeps a session under the hash of its id, and lets go of those that have ended. */
  openSession(idHash: string, session: Session): Promise<void>
  findSession(idHash: string): Promise<Session | null>
  endSession(idHash: string): Promise<void>
  endSessions(key: string): Promise<void>
  /** 256 random bits in base64url, made at the first question and the same ever after. */
  secret(): Promise<string>
}
