import { createHmac } from 'node:crypto'

const prefix = 'whsec_'

/** The secret of a subscription as it is handed out (Standard Webhooks): `whsec_` and base64 of its bytes. */
export const secretText = (bytes: Buffer): string => `${prefix}${bytes.toString('base64')}`

/**
 * The headers of a message under the Standard Webhooks convention: its id, when it is sent, in seconds, and an HMAC-SHA256 over both and the
 * body, with the bytes that the secret is base64 of.
 */
export function signedHeaders(
  secret: string,
  { id, seconds, body }: { id: string; seconds: number; body: string },
): Record<string, string> {
  const key = Buffer.from(secret.slice(prefix.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` }
}
