import { createHash } from 'node:crypto'
import { sha256 } from './ledger'

const newline = 10
const space = 32
const zero = 48

/** Longer than any line of a snapshot, whatever its numbers. */
const longestLine = 120

/**
 * What vouches for one snapshot: the digest of a text with its minute of the epoch, the digest of the areas it asked for, and a line for
 * each of its readings in the order of their codes. The text is written as bytes into one piece of memory that serves for all snapshots,
 * for there are millions of them. Codes of regions are ASCII.
 */
export class SnapshotDigest {
  #bytes = Buffer.allocUnsafe(1 << 16)
  #length = 0

  begin(time: number, areas: string): void {
    this.#length = this.#bytes.write(`${time}\n${areas}\n`, 'latin1')
  }

  /** A reading; `served` is null where the feed does not tell of how many. */
  add(region: string, value: number, served: number | null): void {
    if (this.#length + longestLine > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2)
    for (let at = 0; at < region.length; at++) this.#bytes[this.#length++] = region.charCodeAt(at)
    this.#bytes[this.#length++] = space
    this.#number(value)
    this.#bytes[this.#length++] = space
    if (served !== null) this.#number(served)
    this.#bytes[this.#length++] = newline
  }

  end(): string {
    return createHash('sha256').update(this.#bytes.subarray(0, this.#length)).digest('hex')
  }

  /** A whole number that is not negative, in decimals. */
  #number(value: number): void {
    let digits = 1
    for (let least = 10; least <= value; least *= 10) digits += 1
    this.#length += digits
    let rest = value
    for (let at = this.#length - 1; digits > 0; at--, digits--) {
      const tens = Math.floor(rest / 10)
      this.#bytes[at] = zero + rest - tens * 10
      rest = tens
    }
  }
}

/** What the ledger keeps of a batch: over the digests of its snapshots in order of time. */
export const batchDigest = (runs: readonly { time: number; sha256: string }[]): string =>
  sha256(runs.map(({ time, sha256: digest }) => `${time} ${digest}\n`).join(''))
