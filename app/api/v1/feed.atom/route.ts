import { read } from '@/app/api/endpoints'
import { atomFeedOf } from '@/lib/export/atom-feed'
import { feedReader } from '@/lib/export/feed-reader'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { getFeed } from '@/lib/service/get-feed'
import { publicAddress } from '@/lib/service/public-address'

const { getAtomFeed } = operations

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(getAtomFeed, async (ctx, { query, request }) => {
    const site = publicAddress(request.headers, ctx.settings.publicUrl)
    return ok(atomFeedOf(await getFeed(ctx, query), feedReader(ctx.territory, { site, path: getAtomFeed.path, query })))
  }),
})
