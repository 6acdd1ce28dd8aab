import type { ServerResponse } from 'node:http'
import { requestId } from '@/lib/log/request-trace'
import type { ServiceError } from '@/lib/service/errors'
import { openHeaders } from './handler'
import { problemResponse } from './problem'

/** Answers with a refusal where there is no more than Node's own response: before the framework. */
export async function sendProblem(response: ServerResponse, { problem, message, more }: ServiceError): Promise<void> {
  const id = requestId()
  const told = problemResponse(problem, message, id, more)
  response.writeHead(told.status, { ...Object.fromEntries(told.headers), ...openHeaders, 'X-Request-Id': id })
  response.end(await told.text())
}
