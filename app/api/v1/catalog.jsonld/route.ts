import { read } from '@/app/api/endpoints'
import { catalogueOf } from '@/lib/export/catalogue'
import { downloadsOf } from '@/lib/export/downloads'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { getCoverage } from '@/lib/service/get-coverage'
import { publicAddress } from '@/lib/service/public-address'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getCatalogue, async (ctx, { request }) => {
    const site = publicAddress(request.headers, ctx.settings.publicUrl)
    return ok(catalogueOf(await getCoverage(ctx), site, downloadsOf(site)))
  }),
})
