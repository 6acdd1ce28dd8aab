import { resolve } from 'node:path'
import { z } from 'zod'
import type { Kind } from '@/lib/schema/incident'
import { kinds } from '@/lib/schema/vocabulary'

const Hours = z.coerce.number().min(0).max(240)
const Text = z.string().trim().min(1)

/** The places that a map tile's address is filled in at, each once and no other. */
const isTileTemplate = (text: string) => (text.match(/\{[^}]*\}/g) ?? []).sort().join() === '{x},{y},{z}'

const TileTemplate = z
  .url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' })
  .refine(isTileTemplate, 'an address with {z}, {x} and {y}, each once, and no other place')

/** The environment, name by name; the README's table is tested against it. An empty value counts as not given. */
export const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: Text.default('127.0.0.1'),
  DATA_DIR: Text.default('.data'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  EDITOR_TOKENS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((token) => token.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().min(12, 'a token has at least 12 characters'))),
  TERRITORY: z.enum(['ua']).default('ua'),
  SEED: z.enum(['records', 'none']).default('records'),
  HOLD_HOURS_STRIKE: Hours.default(3),
  HOLD_HOURS_OTHER: Hours.default(0),
  BODY_LIMIT_BYTES: z.coerce.number().int().min(1024).max(100_000_000).default(1_048_576),
  TILE_URL: TileTemplate.optional(),
  TILE_ATTRIBUTION: Text.optional(),
})

export interface Settings {
  port: number
  host: string
  dataDir: string
  databaseUrl?: string
  /** Where the site is reached from outside, for links that leave it. */
  publicUrl?: string
  editorTokens: string[]
  territory: 'ua'
  seed: 'records' | 'none'
  /** Hours after its start before an incident of that kind may be public. */
  holdHours: Record<Kind, number>
  bodyLimitBytes: number
  /** Map tiles under the regions: an address with {z}, {x} and {y}, and whose they are, as text. */
  tiles?: { url: string; attribution: string }
}

/** A wrong value in the environment; the message is one line for the operator. */
export class SettingsError extends Error {}

/** Parses the environment once. Throws SettingsError naming the variable. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new SettingsError(`${String(issue?.path[0] ?? 'environment')}: ${issue?.message ?? 'cannot be read'}`)
  }
  const e = parsed.data
  if (e.TILE_URL !== undefined && e.TILE_ATTRIBUTION === undefined) throw new SettingsError('TILE_ATTRIBUTION: tiles name whose they are')
  const holdHours = Object.fromEntries(kinds.map((kind) => [kind, kind === 'strike' ? e.HOLD_HOURS_STRIKE : e.HOLD_HOURS_OTHER])) as Record<
    Kind,
    number
  >
  return {
    port: e.PORT,
    host: e.HOST,
    dataDir: resolve(e.DATA_DIR),
    editorTokens: e.EDITOR_TOKENS,
    territory: e.TERRITORY,
    seed: e.SEED,
    holdHours,
    bodyLimitBytes: e.BODY_LIMIT_BYTES,
    ...(e.DATABASE_URL && { databaseUrl: e.DATABASE_URL }),
    ...(e.PUBLIC_URL && { publicUrl: e.PUBLIC_URL }),
    ...(e.TILE_URL && e.TILE_ATTRIBUTION && { tiles: { url: e.TILE_URL, attribution: e.TILE_ATTRIBUTION } }),
  }
}
