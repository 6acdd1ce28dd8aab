import { stream } from '@/app/api/endpoints'
import { route } from '@/lib/http/handler'
import { operations } from '@/lib/http/operations'
import { followChanges } from '@/lib/service/follow-changes'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: stream(operations.streamChanges, followChanges),
})
