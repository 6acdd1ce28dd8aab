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
  /** Whose the boundaries are, and how they may be passed on: an id of the Open Definition's list, its title, its text. */
  boundaries: z.strictObject({
    credit: z.string(),
    source: z.url(),
    licence: z.strictObject({ name: z.string(), title: z.string(), path: z.url() }),
  }),
  /** Households from a population, where nobody counted homes; null where the pack has no populations. */
  estimate: z.strictObject({ personsPerHousehold: z.number().positive(), year: z.number().int(), source: z.string() }).nullable(),
  population: z.strictObject({ year: z.number().int(), source: z.string() }).nullable(),
  /** Whose count of customers the tables have; null where they have none. */
  customers: z.strictObject({ year: z.number().int(), source: z.string() }).nullable(),
  /** A region whose clock is not the pack's names its own, and what lies in it goes by that. */
  regions: z.record(RegionCode, z.strictObject({ name: Name, shortName: Name, aliases: z.array(z.string()), zone: z.string().optional() })),
  /** Names that regions of level 2 bore before they were renamed. */
  formerNames: z.record(RegionCode, z.array(z.string())),
})
export type PackFile = z.infer<typeof PackFile>

const count = z.string().transform((text, ctx) => {
  if (text === '') return null
  if (/^\d+$/.test(text)) return Number(text)
  ctx.addIssue({ code: 'custom', message: 'a whole number or nothing' })
  return z.NEVER
})

/** One line of a table of what counts are held against: populations, households, customers, whichever the pack has. */
export const DenominatorRow = z.object({
  pcode: z.string(),
  pop_present_2022: count.optional(),
  customers: count.optional(),
  households: count.optional(),
  hh_year: count.optional(),
  hh_source: z.string().optional(),
  hh_note: z.string().optional(),
})
export type DenominatorRow = z.infer<typeof DenominatorRow>

const Katottg = z.string().nullable().default(null)

/** A unit of level 1 as its boundary names it. `aside`: it lies so far from the others that maps open without it. */
export const BoundaryLevel1 = z.object({
  pcode: z.string(),
  iso3166_2: z.string(),
  katottg: Katottg,
  name_en: z.string(),
  aside: z.literal(true).optional(),
})
export type BoundaryLevel1 = z.infer<typeof BoundaryLevel1>

/** A unit of level 2 as its boundary names it: a raion, a city with special status, a county. Without a Ukrainian name it keeps the English one. */
export const BoundaryLevel2 = z.object({
  pcode: z.string(),
  katottg: Katottg,
  name_en: z.string(),
  name_uk: z.string().optional(),
  short_name_en: z.string().optional(),
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

/** Reads a file of `data/packs/<code>`. Throws naming it where it is missing or not as it should be. */
function readIn<S extends z.ZodType>(code: string, file: string, schema: S, decode: (text: string) => unknown): z.infer<S> {
  const path = join(process.cwd(), 'data', 'packs', code, file)
  const checked = schema.safeParse(decode(readFileSync(path, 'utf8')))
  if (!checked.success) throw new Error(`${path}: ${z.prettifyError(checked.error)}`)
  return checked.data
}

const readPackFile = (code: string): PackFile => readIn(code, 'pack.json', PackFile, JSON.parse)

/** What a pack calls its country, without reading the rest of it. Throws as `readPack` does. */
export const countryNameOf = (code: string): PackFile['country']['name'] => readPackFile(code).country.name

/** Reads and validates `data/packs/<code>`. Throws naming the file that is missing or not as it should be. */
export function readPack(code: string): Pack {
  const read = <S extends z.ZodType>(file: string, schema: S, decode: (text: string) => unknown) => readIn(code, file, schema, decode)
  const topology = (file: string) => read(file, PackTopology, JSON.parse)
  const table = (file: string) => read(file, z.array(DenominatorRow), (text) => parse(text, { columns: true }))
  const rows = [...table('denominators-adm1.csv'), ...table('denominators-adm2.csv')]
  return {
    file: readPackFile(code),
    level1: { web: topology('adm1.web.topojson'), detailed: topology('adm1.detailed.topojson') },
    level2: topology('adm2.web.topojson'),
    context: topology('context.topojson'),
    cities: read('cities.json', z.array(City), JSON.parse),
    denominators: new Map(rows.map((row) => [row.pcode, row])),
  }
}
