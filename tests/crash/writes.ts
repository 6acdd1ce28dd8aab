import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { exampleIncident, exampleReport } from '@/lib/http/operations'
import { ImportAnswer } from '@/lib/schema/import'
import { IncidentDetail } from '@/lib/schema/incident'
import { Report } from '@/lib/schema/report'
import { asEditor } from '../server/client'
import type { Dice } from './dice'

/** A row that the ledger has to hold once where a write was acknowledged. */
export interface Trace {
  verb: string
  /** In its payload alone: a UUID; or its subject. */
  mark: string
  /** Once that is known: by it the row is told where a takedown has blanked its payload. */
  subject?: string
}

/** Something to be written, which may be sent again as it is until it is answered. */
export interface Write {
  kind: 'incident' | 'waiting incident' | 'report' | 'correction' | 'decision' | 'import'
  traces: Trace[]
  send(baseUrl: string): Promise<Response>
  /** What is known once it is acknowledged. */
  acknowledged(body: unknown): void
}

/** An incident as its one writer knows it. */
interface Known {
  id: string
  standing: 'published' | 'waiting' | 'ended'
  /** The last report that can be corrected. */
  report: string | null
  /** Whether every subject under it is known, by which its rows are found after a takedown. */
  isTold: boolean
}

const rowsOfImport = 12

const sendJson = (path: string, body: unknown, headers: Record<string, string>) => (baseUrl: string) =>
  fetch(baseUrl + path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } })

/** The example's report under an address of its own, by which it is found again. */
function aReport(mark: string, supersedes?: string) {
  const source = { ...exampleReport.source, publisher: `Daily ${mark}`, url: `https://daily.example.com/${mark}` }
  return { ...exampleReport, source, ...(supersedes !== undefined && { supersedes }) }
}

const anIncident = (mark: string) => ({ ...exampleIncident, title: `Strike on the energy system, ${mark}`, reports: [aReport(mark)] })

const tracesOf = (mark: string): [Trace, Trace] => [
  { verb: 'incident.created', mark },
  { verb: 'report.added', mark },
]

/** One client that writes this and that about incidents of its own, so that no other one's write decides what becomes of its. */
export class Writer {
  readonly #known: Known[] = []

  constructor(private readonly dice: Dice) {}

  /** The next thing to write; what it builds on was acknowledged. */
  next(): Write {
    const [published, waiting] = [this.#of('published'), this.#of('waiting')]
    const chance = this.dice.next()
    if (chance < 0.05) return this.#import()
    if (chance < 0.2 && waiting.length > 0) return this.#decision(this.dice.pick(waiting), this.dice.pick(['publish', 'reject']))
    if (chance < 0.3 && published.length > 0) return this.#ending(this.dice.pick(published))
    if (chance < 0.6 && published.length > 0) return this.#report(this.dice.pick(published))
    return this.#incident(chance < 0.75 ? 'waiting' : 'published')
  }

  readonly #of = (standing: Known['standing']) => this.#known.filter((incident) => incident.standing === standing)

  #incident(standing: 'published' | 'waiting'): Write {
    const mark = randomUUID()
    const headers = { 'Idempotency-Key': mark, ...(standing === 'published' && asEditor) }
    const traces = tracesOf(mark)
    return {
      kind: standing === 'published' ? 'incident' : 'waiting incident',
      traces,
      send: sendJson('/api/v1/incidents', anIncident(mark), headers),
      acknowledged: (body) => {
        const { id } = z.looseObject({ id: z.ulid() }).parse(body)
        const report = standing === 'published' ? (IncidentDetail.parse(body).reports[0]?.id ?? null) : null
        traces[0].subject = id
        if (report !== null) traces[1].subject = `${id}/${report}`
        this.#known.push({ id, standing, report, isTold: report !== null })
      },
    }
  }

  #report(of: Known): Write {
    const mark = randomUUID()
    const { report } = of
    const isCorrection = report !== null && this.dice.next() < 0.5
    const trace: Trace = { verb: 'report.added', mark }
    return {
      kind: isCorrection ? 'correction' : 'report',
      traces: [trace],
      send: sendJson(`/api/v1/incidents/${of.id}/reports`, aReport(mark, isCorrection ? report : undefined), {
        'Idempotency-Key': mark,
        ...asEditor,
      }),
      acknowledged: (body) => {
        of.report = Report.parse(body).id
        trace.subject = `${of.id}/${of.report}`
      },
    }
  }

  #ending(of: Known): Write {
    return this.#decision(of, of.isTold ? this.dice.pick(['retract', 'takedown']) : 'retract')
  }

  #decision(of: Known, decision: 'publish' | 'reject' | 'retract' | 'takedown'): Write {
    const verb = { publish: 'published', reject: 'rejected', retract: 'retracted', takedown: 'takenDown' }[decision]
    const reason = decision === 'takedown' ? 'error' : 'Read against the source'
    // Nothing else is built on it while it is not known what became of it.
    of.standing = 'ended'
    return {
      kind: 'decision',
      traces: [{ verb: `incident.${verb}`, mark: of.id }],
      send: sendJson(`/api/v1/incidents/${of.id}/review`, { decision, reason }, { 'Idempotency-Key': randomUUID(), ...asEditor }),
      acknowledged: () => {
        if (decision === 'publish') of.standing = 'published'
      },
    }
  }

  /** A file, which is the same one by its bytes: it needs no key. */
  #import(): Write {
    const marks = Array.from({ length: rowsOfImport }, () => randomUUID())
    const body = marks.map((mark) => JSON.stringify(anIncident(mark))).join('\n')
    return {
      kind: 'import',
      traces: marks.flatMap(tracesOf),
      send: (baseUrl) =>
        fetch(`${baseUrl}/api/v1/imports`, { method: 'POST', body, headers: { 'Content-Type': 'application/jsonl', ...asEditor } }),
      acknowledged: (answer) => {
        const { rows, quarantinedTotal } = ImportAnswer.parse(answer)
        if (rows !== rowsOfImport || quarantinedTotal !== 0)
          throw new Error(`an import of ${rowsOfImport} rows answered ${JSON.stringify(answer)}`)
      },
    }
  }
}
