import { z } from 'zod'

/** ISO 3166-2 (`UA-12`), a country (`UA`), or a P-code (`UA1204`) where ISO has no code. Which ones exist is the territory pack's to say. */
export const RegionCode = z
  .string()
  .regex(/^[A-Z]{2}([-]?[A-Z0-9]{1,10})?$/, 'a region code such as UA-12')
  .meta({ id: 'RegionCode', example: 'UA-12' })
export type RegionCode = z.infer<typeof RegionCode>

/** What a count may be held against. An estimate carries its formula and is never shown without the word. */
export const Denominator = z
  .object({
    of: z.enum(['population', 'households', 'customers']),
    value: z.number().positive(),
    kind: z.enum(['sourced', 'estimated']),
    formula: z.string().nullable(),
    source: z.string(),
    year: z.number().int(),
    note: z.string().nullable(),
  })
  .meta({ id: 'Denominator' })
export type Denominator = z.infer<typeof Denominator>

/** A region of a territory pack. `level` 0 is the country, 1 an oblast or state, 2 a raion or county. */
export const Region = z
  .object({
    code: RegionCode,
    level: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    parent: RegionCode.nullable(),
    /** Full official names and the short ones a map has room for. */
    name: z.object({ en: z.string(), uk: z.string() }),
    shortName: z.object({ en: z.string(), uk: z.string() }),
    iso: z.string().nullable(),
    pcode: z.string().nullable(),
    katottg: z.string().nullable(),
    aliases: z.array(z.string()),
    /** IANA zone in which a day of this region begins and ends. */
    zone: z.string(),
    /** Where a label or a mark of the whole region stands: [longitude, latitude], degrees, WGS 84. Null for a country of another pack. */
    labelPoint: z.tuple([z.number(), z.number()]).nullable(),
    denominators: z.array(Denominator),
    /** False for a country that only appears in statements (Moldova in the Ukrainian records): shown as such, never in totals. */
    inPack: z.boolean(),
  })
  .meta({ id: 'Region' })
export type Region = z.infer<typeof Region>
