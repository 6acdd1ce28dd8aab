import { write } from '@/app/api/endpoints'
import { accepted, created } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { addReport } from '@/lib/service/add-report'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: write(operations.addReport, async (ctx, { params, body, idempotencyKey }) => {
    const added = await addReport(ctx, { incident: params.id, report: body, idempotencyKey })
    return added.outcome === 'published' ? created(`/api/v1/incidents/${params.id}`, added.report) : accepted(added.answer)
  }),
})
