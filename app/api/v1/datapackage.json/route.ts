import { read } from '@/app/api/endpoints'
import { dataPackageOf } from '@/lib/export/data-package'
import { downloadsOf } from '@/lib/export/downloads'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { getCoverage } from '@/lib/service/get-coverage'
import { publicAddress } from '@/lib/service/public-address'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getDataPackage, async (ctx, { request }) =>
    ok(dataPackageOf(await getCoverage(ctx), downloadsOf(publicAddress(request.headers, ctx.settings.publicUrl)))),
  ),
})
