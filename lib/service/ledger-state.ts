import { loadTerritory } from '@/lib/regions/territory'
import type { Instant } from '@/lib/schema/time'
import { context, processStore, systemClock } from './context'
import { getHealth } from './get-health'

/** The state of the ledger a page is drawn from, and the zone its times are told in. Never throws: `ledgerSeq` is null where the store is silent. */
export async function ledgerState(): Promise<{ ledgerSeq: number | null; at: Instant; zone: string }> {
  const { zone } = loadTerritory(processStore().settings.territory)
  const ledgerSeq = await context().then(
    async (ctx) => (await getHealth(ctx)).ledgerSeq,
    () => null,
  )
  return { ledgerSeq, at: systemClock(), zone }
}
