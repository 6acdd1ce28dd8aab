import { addressAfter, addressBack, localeOf } from '@/app/[locale]/report/address-after'
import { read, write } from '@/app/api/endpoints'
import { accepted, created } from '@/lib/http/answer'
import { exportedIncidents } from '@/lib/http/exported'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { createIncident } from '@/lib/service/create-incident'
import { listIncidents } from '@/lib/service/list-incidents'
import { takeReportForm } from '@/lib/service/take-report-form'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.listIncidents, async (ctx, { query, request, format }) =>
    exportedIncidents(request, await listIncidents(ctx, query), format),
  ),
  POST: write(
    operations.createIncident,
    async (ctx, { query, body, idempotencyKey }) => {
      const result = await createIncident(ctx, { incident: body, allowDuplicate: query.allowDuplicate === 'true', idempotencyKey })
      if (result.outcome === 'in_review') return accepted(result.answer)
      return created(`/api/v1/incidents/${result.incident.id}`, result.incident)
    },
    async (ctx, form) => {
      const taken = await takeReportForm(ctx, form)
      return 'created' in taken ? addressAfter(taken.created, localeOf(form), ctx.clock()) : addressBack(form, taken)
    },
  ),
})
