import { read } from '@/app/api/endpoints'
import { ok } from '@/lib/http/answer'
import { ogcRoot } from '@/lib/http/features'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { landingPage } from '@/lib/ogc/documents'
import { publicAddress } from '@/lib/service/public-address'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.getLandingPage, async ({ settings, territory }, { request }) =>
    ok(landingPage(ogcRoot(publicAddress(request.headers, settings.publicUrl)), territory.boundaries)),
  ),
})
