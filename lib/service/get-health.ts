import { z } from 'zod'
import type { Health } from '@/lib/schema/answers'
import { type HealthCode, type HealthProblem, healthDetails } from '@/lib/schema/health-problem'
import type { Instant } from '@/lib/schema/time'
import manifest from '@/package.json'
import type { Context } from './context'

const { version } = z.object({ version: z.string() }).parse(manifest)

/** How far the clocks of servers of one database may be apart before that is told, in milliseconds. */
const clocksDiffer = 5000

const problemOf = (code: HealthCode, since: Instant): HealthProblem => ({ code, since, detail: healthDetails[code] })

/** A clock was set back at some time after the last row, of which alone something is known. */
function clockProblem(head: { time: Instant } | null, now: Instant): HealthProblem[] {
  const isBehind = head !== null && Date.parse(head.time) - Date.parse(now) > clocksDiffer
  return isBehind ? [problemOf('clock-behind', head.time)] : []
}

/**
 * Whether the store answers, up to where its ledger goes, and what is wrong. Never throws: a store that does not answer is an answer. Where
 * the last write failed, one is tried.
 */
export async function getHealth({ store, clock }: Pick<Context, 'store' | 'clock'>): Promise<Health> {
  const known = () => store.outages().map(({ code, since }) => problemOf(code, since))
  try {
    await store.tryWriting()
    const head = await store.head()
    const problems = [...known(), ...clockProblem(head, clock())]
    const status = problems.length === 0 ? 'ok' : 'degraded'
    return { status, problems, store: store.engine, ledgerSeq: head?.seq ?? 0, lastChangeAt: head?.time ?? null, version }
  } catch {
    return { status: 'unavailable', problems: known(), store: store.engine, ledgerSeq: null, lastChangeAt: null, version }
  }
}
