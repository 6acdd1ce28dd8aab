import { read } from '@/app/api/endpoints'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { ServiceError } from '@/lib/service/errors'
import { getHealth } from '@/lib/service/get-health'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getHealth, async (ctx) => {
    const health = await getHealth(ctx)
    if (health.status === 'unavailable')
      throw new ServiceError('unavailable', `The ${health.store} store does not answer.`, { problems: health.problems })
    return ok(health)
  }),
})
