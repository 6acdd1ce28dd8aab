import type { KeyStore } from '@/lib/store/store'
import type { Context } from './context'

/** What the verbs about webhooks are given: they work beside a server, too. */
export type WebhookContext = Omit<Context, 'store'> & { store: KeyStore }
