import { Counter, Histogram, type Registry } from 'prom-client'
import type { AnswerWay } from '@/lib/log/request-trace'

/** What is counted of an answered request. */
interface Counted {
  /** The pattern of a route, of a closed list. */
  route: string
  status: number
  way: AnswerWay
  ms: number
}

/** Upper bounds in seconds: from what is given from memory to what somebody waits for. */
const buckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Counts requests in a registry, by labels of closed lists alone. A stream counts as a request, and its length as no duration. */
export function requestMetrics(registry: Registry): (answered: Counted) => void {
  const registers = [registry]
  const requests = new Counter({
    ...{ name: 'outage_ledger_http_requests_total', help: 'Requests by pattern of the route and class of the status' },
    ...{ labelNames: ['route', 'status'] as const, registers },
  })
  const answers = new Counter({
    ...{ name: 'outage_ledger_answers_total', help: 'Answers by how they came about: kept, worked, own, streamed; refused is load shed' },
    ...{ labelNames: ['way'] as const, registers },
  })
  const durations = new Histogram({
    ...{ name: 'outage_ledger_http_request_duration_seconds', help: 'From the head of a request to the end of its answer' },
    ...{ labelNames: ['route'] as const, buckets, registers },
  })
  return ({ route, status, way, ms }) => {
    requests.inc({ route, status: `${Math.floor(status / 100)}xx` })
    answers.inc({ way })
    if (way !== 'streamed') durations.observe({ route }, ms / 1000)
  }
}
