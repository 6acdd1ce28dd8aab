import { z } from 'zod'
import { Instant } from './time'
import { roles } from './vocabulary'

export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

/** Who may write. The key itself is shown once when it is made; what is kept is this and a hash. */
export const Key = z.strictObject({
  id: z.string().regex(/^[a-z2-7]{10}$/),
  role: Role,
  /** What it is for, in its maker's words; never a person's name or address. */
  label: z.string().trim().min(1).max(80).nullable(),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  /** To the minute; null until its first use. */
  lastUsedAt: Instant.nullable(),
})
export type Key = z.infer<typeof Key>

export const NewKey = Key.pick({ role: true, label: true }).extend({
  /** Whole days until it ends by itself; null for never. */
  days: z.number().int().min(1).max(3660).nullable(),
})
export type NewKey = z.infer<typeof NewKey>

/** A browser that signed in with a key, from then until it ends, signs out or the key does. */
export const Session = z.strictObject({
  /** The id of a key of the store, or the mark of a token of the environment. */
  key: z.string().min(1).max(64),
  createdAt: Instant,
  expiresAt: Instant,
})
export type Session = z.infer<typeof Session>
