import { read } from '@/app/api/endpoints'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { getFeedsTold } from '@/lib/service/get-feeds-told'
import { presentMinute } from '@/lib/service/present-minute'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.listFeeds, async (ctx) => ok({ asOf: presentMinute(ctx), data: await getFeedsTold(ctx) })),
})
