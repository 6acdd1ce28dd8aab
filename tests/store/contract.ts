import { afterEach, beforeEach, describe } from 'vitest'
import type { LedgerEvent, LedgerRow } from '@/lib/schema/ledger'
import { openStore } from '@/lib/store/open'
import type { Store } from '@/lib/store/store'
import { calendarContract } from './calendar-contract'
import { changesContract } from './changes-contract'
import { at, editor } from './factories'
import { feedContract } from './feed-contract'
import type { Ground, MakeGround } from './ground'
import { keysContract } from './keys-contract'
import { knowledgeContract } from './knowledge-contract'
import { ledgerContract } from './ledger-contract'
import { limitsContract } from './limits-contract'
import { listeningContract } from './listening-contract'
import { piecesContract } from './pieces-contract'
import { pollContract } from './poll-contract'
import { readingContract } from './reading-contract'
import { readingsContract } from './readings-contract'
import { reviewContract } from './review-contract'
import { snapshotsContract } from './snapshots-contract'
import { writingContract } from './writing-contract'

/** One test's own store and what to do with it. */
export class Bench {
  #make: MakeGround | null = null
  #ground: Ground | null = null
  #store: Store | null = null

  get ground(): Ground {
    if (this.#ground === null) throw new Error('no ground yet')
    return this.#ground
  }

  get store(): Store {
    if (this.#store === null) throw new Error('no store yet')
    return this.#store
  }

  async begin(makeGround: MakeGround): Promise<void> {
    this.#make = makeGround
    await this.again()
  }

  /** A ground as new, after the end of the one before. */
  async again(): Promise<void> {
    if (this.#make === null) throw new Error('nothing was begun')
    this.#ground = await this.#make()
    await this.open()
  }

  async open(): Promise<void> {
    this.#store = await openStore(this.ground.settings)
  }

  async end(): Promise<void> {
    await this.#store?.close()
    await this.#ground?.remove()
  }

  /** Appends events in one write at an hour of the tests' day; answers their rows. */
  append(hours: number, ...events: LedgerEvent[]): Promise<LedgerRow[]> {
    return this.store.write({ actor: editor, time: at(hours) }, async (tx) => {
      const rows: LedgerRow[] = []
      for (const event of events) rows.push(await tx.append(event))
      return rows
    })
  }

  view(hours: number) {
    return this.store.publicView(at(hours))
  }
}

/** What every engine must do alike; each test has a store of its own. */
export function storeContract(name: string, makeGround: MakeGround): void {
  describe(name, () => {
    const bench = new Bench()
    beforeEach(() => bench.begin(makeGround))
    afterEach(() => bench.end())
    ledgerContract(bench)
    writingContract(bench)
    readingContract(bench)
    piecesContract(bench)
    pollContract(bench)
    knowledgeContract(bench)
    reviewContract(bench)
    keysContract(bench)
    changesContract(bench)
    calendarContract(bench)
    feedContract(bench)
    limitsContract(bench)
    listeningContract(bench)
    snapshotsContract(bench)
    readingsContract(bench)
  })
}
