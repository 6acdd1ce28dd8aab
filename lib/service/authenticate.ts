import { createHash, timingSafeEqual } from 'node:crypto'
import type { Settings } from '@/lib/config/settings'
import type { Actor } from '@/lib/schema/ledger'
import { ServiceError } from './errors'

export const anonymous: Actor = { role: 'contributor', key: null }

const digest = (text: string) => createHash('sha256').update(text).digest()

/** The actor behind an `Authorization` header: nobody's is an anonymous contributor's, a wrong token is refused. */
export function authenticate(settings: Settings, authorization: string | null): Actor {
  if (authorization === null || authorization === '') return anonymous
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (token === undefined) throw new ServiceError('unauthorised', 'Authorization takes the form: Bearer TOKEN.')
  const given = digest(token)
  // Every token is compared, so that the time taken tells nothing of which one matched.
  const matches = settings.editorTokens.filter((known) => timingSafeEqual(digest(known), given))
  if (matches.length === 0) throw new ServiceError('unauthorised', 'This token is not known here.')
  return { role: 'editor', key: given.toString('hex').slice(0, 12) }
}
