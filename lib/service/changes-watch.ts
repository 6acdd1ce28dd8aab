import type { AnnouncedChange, Change } from '@/lib/schema/change'
import type { Store } from '@/lib/store/store'
import type { Context } from './context'
import { listChanges } from './list-changes'
import { WaitingReaders } from './waiting-readers'

/** How many changes are asked for at once. */
const pageSize = 500
/** How many questions of one moment are kept with their answers. */
const mostAsked = 50
/** The most that a timer takes, in milliseconds; what is further off is asked for again by then. */
const longestTimer = 86_400_000
/** When to ask again a store that did not answer, in milliseconds. */
const afterSilence = 10_000

type Watched = Pick<Context, 'store' | 'clock'>

/** Something a stream tells: an entry; or where the reader stands, to resume from, without one; or, with neither, that the line is alive. */
export interface Told {
  id?: string
  data?: AnnouncedChange
}

/** What follows a place, and the place behind it. */
interface Following {
  /** One and the same list for all who stand there, so that it needs to be written only once. */
  told: readonly Told[]
  next: string
}

const tell = ({ data: _, ...change }: Change): Told => ({ id: change.cursor, data: change })

/**
 * Knows when there may be more changes: after a write of any server, and at the end of a hold. One for all who follow a store in this
 * process, so that those who stand at the same place are answered by one question.
 */
export class ChangesWatch {
  readonly #followers = new Set<symbol>()
  #version = 0
  readonly #waiting = new WaitingReaders()
  readonly #asked = new Map<string, Promise<Following>>()
  #release: ReturnType<typeof setTimeout> | undefined
  #unlisten = () => {}

  constructor(private readonly ctx: Watched) {}

  /** Changes whenever there may be more than before. */
  get version(): number {
    return this.#version
  }

  /** Watches until the answered function is called. */
  follow(): () => void {
    const follower = Symbol('follower')
    this.#followers.add(follower)
    if (this.#followers.size === 1) {
      this.#unlisten = this.ctx.store.listen(() => this.#wake())
      this.#wake()
    }
    return () => {
      if (!this.#followers.delete(follower) || this.#followers.size > 0) return
      this.#unlisten()
      clearTimeout(this.#release)
      this.#asked.clear()
    }
  }

  /** What follows a cursor. Throws as listChanges does. */
  since(cursor: string): Promise<Following> {
    const known = this.#asked.get(cursor)
    if (known) return known
    if (this.#asked.size >= mostAsked) this.#asked.clear()
    const following = this.#ask(cursor)
    this.#asked.set(cursor, following)
    following.catch(() => this.#asked.delete(cursor))
    return following
  }

  async #ask(cursor: string): Promise<Following> {
    const { data, next } = await listChanges(this.ctx, { since: cursor, limit: pageSize })
    return { told: data.map(tell), next }
  }

  /** Resolves once there may be more than at a version, after so many milliseconds, or when the signal says so; never rejects. */
  more(version: number, signal: AbortSignal, patience: number): Promise<void> {
    if (this.#version !== version || signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        this.#waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, patience)
      signal.addEventListener('abort', done)
      this.#waiting.add(done)
    })
  }

  #wake(): void {
    this.#version += 1
    this.#asked.clear()
    this.#waiting.wake()
    void this.#awaitRelease(this.#version)
  }

  /** Wakes at the end of the next hold. */
  async #awaitRelease(version: number): Promise<void> {
    clearTimeout(this.#release)
    const { store, clock } = this.ctx
    const wait = await store
      .publicView(clock())
      .nextRelease()
      .then(
        (next) => (next === null ? null : Date.parse(next) - Date.parse(clock())),
        () => afterSilence,
      )
    if (wait === null || version !== this.#version || this.#followers.size === 0) return
    this.#release = setTimeout(() => this.#wake(), Math.min(Math.max(wait, 1), longestTimer))
  }
}

const watches = new WeakMap<Store, ChangesWatch>()

/** The one watch over a store. */
export function watchOf(ctx: Watched): ChangesWatch {
  const known = watches.get(ctx.store)
  if (known) return known
  const made = new ChangesWatch({ store: ctx.store, clock: ctx.clock })
  watches.set(ctx.store, made)
  return made
}
