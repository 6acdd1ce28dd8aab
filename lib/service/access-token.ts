import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const form = /^ol_([a-z2-7]{10})_[\w-]{43}$/

/** SHA-256 of a text, as hexadecimal digits. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Compares two texts in a time that tells nothing of where they differ. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
}

/** A new key as it is handed out, `ol_ID_RANDOM` with 256 random bits, and what is kept of it. */
export function newAccessToken(): { id: string; token: string; hash: string } {
  const id = Array.from(randomBytes(10), (byte) => alphabet[byte % alphabet.length]).join('')
  const token = `ol_${id}_${randomBytes(32).toString('base64url')}`
  return { id, token, hash: hashOf(token) }
}

/** The id in a token of the store's keys; null for any other text. */
export const keyIdIn = (token: string): string | null => form.exec(token)?.[1] ?? null
