import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** How many of something anyone may have within a time: after `count` in `seconds`, the rest waits. */
export interface Limit {
  name: string
  count: number
  seconds: number
  /** Counted by each process for itself where counting costs more than what is counted; else by all together. */
  byProcess?: boolean
}

/** Counts what was taken of limits, for all servers of a database together. */
export interface Limits {
  /** Takes one of what `who` has left; answers null, or after how many seconds there is more. */
  take(limit: Limit, who: string): Promise<number | null>
}

/** Counts in the memory of this process. */
export const counterInMemory = ({ name, count, seconds }: Limit): RateLimiterAbstract =>
  new RateLimiterMemory({ keyPrefix: name, points: count, duration: seconds })

/** Limits by the engine's own counter for each. */
export function limitsBy(counterOf: (limit: Limit) => RateLimiterAbstract): Limits {
  const counters = new Map<string, RateLimiterAbstract>()
  return {
    async take(limit, who) {
      const name = `${limit.name} ${limit.count} ${limit.seconds}`
      const counter = counters.get(name) ?? counterOf(limit)
      counters.set(name, counter)
      try {
        await counter.consume(who)
        return null
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused
        return Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
      }
    },
  }
}
