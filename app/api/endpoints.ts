import { cookieIn } from '@/lib/http/cookie'
import { endpointsOn } from '@/lib/http/endpoint'
import { authenticate } from '@/lib/service/authenticate'
import { context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { limitRequests, limitWrites } from '@/lib/service/limit'
import { isOwnOrigin } from '@/lib/service/own-origin'
import { sessionCookie } from '@/lib/service/session'

/** Throws forbidden for a write that rests on the cookie alone and was not sent by a page of ours. */
function requireOwnPage({ headers }: Request, publicUrl: string | undefined): void {
  const provenance = { origin: headers.get('origin'), site: headers.get('sec-fetch-site'), host: headers.get('host') }
  if (isOwnOrigin(provenance, publicUrl)) return
  throw new ServiceError(
    'forbidden',
    'A session writes from the pages of this site alone. From elsewhere, send a token: Authorization: Bearer TOKEN.',
  )
}

/** Endpoints over this process's store, for the actor whose token or session came with the request. */
export const { read, stream, write, upload } = endpointsOn(async (request, { writes }) => {
  const ctx = await context()
  await limitRequests(ctx)
  const authorization = request.headers.get('authorization')
  const session = cookieIn(request.headers, sessionCookie)
  if (writes && authorization === null && session !== null) requireOwnPage(request, ctx.settings.publicUrl)
  const actor = await authenticate(ctx, { authorization, session })
  if (writes) await limitWrites({ ...ctx, actor })
  return { ...ctx, actor }
})
