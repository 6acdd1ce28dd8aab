import type { OnSetAside } from '@/lib/ingest/feed-fault'
import type { SetAside } from '@/lib/schema/feed-source'

/** So many reasons are kept apart; a source that has more is not read at all. */
const mostReasons = 20

/** Counts what an answer has that is not taken in, by field and reason. */
export class AsideCount {
  readonly #counts = new Map<string, SetAside>()

  readonly add: OnSetAside = ({ field, reason }) => {
    const key = `${field} ${reason}`
    const known = this.#counts.get(key)
    if (known !== undefined) this.#counts.set(key, { ...known, records: known.records + 1 })
    else if (this.#counts.size < mostReasons) this.#counts.set(key, { field, reason, records: 1 })
  }

  /** The most first. */
  list(): SetAside[] {
    return [...this.#counts.values()].sort((a, b) => b.records - a.records || (a.field < b.field ? -1 : 1))
  }
}
