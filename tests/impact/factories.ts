import type { ImpactAsk } from '@/lib/impact/connections'
import { impactAt } from '@/lib/impact/impact'
import type { Clocks } from '@/lib/impact/moment'
import type { RegionImpact } from '@/lib/schema/impact'
import type { Denominator, Region } from '@/lib/schema/region'
import type { Statement } from '@/lib/schema/statement'

const zone = 'Europe/Kyiv'

const households = (value: number): Denominator => ({
  of: 'households',
  value,
  kind: 'estimated',
  formula: 'population / 2.6',
  source: 'State Statistics Service of Ukraine',
  year: 2022,
  note: 'before displacement',
})

/** A region of a small territory; names are of no account to the rules. */
export function region(code: string, level: Region['level'], parent: string | null, more: Partial<Region> = {}): Region {
  const name = { en: code, uk: code }
  const codes = { iso: null, pcode: null, katottg: null, aliases: [] }
  return { code, level, parent, name, shortName: name, ...codes, zone, labelPoint: null, denominators: [], inPack: true, ...more }
}

const oblast = (code: string, homes?: number) => region(code, 1, 'UA', homes === undefined ? {} : { denominators: [households(homes)] })

/** The country, the regions the records speak of, three smaller ones of UA-12, and the neighbour that only appears in statements. */
export const regions: readonly Region[] = [
  region('UA', 0, null),
  oblast('UA-12', 1_191_000),
  ...[
    'UA-07',
    'UA-23',
    'UA-30',
    'UA-32',
    'UA-46',
    'UA-48',
    'UA-51',
    'UA-53',
    'UA-59',
    'UA-61',
    'UA-63',
    'UA-65',
    'UA-71',
    'UA-74',
    'UA-05',
    'UA-35',
  ].map((code) => oblast(code)),
  ...['UA1202', 'UA1204', 'UA1206'].map((code) => region(code, 2, 'UA-12')),
  region('MD', 0, null, { inPack: false, zone: 'Europe/Chisinau' }),
]

let made = 0

/** What a test says of a statement; the rest has one plain reading. `day` is shorthand for an as-of of day precision. */
export type Said = Partial<Omit<Statement, 'source'>> & { day?: string; source?: Partial<Statement['source']> }

/** A statement as the store hands it over: electricity, whole region, out, exact, tier 1, known from the first of the year. */
export function statement({ day = '2026-01-08', source, ...said }: Said = {}): Statement {
  made += 1
  const value = said.value ?? null
  return {
    id: `o${made}`,
    incident: 'strike',
    incidentTitle: 'Strike',
    kind: 'strike',
    report: `r${made}`,
    regions: ['UA-12'],
    place: null,
    control: 'government',
    service: 'electricity',
    measure: 'without',
    basis: said.measure === 'reconnected' ? 'cumulative' : 'at_time',
    unit: value === null && said.min === undefined ? null : 'customers',
    value,
    min: null,
    max: null,
    qualifier: value === null ? 'vague' : 'exact',
    quantityText: null,
    state: 'out',
    note: null,
    quote: null,
    asOf: { time: day, precision: day.length > 10 ? 'hour' : 'day' },
    publishedAt: null,
    recordedAt: '2022-01-01T00:00:00.000Z',
    knownFrom: '2022-01-01T00:00:00.000Z',
    knownUntil: null,
    ...said,
    source: {
      publisher: `Paper ${made}`,
      statedBy: null,
      tier: 1,
      url: `https://example.org/${made}`,
      archiveUrl: null,
      lang: null,
      ...source,
    },
  }
}

type Ask = Partial<Omit<ImpactAsk, 'services'>> & { service?: ImpactAsk['services'][number] } & Clocks

/** The answer about one service, connections at level 1 unless asked otherwise. */
export function answer(
  statements: readonly Statement[],
  asOf: string,
  { service = 'electricity', knownAt, publishedBy, ...ask }: Ask = {},
) {
  const whole: ImpactAsk = { services: [service], measures: [], unit: 'connections', level: 1, regions: [], ...ask }
  return impactAt(statements, regions, whole, { asOf, knownAt, publishedBy })
}

/** One region's row; the test fails where there is none. */
export function rowIn(data: readonly RegionImpact[], code: string): RegionImpact {
  const row = data.find((one) => one.region === code)
  if (row === undefined) throw new Error(`no row of ${code}`)
  return row
}

export const row = (statements: readonly Statement[], code: string, asOf: string, ask: Ask = {}) =>
  rowIn(answer(statements, asOf, ask).data, code)
