import { Agent, get, type IncomingMessage } from 'node:http'
import { AnnouncedChange } from '@/lib/schema/change'
import { readEvents } from '../support/read-events'

/** What a reader has heard so far, as far as it can be compared: how many changes, and a sum over which ones, whatever their order. */
interface Heard {
  changes: number
  sum: number
}

type Named = Pick<AnnouncedChange, 'kind' | 'incident' | 'report'>

/** A number of a change that others have with little chance. */
export function numberOf({ kind, incident, report }: Named): number {
  let number = 7
  for (const character of `${kind} ${incident} ${report}`) number = (Math.imul(number, 31) + (character.codePointAt(0) ?? 0)) | 0
  return number
}

/** Readers of the stream of changes, each with a line of its own, all in this process. */
export class StreamReaders {
  readonly heard: Heard[] = []
  /** How many lines ended before they were let go. */
  lost = 0
  readonly #agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY })
  readonly #answers: IncomingMessage[] = []
  #leaving = false

  /** Opens so many, some at a time, and resolves when each knows its place. */
  async open(address: string, count: number): Promise<this> {
    for (let opened = 0; opened < count; opened += 50) {
      await Promise.all(Array.from({ length: Math.min(50, count - opened) }, () => this.#open(address)))
    }
    return this
  }

  #open(address: string): Promise<void> {
    return new Promise((resolve, reject) => {
      get(address, { agent: this.#agent }, (answer) => {
        if (answer.statusCode !== 200) return reject(new Error(`${address} answers ${answer.statusCode}`))
        const own: Heard = { changes: 0, sum: 0 }
        this.heard.push(own)
        this.#answers.push(answer)
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part
          const whole = text.lastIndexOf('\n\n') + 2
          for (const { data } of readEvents(text.slice(0, whole))) {
            if (data === null) resolve()
            else {
              own.changes += 1
              own.sum = (own.sum + numberOf(AnnouncedChange.parse(data))) | 0
            }
          }
          text = text.slice(whole)
        })
        answer.on('close', () => {
          if (!this.#leaving) this.lost += 1
        })
        answer.on('error', () => undefined)
      }).on('error', reject)
    })
  }

  close(): void {
    this.#leaving = true
    for (const answer of this.#answers) answer.destroy()
    this.#agent.destroy()
  }
}
