/** What one check of the server told. */
export interface Checked {
  /** Where the ledger ends. */
  ledgerSeq: number
  /** The moment of the answer on the server's clock, a phone's may be wrong; ISO in UTC. */
  at: string
}

const patience = 8000

/** The end of the ledger in a health answer. By hand rather than by `Health`: the schema library is more than all the rest of a check. */
export function seqOf(body: unknown): number | null {
  if (typeof body !== 'object' || body === null || !('ledgerSeq' in body)) return null
  const { ledgerSeq } = body
  return typeof ledgerSeq === 'number' && Number.isInteger(ledgerSeq) ? ledgerSeq : null
}

function clockOf(date: string | null): string {
  const at = Date.parse(date ?? '')
  return new Date(Number.isNaN(at) ? Date.now() : at).toISOString()
}

/** Asks the server whether it answers and where the ledger ends, past every cache. Throws where it does not say within eight seconds. */
export async function readHealth(): Promise<Checked> {
  const answer = await fetch('/api/health', { cache: 'no-store', signal: AbortSignal.timeout(patience) })
  const ledgerSeq = answer.ok ? seqOf(await answer.json()) : null
  if (ledgerSeq === null) throw new Error(`/api/health answered ${answer.status}`)
  return { ledgerSeq, at: clockOf(answer.headers.get('date')) }
}
