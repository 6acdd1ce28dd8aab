import { randomUUID } from 'node:crypto'
import { context } from '@/lib/service/context'
import { createIncident } from '@/lib/service/create-incident'

/**
 * A process that takes in records without end and says each one's id once it is acknowledged, until it is killed.
 * Several writes are under way at once, as in a server.
 */
async function post(ctx: Awaited<ReturnType<typeof context>>, n: number): Promise<void> {
  const day = { time: '2026-01-08', precision: 'day' } as const
  const created = await createIncident(ctx, {
    incident: {
      title: `Incident number ${n}`,
      kind: 'technical',
      start: day,
      reports: [
        {
          source: {
            publisher: 'A newsroom',
            statedBy: null,
            tier: 2,
            url: `https://example.org/${randomUUID()}`,
            archiveUrl: null,
            lang: null,
          },
          asOf: day,
          quote: 'About 600 households are without power',
          observations: [
            {
              regions: ['UA-12'],
              service: 'electricity',
              measure: 'without',
              unit: 'households',
              value: n,
              qualifier: 'about',
              state: 'out',
            },
            { regions: ['UA-23'], service: 'water', measure: 'without', unit: 'people', value: n, qualifier: 'exact', state: 'out' },
          ],
        },
      ],
    },
  })
  if (created.outcome === 'published') process.stdout.write(`${created.incident.id} ${n}\n`)
}

const ctx = await context({ role: 'editor', key: 'test' })
process.stdout.write('open\n')
for (let n = 1; ; n += 4) await Promise.all([n, n + 1, n + 2, n + 3].map((each) => post(ctx, each)))
