import { AnnouncedChange } from '@/lib/schema/change'
import { readEvents } from './read-events'

/** A reader of the stream of changes, who goes on where they were when a server is gone: by the id they had last, at the next of the addresses. */
export class ChangeReader {
  readonly changes: AnnouncedChange[] = []
  /** How often it had to go on elsewhere. */
  turns = 0
  #place: string | undefined
  #heard = () => {}
  readonly #left = new AbortController()
  /** Resolves when it has left; rejects when a server answers what it should not. */
  readonly ended: Promise<void>

  constructor(
    private readonly addresses: readonly string[],
    private readonly first: number,
  ) {
    this.ended = this.#run()
    this.ended.catch(() => this.#heard())
  }

  /** Resolves once it stands in a stream. */
  async standing(): Promise<this> {
    while (this.#place === undefined) await this.#more()
    return this
  }

  /** Resolves once so many changes have come. */
  async count(least: number): Promise<void> {
    while (this.changes.length < least) await this.#more()
  }

  leave(): Promise<void> {
    this.#left.abort()
    return this.ended
  }

  #more(): Promise<unknown> {
    return Promise.race([new Promise<void>((resolve) => (this.#heard = resolve)), this.ended])
  }

  async #run(): Promise<void> {
    while (!this.#left.signal.aborted) {
      const address = this.addresses[(this.first + this.turns) % this.addresses.length] ?? ''
      try {
        await this.#read(`${address}/api/v1/stream`)
      } catch (error) {
        // A line that broke is a server that is gone, or the reader’s own leaving.
        if (!(error instanceof TypeError) && !this.#left.signal.aborted) throw error
      }
      this.turns += 1
    }
  }

  async #read(address: string): Promise<void> {
    const headers: Record<string, string> = this.#place === undefined ? {} : { 'Last-Event-ID': this.#place }
    const response = await fetch(address, { headers, signal: this.#left.signal })
    if (response.status !== 200 || response.body === null) throw new Error(`${address} answered ${response.status}`)
    let text = ''
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += part.value
      // What is cut off in the middle is no event yet.
      const whole = text.lastIndexOf('\n\n') + 2
      for (const { id, data } of readEvents(text.slice(0, whole))) {
        this.#place = id
        if (data !== null) this.changes.push(AnnouncedChange.parse(data))
      }
      text = text.slice(whole)
      this.#heard()
    }
  }
}
