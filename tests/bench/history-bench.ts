import { readView } from '@/app/_filters/view'
import { overviewData } from '@/app/[locale]/_overview/overview-data'
import { ImpactQuery, SeriesQuery } from '@/lib/schema/query'
import type { Context } from '@/lib/service/context'
import { getDefaultMoment } from '@/lib/service/get-default-moment'
import { getImpact } from '@/lib/service/get-impact'
import { getSeries } from '@/lib/service/get-series'
import { end, ledgerOf } from './ledger'
import { type Figure, median, ratioOf, rounds, timed } from './part'

const sizes = [1_000, 100_000]

const asOf = new Date(end).toISOString()
const from = new Date(end - 90 * 86_400_000).toISOString()

const asked: Record<string, (ctx: Context) => Promise<unknown>> = {
  'impact of 27 regions at one moment': (ctx) => getImpact(ctx, ImpactQuery.parse({ asOf, unit: 'connections' })),
  'series of 27 regions over 90 days': (ctx) => getSeries(ctx, SeriesQuery.parse({ from, to: asOf, step: 'day' })),
  'where a page opens': getDefaultMoment,
  'all that the dashboard asks': (ctx) => {
    const view = readView(new URLSearchParams())
    if ('problems' in view) throw new Error('the plain view cannot be read')
    return overviewData(ctx, view.query)
  },
}

/** What a read costs on ledgers whose past grows while their density stays: each round asks all of them in turn. Embedded store. */
export async function benchHistory(): Promise<Record<string, Figure>> {
  const ledgers = await Promise.all(sizes.map((size) => ledgerOf(size)))
  const figures: Record<string, Figure> = {}
  try {
    for (const [name, ask] of Object.entries(asked)) {
      for (const { ctx } of ledgers) await ask(ctx)
      const times: number[][] = ledgers.map(() => [])
      for (let round = 0; round < rounds; round++) {
        for (const [i, { ctx }] of ledgers.entries()) times[i]?.push(await timed(() => ask(ctx)))
      }
      const ratios = times[0]?.map((least, round) => (times.at(-1)?.[round] ?? Number.NaN) / least) ?? []
      figures[name] = { figure: `${median(times.at(-1) ?? []).toFixed(1)} ms`, ratio: ratioOf(ratios) }
    }
  } finally {
    for (const { close } of ledgers) await close()
  }
  return figures
}
