import { AsyncLocalStorage } from 'node:async_hooks'

/** Runs the writes of a process one after another, in the order in which they were asked for. */
export class WriteQueue {
  #tail: Promise<unknown> = Promise.resolve()
  readonly #current = new AsyncLocalStorage<{ running: boolean }>()

  /** Rejects at once for a write asked for inside a write: it would wait for itself for ever. */
  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#current.getStore()?.running) return Promise.reject(new Error('a write was asked for inside a write'))
    const turn = { running: true }
    const result = this.#tail
      .then(() => this.#current.run(turn, work))
      .finally(() => {
        turn.running = false
      })
    this.#tail = result.catch(() => undefined)
    return result
  }

  /** Resolves once everything asked for so far has ended. */
  async idle(): Promise<void> {
    await this.#tail
  }
}
