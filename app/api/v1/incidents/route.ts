import { addressAfter, addressBack, localeOf } from '@/app/[locale]/report/address-after'
import { read, write } from '@/app/api/endpoints'
import { accepted, created } from '@/lib/http/answer'
import { allIncidents, exportedIncidents, wantsAll } from '@/lib/http/exported'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { createIncident } from '@/lib/service/create-incident'
import { exportIncidents } from '@/lib/service/export-records'
import { listIncidents } from '@/lib/service/list-incidents'
import { takeReportForm } from '@/lib/service/take-report-form'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read(operations.listIncidents, async (ctx, { query, request, format }) => {
    const { territory } = ctx
    if (wantsAll(request, format)) return allIncidents(await exportIncidents(ctx, query), request, { query, format, territory })
    return exportedIncidents(request, await listIncidents(ctx, query), { query, format, territory })
  }),
  POST: write(
    operations.createIncident,
    async (ctx, { query, body, idempotencyKey }) => {
      const result = await createIncident(ctx, { incident: body, allowDuplicate: query.allowDuplicate === 'true', idempotencyKey })
      if (result.outcome === 'in_review') return accepted(result.answer)
      return created(`/api/v1/incidents/${result.incident.id}`, result.incident)
    },
    async (ctx, form) => {
      const taken = await takeReportForm(ctx, form)
      return 'errors' in taken ? addressBack(form, taken) : addressAfter(taken, localeOf(form), ctx.clock())
    },
  ),
})
