import type { Actor } from '@/lib/schema/ledger'
import { anonymous } from './anonymous'
import { ServiceError } from './errors'
import { type Gate, keyOfToken } from './known-key'
import { readSession } from './session'

/** What a request brings to say who sends it. */
export interface Credentials {
  /** The `Authorization` header. */
  authorization: string | null
  /** The value of the session's cookie. */
  session?: string | null | undefined
}

/**
 * The actor behind a request: by its `Authorization` header, else by its session. Nobody's is an anonymous contributor's, and so is that of a
 * session that has ended; a token that is not in force is refused with unauthorised.
 */
export async function authenticate(gate: Gate, { authorization, session = null }: Credentials): Promise<Actor> {
  if (authorization === null || authorization === '') {
    const signedIn = session === null || session === '' ? null : await readSession(gate, session)
    return signedIn?.actor ?? anonymous
  }
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (token === undefined) throw new ServiceError('unauthorised', 'Authorization takes the form: Bearer TOKEN.')
  return (await keyOfToken(gate, token)).actor
}
