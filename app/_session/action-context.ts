import { headers } from 'next/headers'
import { authenticate } from '@/lib/service/authenticate'
import { type Context, context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { isOwnOrigin } from '@/lib/service/own-origin'
import { sessionOfRequest } from './page-context'

/** Throws forbidden where a page's action was not sent by a page of ours. */
export async function requireOwnPage({ settings }: Pick<Context, 'settings'>): Promise<void> {
  const sent = await headers()
  const provenance = { origin: sent.get('origin'), site: sent.get('sec-fetch-site'), host: sent.get('host') }
  if (!isOwnOrigin(provenance, settings.publicUrl)) {
    throw new ServiceError('forbidden', 'This was not sent by a page of this site.', { why: 'foreign' })
  }
}

/** The context of a page's action, for who is signed in. Throws forbidden where a session comes from a page of another site. */
export async function contextOfAction(): Promise<Context> {
  const ctx = await context()
  const session = await sessionOfRequest()
  if (session === '') return ctx
  await requireOwnPage(ctx)
  return { ...ctx, actor: await authenticate(ctx, { authorization: null, session }) }
}
