import { Gauge, type Registry } from 'prom-client'
import { log } from '@/lib/log/log'
import type { Context } from '@/lib/service/context'
import { type OperatingFigures, operatingFigures } from '@/lib/service/operating-figures'

/** Figures of the ledger without a label, each with what it means. */
const plain: Record<string, [help: string, figure: (of: OperatingFigures) => number]> = {
  ledger_sequence: ['The last row of the ledger', ({ ledgerSeq }) => ledgerSeq],
  review_queue_length: ['Records that wait for an editor', ({ queue }) => queue.total],
  review_queue_oldest_seconds: ['How long the first of them has waited', ({ queue }) => queue.oldestSeconds],
  held_incidents: ['Incidents that are published and under hold', ({ held }) => held],
  streams_open: ['Streams of changes that are open in this process', ({ streams }) => streams],
  webhooks_failing: ['Subscriptions that nothing could be delivered to of late', ({ webhooks }) => webhooks.failing],
  webhooks_ended: ['Subscriptions that nothing more is sent to', ({ webhooks }) => webhooks.ended],
  webhook_dead_letters: ['Changes that could not be delivered', ({ webhooks }) => webhooks.deadLetters],
}

/**
 * Puts the ledger's figures into a registry. The function it answers reads them anew; where the store does not answer it says so in
 * `store_up`, and tells none of the others rather than old ones.
 */
export function ledgerMetrics(registry: Registry, ctx: Pick<Context, 'store' | 'clock'>): () => Promise<void> {
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge<L>({ name: `outage_ledger_${name}`, help, labelNames, registers: [registry] })
  const up = gauge('store_up', 'Whether the store answers')
  // A gauge with labels tells nothing while none is set; one without would tell 0.
  const figures = Object.entries(plain).map(([name, [help, figure]]) => [gauge(name, help, 'store'), figure] as const)
  const ages = gauge('feed_age_seconds', 'Since a source last gave what could be read', 'feed')
  const failures = gauge('feed_failures', 'How often in a row a source has failed', 'feed')
  const labelled = [...figures.map(([each]) => each), ages, failures]
  const { engine: store } = ctx.store
  return async () => {
    for (const each of labelled) each.reset()
    try {
      const told = await operatingFigures(ctx)
      up.set(1)
      for (const [each, figure] of figures) each.set({ store }, figure(told))
      for (const { id, ageSeconds, failures: times } of told.feeds) {
        failures.set({ feed: id }, times)
        if (ageSeconds !== null) ages.set({ feed: id }, ageSeconds)
      }
    } catch (error) {
      up.set(0)
      log().warn({ err: error }, 'metrics')
    }
  }
}
