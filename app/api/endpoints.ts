import { endpointsOn } from '@/lib/http/endpoint'
import { authenticate } from '@/lib/service/authenticate'
import { context } from '@/lib/service/context'

/** Endpoints over this process's store, for the actor whose token came with the request. */
export const { read, write } = endpointsOn(async (authorization) => {
  const ctx = await context()
  return { ...ctx, actor: authenticate(ctx.settings, authorization) }
})
