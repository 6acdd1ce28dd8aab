import pLimit from 'p-limit'
import type { Subscription } from '@/lib/store/webhook-table'
import { watchOf } from './changes-watch'
import { type Courier, deliverNext } from './deliver-webhook'

/** How many messages are on their way at once. */
const mostAtOnce = 8
/** How often it is looked whether something is due, in milliseconds: pauses end, and others make subscriptions. */
const lookEvery = 5_000

/** Delivers to every subscription of a store, to each one message after another. */
export class WebhookRounds {
  readonly #slots = pLimit(mostAtOnce)
  readonly #busy = new Map<string, Promise<void>>()
  /** By subscription: at which turn of it, and which version of the changes, there was nothing for it. */
  readonly #served = new Map<string, string>()
  #stopped = false

  constructor(
    private readonly courier: Courier,
    private readonly onFault: (error: unknown) => void,
  ) {}

  /** Begins with every subscription that there may be something for now, and that nothing is being sent to. The version is the watch's. */
  async round(version: number): Promise<void> {
    const { store, clock } = this.courier
    for (const of of await store.webhooks.due(clock())) {
      if (this.#busy.has(of.id) || this.#stopped || this.#served.get(of.id) === `${version} ${of.turn}`) continue
      const work = this.#sendAll(of, version)
        .catch(this.onFault)
        .finally(() => this.#busy.delete(of.id))
      this.#busy.set(of.id, work)
    }
  }

  /** Resolves once nothing is on its way. */
  async idle(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy.values())
  }

  /** A subscription's messages until there are no more or one fails. */
  async #sendAll(first: Subscription, version: number): Promise<void> {
    for (let of: Subscription | undefined = first; of !== undefined && !this.#stopped; ) {
      const subscription: Subscription = of
      const outcome = await this.#slots(() => deliverNext(this.courier, subscription))
      if (outcome === 'nothing') this.#served.set(subscription.id, `${version} ${subscription.turn}`)
      if (outcome !== 'went') return
      of = (await this.courier.store.webhooks.due(this.courier.clock())).find(({ id }) => id === subscription.id)
    }
  }

  /** Delivers until the signal says stop: what is on its way then is waited for, and nothing more is begun. */
  async run(stop: AbortSignal): Promise<void> {
    const watch = watchOf(this.courier)
    const unfollow = watch.follow()
    try {
      while (!stop.aborted) {
        const { version } = watch
        await this.round(version).catch(this.onFault)
        await watch.more(version, stop, lookEvery)
      }
    } finally {
      unfollow()
      this.#stopped = true
      await this.idle()
    }
  }
}
