import { randomBytes } from 'node:crypto'
import type { Instant } from '@/lib/schema/time'
import { addHours } from '@/lib/time/interval'
import { hashOf } from './access-token'
import { type Gate, type KnownKey, keyOfSession, keyOfToken } from './known-key'
import { readSigned, sign } from './sign'

/** The cookie that holds a session: its id and a signature. */
export const sessionCookie = 'session'

export interface SignedIn extends KnownKey {
  /** When this browser is signed out by itself. */
  until: Instant
}

const earlier = (a: Instant, b: Instant | null) => (b === null || Date.parse(a) < Date.parse(b) ? a : b)

/** Opens a session with a key and answers the cookie's value. Throws unauthorised as `keyOfToken` does. */
export async function signIn(gate: Gate, token: string): Promise<SignedIn & { cookie: string }> {
  const key = await keyOfToken(gate, token)
  const now = gate.clock()
  const until = earlier(addHours(now, gate.settings.sessionHours), key.expiresAt)
  const id = randomBytes(32).toString('base64url')
  await gate.store.keys.openSession(hashOf(id), { key: key.actor.key, createdAt: now, expiresAt: until })
  return { ...key, until, cookie: await sign(gate, 'session', id) }
}

/** Who a cookie's value stands for; null once it has ended, its key has, or it is none of ours. */
export async function readSession(gate: Gate, cookie: string): Promise<SignedIn | null> {
  const id = await readSigned(gate, 'session', cookie)
  const session = id === null ? null : await gate.store.keys.findSession(hashOf(id))
  if (session === null || Date.parse(session.expiresAt) <= Date.parse(gate.clock())) return null
  const key = await keyOfSession(gate, session.key)
  return key === null ? null : { ...key, until: session.expiresAt }
}

/** Ends the session of a cookie's value, if it is one. */
export async function signOut(gate: Gate, cookie: string): Promise<void> {
  const id = await readSigned(gate, 'session', cookie)
  if (id !== null) await gate.store.keys.endSession(hashOf(id))
}

/** Ends every session of the key that a cookie's session was opened with. */
export async function signOutEverywhere(gate: Gate, cookie: string): Promise<void> {
  const session = await readSession(gate, cookie)
  if (session !== null) await gate.store.keys.endSessions(session.actor.key)
}
