import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Kind } from '@/lib/schema/incident'
import { Observation, Qualifier } from '@/lib/schema/observation'
import { Tier } from '@/lib/schema/report'
import { UaObservationRow } from './ua-observation-row'

/** What the words of `place` turned out to be. A facility is never a place: its kind goes into the note. */
export const SaidPlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('place'), place: z.string().optional(), note: z.string().optional() }),
  z.strictObject({ kind: z.literal('note'), note: z.string() }),
  z.strictObject({ kind: z.literal('regions') }),
  z.strictObject({ kind: z.literal('occupied'), place: z.string().optional(), note: z.string().optional() }),
  z.strictObject({ kind: z.literal('region'), note: z.string().optional() }),
])
export type SaidPlace = z.infer<typeof SaidPlace>

/** What the words of `qualifier` say; a percentage stands in them and not in the value. */
export const SaidQualifier = z.strictObject({ qualifier: Qualifier, percent: z.number().min(0).max(100).optional() })
export type SaidQualifier = z.infer<typeof SaidQualifier>

/** One line of the shipped file, held to its words, so that a line of another file is never mistaken for it. */
const Line = z.strictObject({ line: z.number().int().positive(), quote: z.string() })

/** The decisions a person took about words that have no single reading. */
export const Reviewed = z.strictObject({
  places: z.record(z.string(), SaidPlace),
  qualifiers: z.record(z.string(), SaidQualifier),
  sources: z.strictObject({ statedBy: z.record(z.string(), Tier), publishers: z.record(z.string(), Tier) }),
  /** Other names of what `sources` lists, in either language; for the form, which offers a tier by them. */
  names: z.record(z.string(), z.string()),
  /** `row` is put in place before the common rule, `observation` after it. */
  rows: z.array(
    Line.extend({
      reason: z.string(),
      row: UaObservationRow.partial().optional(),
      observation: Observation.omit({ id: true, regions: true, quote: true }).partial().optional(),
    }),
  ),
  corrections: z.array(z.strictObject({ wrong: Line, right: Line, reason: z.string() })),
  incidents: z.array(
    z.strictObject({ event: z.string(), cause: Kind, title: z.string().optional(), mergeInto: Kind.optional(), reason: z.string() }),
  ),
})
export type Reviewed = z.infer<typeof Reviewed>

/** What a table says of a word; undefined where nobody has decided, names that every object inherits included. */
export function decided<T>(table: Record<string, T>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined
}

const tables = ['places', 'qualifiers', 'sources', 'names', 'rows', 'corrections', 'incidents'] as const

/** Reads the tables in `data/records/reviewed`. Throws naming the table that is missing or not as it should be. */
export function readReviewed(): Reviewed {
  const folder = join(process.cwd(), 'data', 'records', 'reviewed')
  const read = tables.map((table): [string, unknown] => [table, JSON.parse(readFileSync(join(folder, `${table}.json`), 'utf8'))])
  const checked = Reviewed.safeParse(Object.fromEntries(read))
  if (!checked.success) throw new Error(`${folder}: ${z.prettifyError(checked.error)}`)
  return checked.data
}
