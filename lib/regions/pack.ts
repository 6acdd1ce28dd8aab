import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { RegionCode } from '@/lib/schema/region'
import { PackTopology } from './topology'

const Name = z.strictObject({ en: z.string().min(1), uk: z.string().min(1) })
const Country = z.strictObject({ code: RegionCode, name: Name, zone: z.string(), aliases: z.array(z.string()) })

/** What a pack says of itself and what its boundary files do not: names for the product, aliases, the estimate's formula. */
export const PackFile = z.strictObject({
  code: z.string(),
  version: z.string(),
  zone: z.string(),
  country: Country,
  foreign: z.array(Country),
  estimate: z.strictObject({ personsPerHousehold: z.number().positive(), year: z.number().int(), source: z.string() }),
  population: z.strictObject({ year: z.number().int(), source: z.string() }),
  regions: z.record(RegionCode, z.strictObject({ name: Name, shortName: Name, aliases: z.array(z.string()) })),
  /** Names that raions bore before they were renamed. */
  formerNames: z.record(RegionCode, z.array(z.string())),
})
export type PackFile = z.infer<typeof PackFile>

const count = z.string().transform((text, ctx) => {
  if (text === '') return null
  if (/^\d+$/.test(text)) return Number(text)
  ctx.addIssue({ code: 'custom', message: 'a whole number or nothing' })
  return z.NEVER
})

/** One line of a table of populations and, for units of level 1, of households. */
export const DenominatorRow = z.object({
  pcode: z.string(),
  pop_present_2022: count,
  households: count.optional(),
  hh_year: count.optional(),
  hh_source: z.string().optional(),
  hh_note: z.string().optional(),
})
export type DenominatorRow = z.infer<typeof DenominatorRow>

/** A unit of level 1 as its boundary names it. */
export const BoundaryLevel1 = z.object({ pcode: z.string(), iso3166_2: z.string(), katottg: z.string(), name_en: z.string() })
export type BoundaryLevel1 = z.infer<typeof BoundaryLevel1>

/** A raion, or a city with special status, as its boundary names it. */
export const BoundaryLevel2 = z.object({
  pcode: z.string(),
  katottg: z.string(),
  name_en: z.string(),
  name_uk: z.string(),
  parent_iso3166_2: z.string(),
})
export type BoundaryLevel2 = z.infer<typeof BoundaryLevel2>

const CityRow = z.object({
  name_en: z.string(),
  name_uk: z.string(),
  adm1_iso3166_2: RegionCode,
  adm2_pcode: RegionCode,
  lat: z.number(),
  lon: z.number(),
  population: z.number().int(),
  population_source: z.string(),
  capital: z.enum(['country', 'adm1', '']),
  rank: z.union([z.literal(1), z.literal(2), z.literal(3)]),
})

/** A city for the map's labels. `rank` 1 is drawn first; `point` is [longitude, latitude]. */
export const City = CityRow.transform((row) => ({
  name: { en: row.name_en, uk: row.name_uk },
  region: row.adm1_iso3166_2,
  district: row.adm2_pcode,
  point: [row.lon, row.lat] satisfies [number, number],
  population: row.population,
  populationSource: row.population_source,
  capital: row.capital === '' ? null : row.capital,
  rank: row.rank,
}))
export type City = z.infer<typeof City>

/** Everything a pack's folder holds, validated. */
export interface Pack {
  file: PackFile
  level1: { web: PackTopology; detailed: PackTopology }
  level2: PackTopology
  context: PackTopology
  cities: City[]
  denominators: Map<string, DenominatorRow>
}

/** Reads and validates `data/packs/<code>`. Throws naming the file that is missing or not as it should be. */
export function readPack(code: string): Pack {
  const folder = join(process.cwd(), 'data', 'packs', code)
  const read = <S extends z.ZodType>(file: string, schema: S, decode: (text: string) => unknown): z.infer<S> => {
    const checked = schema.safeParse(decode(readFileSync(join(folder, file), 'utf8')))
    if (!checked.success) throw new Error(`${join(folder, file)}: ${z.prettifyError(checked.error)}`)
    return checked.data
  }
  const topology = (file: string) => read(file, PackTopology, JSON.parse)
  const table = (file: string) => read(file, z.array(DenominatorRow), (text) => parse(text, { columns: true }))
  const rows = [...table('denominators-adm1.csv'), ...table('denominators-adm2.csv')]
  return {
    file: read('pack.json', PackFile, JSON.parse),
    level1: { web: topology('adm1.web.topojson'), detailed: topology('adm1.detailed.topojson') },
    level2: topology('adm2.web.topojson'),
    context: topology('context.topojson'),
    cities: read('cities.json', z.array(City), JSON.parse),
    denominators: new Map(rows.map((row) => [row.pcode, row])),
  }
}
