import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { NewIncident } from '@/lib/schema/incident'
import { context } from '@/lib/service/context'
import { createIncident } from '@/lib/service/create-incident'
import { reviewIncident } from '@/lib/service/review-incident'
import { anIncident } from '../server/client'

/**
 * A process that takes in records and now and then takes one down, and says each id once it is acknowledged, in a file beside the store. It
 * ends after as many as its argument says.
 */
const ctx = await context({ role: 'editor', key: 'test' })
const told = openSync(join(ctx.settings.dataDir, 'acknowledged'), 'w')
let place = 0
const acknowledge = (line: string) => {
  place += writeSync(told, `${line}\n`, place)
}

/** Every so often a text is erased, for which SQLite writes its log back into the file and begins it anew. */
const betweenTakedowns = 25
const most = Number(process.argv[2])
for (let n = 1; n <= most; n += 4) {
  await Promise.all(
    [n, n + 1, n + 2, n + 3].map(async (each) => {
      const { publisher: _publisher, ...said } = anIncident()
      const incident = NewIncident.parse(said)
      const created = await createIncident(ctx, { incident })
      if (created.outcome !== 'published') throw new Error('the record waits')
      const { id } = created.incident
      acknowledge(`stored ${id}`)
      if (each % betweenTakedowns !== 0) return
      await reviewIncident(ctx, { id, request: { decision: 'takedown', reason: 'error' } })
      acknowledge(`erased ${id}`)
    }),
  )
}
