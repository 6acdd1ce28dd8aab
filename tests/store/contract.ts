import { afterEach, beforeEach, describe } from 'vitest'
import type { LedgerEvent, LedgerRow } from '@/lib/schema/ledger'
import { openStore } from '@/lib/store/open'
import type { Store } from '@/lib/store/store'
import { at, editor } from './factories'
import type { Ground, MakeGround } from './ground'
import { knowledgeContract } from './knowledge-contract'
import { ledgerContract } from './ledger-contract'
import { readingContract } from './reading-contract'
import { writingContract } from './writing-contract'

/** One test's own store and what to do with it. */
export class Bench {
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
    this.#ground = await makeGround()
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
    knowledgeContract(bench)
  })
}
