import { createHmac } from 'node:crypto'
import { isSame } from './access-token'
import type { Gate } from './known-key'

/** What a signature is for: one made for another use fits nowhere else. */
export type Purpose = 'session' | 'form' | 'address'

/** HMAC-SHA256 of a text in base64url, by SESSION_SECRET or, without that, the store's own secret. */
export async function signatureOf({ store, settings }: Pick<Gate, 'store' | 'settings'>, purpose: Purpose, text: string): Promise<string> {
  const secret = settings.sessionSecret ?? (await store.keys.secret())
  return createHmac('sha256', secret).update(`${purpose} ${text}`).digest('base64url')
}

/** `text.signature`. */
export async function sign(gate: Pick<Gate, 'store' | 'settings'>, purpose: Purpose, text: string): Promise<string> {
  return `${text}.${await signatureOf(gate, purpose, text)}`
}

/** The text of what `sign` made; null for anything else. */
export async function readSigned(gate: Pick<Gate, 'store' | 'settings'>, purpose: Purpose, signed: string): Promise<string | null> {
  const [text = '', signature = '', ...rest] = signed.split('.')
  if (text === '' || signature === '' || rest.length > 0) return null
  return isSame(signature, await signatureOf(gate, purpose, text)) ? text : null
}
