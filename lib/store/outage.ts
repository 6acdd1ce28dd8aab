import type { HealthCode } from '@/lib/schema/health-problem'
import type { Instant } from '@/lib/schema/time'

/** Why a database could not answer. */
export interface Outage {
  code: Exclude<HealthCode, 'clock-behind'>
  /** For the operator's log: it names the place. */
  words: string
}

/**
 * What was asked of a store: counting may be done in the memory of the process, and tells nothing where it succeeds; proving is a write as large
 * as most records are.
 */
export type Way = 'reading' | 'writing' | 'proving' | 'counting'

function isOver(code: Outage['code'], by: Way, now: Way): boolean {
  if (code === 'corrupt' || now === 'counting') return false
  if (now === 'proving' || code === 'unreachable') return true
  return now === 'writing' ? code !== 'disk-full' : by === 'reading'
}

/** What stands in the way of a store, from the first failure to the first sign that it has passed. */
export class Outages {
  readonly #standing = new Map<Outage['code'], { since: Instant; by: Way }>()

  constructor(private readonly now: () => Instant) {}

  failed(by: Way, { code }: Outage): void {
    const known = this.#standing.get(code)
    // What fails to be written and then to be read is over when it can be written.
    this.#standing.set(code, { since: known?.since ?? this.now(), by: known?.by === 'writing' ? 'writing' : by })
  }

  /**
   * A reading tells that the database answers, a write that it takes one; that there is room, only one that is large enough: a full disk may have
   * some for a little. That damage is gone, none of them.
   */
  succeeded(way: Way): void {
    for (const [code, { by }] of this.#standing) if (isOver(code, by, way)) this.#standing.delete(code)
  }

  get standing(): { code: Outage['code']; since: Instant }[] {
    return [...this.#standing].map(([code, { since }]) => ({ code, since }))
  }

  /** Whether only a write can tell that something has passed. */
  get waitsForWrite(): boolean {
    return [...this.#standing].some(([code, { by }]) => code !== 'corrupt' && by !== 'reading')
  }
}
