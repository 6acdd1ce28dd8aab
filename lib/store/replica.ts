import type { Kysely } from 'kysely'
import { ledgerEnd } from './ledger'
import type { Tables } from './tables'

type Reading = <T>(work: (db: Kysely<Tables>) => Promise<T>) => Promise<T>

interface Needs {
  primary: Reading
  copy: Reading
  /** Whether an error says that the copy cannot answer, or not yet: then the primary is asked. */
  isPassing: (error: unknown) => boolean
  /** Milliseconds. */
  now: () => number
}

/** How long what the primary said of its end is trusted, in milliseconds, where nobody tells of a write. */
const trusted = 1000

/**
 * Reads from a copy of the database that follows it at some distance. A reading is the copy's only where that has every row of the ledger that
 * is known of here, by the primary's word, which is asked for after each write that is heard of and every second besides; else the primary's. So
 * whoever has written reads it, no answer is older than one before it, and what is kept for as long as the ledger ends at a row is never of an earlier one.
 */
export class Replica {
  readonly #needs: Needs
  #least = 0
  #sureAt = Number.NEGATIVE_INFINITY
  /** Grows with every doubt; what the primary was asked before settles none after. */
  #doubts = 0

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** The ledger has grown, here or elsewhere. */
  doubt(): void {
    this.#doubts += 1
    this.#sureAt = Number.NEGATIVE_INFINITY
  }

  /** Where the ledger ends, by the primary's word. */
  async end(): ReturnType<typeof ledgerEnd> {
    const [before, asked] = [this.#doubts, this.#needs.now()]
    const end = await this.#needs.primary(ledgerEnd)
    this.#least = Math.max(this.#least, end?.seq ?? 0)
    if (this.#doubts === before) this.#sureAt = asked
    return end
  }

  readonly reading: Reading = async <T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> => {
    const since = this.#needs.now() - this.#sureAt
    if (since < 0 || since >= trusted) await this.end()
    const found = await this.#fromCopy(work)
    return found === null ? this.#needs.primary(work) : found.read
  }

  /** Null where the copy is behind or does not answer. */
  async #fromCopy<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<{ read: T } | null> {
    try {
      return await this.#needs.copy(async (db) => {
        const seq = (await ledgerEnd(db))?.seq ?? 0
        if (seq < this.#least) return null
        this.#least = seq
        return { read: await work(db) }
      })
    } catch (error) {
      if (this.#needs.isPassing(error)) return null
      throw error
    }
  }
}
