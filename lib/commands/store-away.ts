import type { ServerResponse } from 'node:http'
import { problemHeaders } from '@/lib/http/problem'
import { problemStatus } from '@/lib/schema/problem'

/**
 * Has an answer that the framework takes for a fault of the server, and that failed while the store is away, say so by its status, and when to ask
 * again: nobody shows or keeps it for one of now, and a balancer, a crawler and a monitor know that it passes. `isAway` is asked once the answer begins.
 */
export function tellStoreAway(response: ServerResponse, isAway: () => boolean): void {
  const writeHead = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse
  response.writeHead = (status: number, ...rest: unknown[]) => {
    if (status !== problemStatus.internal || !isAway()) return writeHead(status, ...rest)
    for (const [name, value] of Object.entries(problemHeaders.unavailable ?? {})) response.setHeader(name, value)
    return writeHead(problemStatus.unavailable, ...rest)
  }
}
