import type { Change, ChangedIncident } from '@/lib/schema/change'
import type { Report } from '@/lib/schema/report'
import type { Instant } from '@/lib/schema/time'
import type { Store } from '@/lib/store/store'

interface Kept {
  incident: ChangedIncident
  reports: Map<string, Report>
}

/** Somebody else's copy of the ledger, kept by the changes alone: what the documentation tells a client to do. */
export class Mirror {
  readonly incidents = new Map<string, Kept>()
  readonly taken: Change[] = []
  #since: string | undefined

  get since(): string | undefined {
    return this.#since
  }

  /** Asks once; answers whether there is more. */
  async poll(store: Store, now: Instant, limit: number): Promise<boolean> {
    const { rows, next, more } = await store.publicView(now).changes({ limit, ...(this.#since !== undefined && { since: this.#since }) })
    for (const change of rows) this.take(change)
    this.#since = next
    return more
  }

  async drain(store: Store, now: Instant, limit = 3): Promise<void> {
    while (await this.poll(store, now, limit));
  }

  take(change: Change): void {
    this.taken.push(change)
    const { kind, incident, report, data } = change
    const kept = this.incidents.get(incident)
    if (kind === 'takenDown' || kind === 'merged' || (kind === 'retracted' && report === null)) this.incidents.delete(incident)
    else if (kind === 'retracted') kept?.reports.delete(report ?? '')
    else if (data !== null && 'title' in data) this.incidents.set(incident, { incident: data, reports: kept?.reports ?? new Map() })
    else if (data !== null && kept) {
      const corrected = data.supersedes === null ? undefined : kept.reports.get(data.supersedes)
      if (corrected && corrected.supersededBy === null) {
        kept.reports.set(corrected.id, { ...corrected, supersededBy: data.id, reviewState: 'corrected' })
      }
      kept.reports.set(data.id, data)
    }
  }
}
