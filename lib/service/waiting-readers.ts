/** How many are woken before whatever else the process has to do gets its turn: some milliseconds of writing to them. */
const atOnce = 20

/** Readers who wait for something, woken some at a time: writing to a thousand in one go would hold up every request that comes meanwhile. */
export class WaitingReaders {
  readonly #waiting = new Set<() => void>()
  readonly #due = new Set<() => void>()
  #turn: ReturnType<typeof setImmediate> | undefined

  /** Has a reader called once, at the next waking. */
  add(wake: () => void): void {
    this.#waiting.add(wake)
  }

  /** Lets go of one who waits no more. */
  delete(wake: () => void): void {
    this.#waiting.delete(wake)
    this.#due.delete(wake)
  }

  /** Wakes everybody who waits now, soon and in the order in which they came. */
  wake(): void {
    for (const wake of this.#waiting) this.#due.add(wake)
    this.#waiting.clear()
    this.#turn ??= setImmediate(() => this.#wakeSome())
  }

  #wakeSome(): void {
    let woken = 0
    for (const wake of this.#due) {
      if (woken === atOnce) break
      woken += 1
      this.#due.delete(wake)
      wake()
    }
    this.#turn = this.#due.size === 0 ? undefined : setImmediate(() => this.#wakeSome())
  }
}
