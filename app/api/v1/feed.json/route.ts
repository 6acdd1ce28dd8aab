import { read } from '@/app/api/endpoints'
import { feedReader } from '@/lib/export/feed-reader'
import { jsonFeedOf } from '@/lib/export/json-feed'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { getFeed } from '@/lib/service/get-feed'
import { publicAddress } from '@/lib/service/public-address'

const { getJsonFeed } = operations

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(getJsonFeed, async (ctx, { query, request }) => {
    const site = publicAddress(request.headers, ctx.settings.publicUrl)
    return ok(jsonFeedOf(await getFeed(ctx, query), feedReader(ctx.territory, { site, path: getJsonFeed.path, query })))
  }),
})
