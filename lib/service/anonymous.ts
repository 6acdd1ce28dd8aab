import type { Actor } from '@/lib/schema/ledger'

/** Whoever brings no key: reads, and sends records that wait for an editor. */
export const anonymous: Actor = { role: 'contributor', key: null }
