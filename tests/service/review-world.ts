import { readSettings } from '@/lib/config/settings'
import { loadTerritory } from '@/lib/regions/territory'
import { NewIncident } from '@/lib/schema/incident'
import type { Actor } from '@/lib/schema/ledger'
import { NewReport } from '@/lib/schema/report'
import type { ReviewAnswer, ReviewRequest } from '@/lib/schema/review'
import { addReport } from '@/lib/service/add-report'
import type { Context } from '@/lib/service/context'
import { createIncident } from '@/lib/service/create-incident'
import { reviewIncident } from '@/lib/service/review-incident'
import { openStore } from '@/lib/store/open'
import type { ReviewedIncident, Store } from '@/lib/store/store'
import { at } from '../store/factories'
import type { Ground, MakeGround } from '../store/ground'

export const reader: Actor = { role: 'contributor', key: null }
export const contributorKey: Actor = { role: 'contributor', key: 'contributor' }
export const editorA: Actor = { role: 'editor', key: 'editor-a' }
export const editorB: Actor = { role: 'editor', key: 'editor-b' }

/** What of a record a test cares about; the rest is the same for all. */
export interface Told {
  /** In its title, quote and publisher. */
  word?: string
  tier?: 1 | 2 | 3 | 4
  kind?: 'strike' | 'technical'
  startsAt?: number
  value?: number
  place?: string
  url?: string
}

/** Verbs on a store of their own, at a clock that a test sets in hours of its day. */
export class ReviewWorld {
  hours = 10
  #written = 0

  private constructor(
    readonly store: Store,
    readonly ground: Ground,
    readonly env: Record<string, string>,
  ) {}

  static async open(makeGround: MakeGround, env: Record<string, string> = {}): Promise<ReviewWorld> {
    const ground = await makeGround()
    return new ReviewWorld(await openStore(ground.settings), ground, env)
  }

  async close(): Promise<void> {
    await this.store.close()
    await this.ground.remove()
  }

  as(actor: Actor): Context {
    const settings = readSettings(this.env)
    return { store: this.store, clock: () => at(this.hours), actor, territory: loadTerritory(settings.territory), settings }
  }

  report({ word, tier = 1, startsAt = 0, value = 1000, place, url }: Told = {}): NewReport {
    this.#written += 1
    const said = word ?? `word${this.#written}`
    return NewReport.parse({
      source: { publisher: `Newsroom ${said}`, tier, url: url ?? `https://example.org/${this.#written}` },
      asOf: { time: at(startsAt + 1), precision: 'hour' },
      quote: `Quote ${said}`,
      observations: [
        {
          regions: ['UA-12'],
          service: 'electricity',
          measure: 'without',
          unit: 'households',
          value,
          qualifier: 'exact',
          state: 'out',
          ...(place && { place }),
        },
      ],
    })
  }

  /** Takes an incident in and answers its id. */
  async create(actor: Actor, told: Told = {}, ...more: NewReport[]): Promise<string> {
    const { kind = 'technical', startsAt = 0 } = told
    const reports = [this.report(told), ...more]
    const title = `Incident ${told.word ?? this.#written}`
    const incident = NewIncident.parse({ title, kind, start: { time: at(startsAt), precision: 'hour' }, reports })
    const created = await createIncident(this.as(actor), { incident, allowDuplicate: true })
    return created.outcome === 'published' ? created.incident.id : created.answer.id
  }

  /** Adds a report to an incident and answers its id. */
  async add(actor: Actor, incident: string, told: Told & { supersedes?: string } = {}): Promise<string> {
    const { supersedes = null } = told
    const added = await addReport(this.as(actor), { incident, report: { ...this.report(told), supersedes } })
    return added.outcome === 'published' ? added.report.id : added.answer.id
  }

  review(actor: Actor, id: string, request: ReviewRequest, idempotencyKey?: string): Promise<ReviewAnswer> {
    return reviewIncident(this.as(actor), { id, request, ...(idempotencyKey !== undefined && { idempotencyKey }) })
  }

  async record(id: string): Promise<ReviewedIncident> {
    const found = await this.store.editorView().record(id)
    if (found === null || 'takenDownAt' in found) throw new Error(`${id} is not there`)
    return found
  }

  /** The ids of an incident's reports, in order. */
  async reportsOf(id: string): Promise<string[]> {
    return (await this.record(id)).reports.map(({ report }) => report.id)
  }
}
