import type { BasisRule, HouseholdHours, RegionImpact } from '@/lib/schema/impact'
import type { Service } from '@/lib/schema/observation'
import { ImpactQuery, SeriesQuery } from '@/lib/schema/query'
import type { Instant } from '@/lib/schema/time'
import type { Context } from './context'
import { getImpact } from './get-impact'
import { getSeries } from './get-series'

interface Case {
  asOf: Instant
  region: string
  service: Service
  /** The statements it is about; without any of them the example is not there. */
  rules: readonly BasisRule[]
}

/** Moments of the shipped records at which one rule can be seen at work. Only the question is written here, never the answer. */
const cases = {
  alternatives: { asOf: '2026-01-08T16:00:00.000Z', region: 'UA-12', service: 'electricity', rules: ['headline', 'alternative'] },
  'shelf-lives': { asOf: '2026-01-11T16:00:00.000Z', region: 'UA-12', service: 'electricity', rules: ['stale'] },
  parts: { asOf: '2024-12-25T16:00:00.000Z', region: 'UA-12', service: 'heating', rules: ['part'] },
  'several-incidents': {
    asOf: '2026-01-26T16:00:00.000Z',
    region: 'UA-30',
    service: 'heating',
    rules: ['headline', 'alternative', 'otherIncident'],
  },
  shared: { asOf: '2025-08-27T16:00:00.000Z', region: 'UA-59', service: 'electricity', rules: ['sharedAcrossRegions'] },
  units: { asOf: '2026-01-08T16:00:00.000Z', region: 'UA-12', service: 'electricity', rules: ['headline', 'otherUnit'] },
  'not-counted': { asOf: '2026-01-08T16:00:00.000Z', region: 'UA-12', service: 'electricity', rules: ['notCounted'] },
  restored: { asOf: '2026-01-08T16:00:00.000Z', region: 'UA-23', service: 'electricity', rules: ['restores', 'endedByRestoration'] },
  occupied: { asOf: '2026-01-08T16:00:00.000Z', region: 'UA-23', service: 'electricity', rules: ['occupied', 'unverified'] },
  share: { asOf: '2026-01-08T16:00:00.000Z', region: 'UA-12', service: 'electricity', rules: ['headline'] },
} as const satisfies Record<string, Case>
export type ExampleId = keyof typeof cases

/** One rule at work: the row as the API gives it, its basis narrowed to the statements that the rule is about. */
export interface WorkedExample {
  asOf: Instant
  row: RegionImpact
}

/** The same moment as three readers could have known it: what had been published by the end of each day. */
export interface ClockExample {
  asOf: Instant
  region: string
  service: Service
  days: { publishedBy: string; row: RegionImpact }[]
}

export interface HoursExample {
  region: string
  from: Instant
  to: Instant
  hours: HouseholdHours
}

export interface WorkedExamples {
  byRule: Partial<Record<ExampleId, WorkedExample>>
  clocks: ClockExample | null
  hours: HoursExample | null
}

type Asked = { asOf: Instant; region: string; service: Service; publishedBy?: string }

/** Rows by question; several examples look at the same one. */
function rowsOf(ctx: Context) {
  const asked = new Map<string, Promise<RegionImpact | undefined>>()
  return (query: Asked) => {
    const key = JSON.stringify(query)
    const row = asked.get(key) ?? rowAt(ctx, query)
    asked.set(key, row)
    return row
  }
}
type RowOf = ReturnType<typeof rowsOf>

async function rowAt(ctx: Context, query: Asked) {
  const { region, service, ...moment } = query
  if (ctx.territory.find(region) === undefined) return undefined
  const { data } = await getImpact(ctx, ImpactQuery.parse({ ...moment, region: [region], service: [service] }))
  return data[0]
}

async function worked(rowOf: RowOf, { asOf, region, service, rules }: Case): Promise<WorkedExample | undefined> {
  const row = await rowOf({ asOf, region, service })
  const basis = row?.basis.filter(({ rule }) => rules.includes(rule)) ?? []
  return row === undefined || basis.length === 0 ? undefined : { asOf, row: { ...row, basis } }
}

/** One outage as it could be read of day by day. Null where no day knew anything. */
async function clockExample(rowOf: RowOf): Promise<ClockExample | null> {
  const { asOf, region, service } = cases.alternatives
  const days = await Promise.all(
    ['2026-01-08', '2026-01-09'].map(async (publishedBy) => ({
      publishedBy,
      row: await rowOf({ asOf, region, service, publishedBy }),
    })),
  )
  const told = days.flatMap(({ publishedBy, row }) => (row === undefined ? [] : [{ publishedBy, row }]))
  return told.some(({ row }) => row.standing !== 'notReported') ? { asOf, region, service, days: told } : null
}

/** A week of one region in which figures followed each other. Null where nothing is covered. */
async function hoursExample(ctx: Context): Promise<HoursExample | null> {
  const region = 'UA-12'
  if (ctx.territory.find(region) === undefined) return null
  const query = SeriesQuery.parse({ from: '2024-03-16', to: '2024-03-22', region: [region] })
  const { hours, from, to } = await getSeries(ctx, query)
  const found = hours[region]
  return found === undefined || found.best === null ? null : { region, from, to, hours: found }
}

/** The rules at work on the records of this ledger, computed as every answer is; an example whose records are not here is left out. */
export async function workedExamples(ctx: Context): Promise<WorkedExamples> {
  const rowOf = rowsOf(ctx)
  const entries = await Promise.all(Object.entries(cases).map(async ([id, example]) => [id, await worked(rowOf, example)] as const))
  const [clocks, hours] = await Promise.all([clockExample(rowOf), hoursExample(ctx)])
  return { byRule: Object.fromEntries(entries.filter(([, example]) => example !== undefined)), clocks, hours }
}
