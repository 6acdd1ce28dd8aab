/** What one check of the server told. */
export interface Checked {
  /** Where the ledger ends. */
  ledgerSeq: number
  /** The moment of the answer on the server's clock, a phone's may be wrong; ISO in UTC. */
  at: string
  /** What a reader is told of what is wrong with the server. */
  trouble: Trouble | null
}

/** What is wrong with a server that answers, as far as a reader has something of it: it takes nothing in, a part cannot be read, its clock is wrong. */
export type Trouble = 'noWrites' | 'damaged' | 'clock'

const troubles: Record<string, Trouble> = {
  ...{ 'disk-full': 'noWrites', 'read-only': 'noWrites', 'disk-error': 'noWrites' },
  ...{ corrupt: 'damaged', 'clock-behind': 'clock' },
}

const patience = 8000

/** The end of the ledger in a health answer. By hand rather than by `Health`: the schema library is more than all the rest of a check. */
export function seqOf(body: unknown): number | null {
  if (typeof body !== 'object' || body === null || !('ledgerSeq' in body)) return null
  const { ledgerSeq } = body
  return typeof ledgerSeq === 'number' && Number.isInteger(ledgerSeq) ? ledgerSeq : null
}

/** The first of the problems in a health answer that a reader has something of. */
export function troubleOf(body: unknown): Trouble | null {
  if (typeof body !== 'object' || body === null || !('problems' in body) || !Array.isArray(body.problems)) return null
  const codes = body.problems.map((problem: { code?: unknown } | null) => troubles[String(problem?.code)])
  return codes.find((trouble) => trouble !== undefined) ?? null
}

function clockOf(date: string | null): string {
  const at = Date.parse(date ?? '')
  return new Date(Number.isNaN(at) ? Date.now() : at).toISOString()
}

/** Asks the server whether it answers and where the ledger ends, past every cache. Throws where it does not say within eight seconds. */
export async function readHealth(): Promise<Checked> {
  const answer = await fetch('/api/health', { cache: 'no-store', signal: AbortSignal.timeout(patience) })
  const body: unknown = answer.ok ? await answer.json() : null
  const ledgerSeq = seqOf(body)
  if (ledgerSeq === null) throw new Error(`/api/health answered ${answer.status}`)
  return { ledgerSeq, at: clockOf(answer.headers.get('date')), trouble: troubleOf(body) }
}
