import { upload } from '@/app/api/endpoints'
import { ok } from '@/lib/http/answer'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { importRecords, previewImport } from '@/lib/service/import-records'
import { readMapping } from '@/lib/service/read-mapping'
import { requireEditor } from '@/lib/service/require-editor'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: upload(operations.importRecords, requireEditor, async (ctx, { query, file }) => {
    const mapping = query.mapping === undefined ? null : readMapping(query.mapping)
    const taken = { ...file, type: file.type === 'text/csv' ? 'csv' : 'jsonl', name: query.name ?? null, mapping } as const
    return ok(await (query.dryRun === 'true' ? previewImport(ctx, taken) : importRecords(ctx, taken)))
  }),
})
