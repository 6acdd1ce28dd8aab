/** Who is to hear of something that happened. */
export class Listeners {
  readonly #heard = new Set<() => void>()

  get size(): number {
    return this.#heard.size
  }

  /** Adds one, and answers how to take it away again. The same function added twice hears twice. */
  add(heard: () => void): () => void {
    const own = () => heard()
    this.#heard.add(own)
    return () => {
      this.#heard.delete(own)
    }
  }

  tell(): void {
    for (const heard of [...this.#heard]) heard()
  }
}
