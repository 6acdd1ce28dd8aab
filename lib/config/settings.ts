import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { type FeedSource, FeedSources } from '@/lib/schema/feed-source'
import type { Kind } from '@/lib/schema/incident'
import { LintRule, PlaceRule } from '@/lib/schema/policy'
import { Tier } from '@/lib/schema/report'
import { kinds, lintRules, territories } from '@/lib/schema/vocabulary'

const Hours = z.coerce.number().min(0).max(240)
/** How many of something; 0 where nothing is counted. */
const Count = z.coerce.number().int().min(0).max(1_000_000)
const Text = z.string().trim().min(1)

/** Values with commas between them. */
const Listed = z.string().transform((list) =>
  list
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
)

/** Where another territory is told, as `us=https://us.outages.example`; no slash at the end. */
const Elsewhere = z
  .string()
  .transform((text) => {
    const [code, ...address] = text.split('=')
    return { code, address: address.join('=').replace(/\/$/, '') }
  })
  .pipe(z.object({ code: z.enum(territories), address: z.url({ protocol: /^https?$/ }) }))

/** A network in CIDR notation, or one address. */
const Network = z
  .string()
  .transform((text) => (ipaddr.isValid(text) ? `${text}/${ipaddr.parse(text).kind() === 'ipv4' ? 32 : 128}` : text))
  .refine((text) => ipaddr.isValidCIDR(text), 'a network such as 10.0.0.0/8, or an address')

/** The places that a map tile's address is filled in at, each once and no other. */
const isTileTemplate = (text: string) => (text.match(/\{[^}]*\}/g) ?? []).sort().join() === '{x},{y},{z}'

const TileTemplate = z
  .url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' })
  .refine(isTileTemplate, 'an address with {z}, {x} and {y}, each once, and no other place')

/** How much the log tells, the most first; each tells what stands behind it, too. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** The environment, name by name; the README's table is tested against it. An empty value counts as not given. */
export const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: Text.default('127.0.0.1'),
  DATA_DIR: Text.default('.data'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_READ_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_SECONDS: z.coerce.number().min(0).max(3600).default(30),
  EDITOR_TOKENS: Listed.pipe(z.array(z.string().min(12, 'a token has at least 12 characters'))).default([]),
  SESSION_SECRET: z.string().min(32, 'a secret has at least 32 characters').optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  REQUESTS_PER_MINUTE: Count.default(600),
  STREAMS_PER_ADDRESS: Count.default(20),
  WRITES_PER_HOUR: Count.default(60),
  KEY_WRITES_PER_MINUTE: Count.default(120),
  SIGN_INS_PER_QUARTER: Count.default(10),
  QUEUE_PER_SENDER: Count.default(20),
  QUEUE_PER_HOST: Count.default(200),
  FORM_SECONDS: z.coerce.number().min(0).max(60).default(3),
  SESSION_HOURS: z.coerce.number().min(1).max(720).default(12),
  TERRITORY: z.enum(territories).default('ua'),
  OTHER_TERRITORIES: Listed.pipe(z.array(Elsewhere)).default([]),
  SEED: z.enum(['records', 'none']).default('records'),
  HOLD_HOURS_STRIKE: Hours.default(3),
  HOLD_HOURS_WEATHER: Hours.optional(),
  HOLD_HOURS_TECHNICAL: Hours.optional(),
  HOLD_HOURS_SCHEDULED: Hours.optional(),
  HOLD_HOURS_CYBER: Hours.optional(),
  HOLD_HOURS_UNKNOWN: Hours.optional(),
  HOLD_HOURS_OTHER: Hours.default(0),
  HOLD_HOURS_READINGS: Hours.optional(),
  PUBLISHING_TIERS: Listed.transform((tiers) => tiers.map(Number))
    .pipe(z.array(Tier).min(1))
    .default([1, 2, 4]),
  LINT_OFF: Listed.pipe(z.array(LintRule)).default([]),
  LINT_WORDS_FILE: Text.optional(),
  PLACE_RULE: PlaceRule.default('settlement'),
  REVIEWERS_REQUIRED: z.coerce.number().int().min(1).max(2).default(1),
  BODY_LIMIT_BYTES: z.coerce.number().int().min(1024).max(100_000_000).default(1_048_576),
  HEAD_SECONDS: z.coerce.number().min(0.1).max(600).default(15),
  REQUEST_SECONDS: z.coerce.number().min(0.1).max(86_400).default(300),
  KEEP_ALIVE_SECONDS: z.coerce.number().min(0.1).max(3600).default(65),
  CONNECTIONS: Count.default(10_000),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  METRICS_HOST: Text.default('127.0.0.1'),
  LOG_LEVEL: z.enum(logLevels).optional(),
  DRAIN_SECONDS: z.coerce.number().min(0).max(600).default(0),
  SHUTDOWN_SECONDS: z.coerce.number().min(1).max(3600).default(25),
  WORK_AT_ONCE: Count.default(64),
  ANSWERS_BYTES: z.coerce.number().int().min(0).max(100_000_000_000).default(67_108_864),
  LAST_GOOD_SECONDS: z.coerce.number().int().min(0).max(86_400).default(75),
  IMPORT_LIMIT_BYTES: z.coerce.number().int().min(1024).max(10_000_000_000).default(104_857_600),
  WEBHOOK_NETWORKS: Listed.pipe(z.array(Network)).default([]),
  FEEDS: Text.optional(),
  FEED_NETWORKS: Listed.pipe(z.array(Network)).default([]),
  BACKUP_DIR: Text.optional(),
  BACKUP_EVERY: z.coerce.number().min(0.01).max(744).default(24),
  BACKUP_KEEP: Count.default(14),
  TILE_URL: TileTemplate.optional(),
  TILE_ATTRIBUTION: Text.optional(),
})

export interface Settings {
  port: number
  host: string
  dataDir: string
  databaseUrl?: string
  /** A copy of that database which follows it, for public reading. */
  databaseReadUrl?: string
  /** How long PostgreSQL may take for one statement of a server, before it is said to be away; 0 sets no limit. */
  databaseSeconds: number
  /** Where the site is reached from outside, for links that leave it. */
  publicUrl?: string
  editorTokens: string[]
  /** Signs what goes out and comes back; without it the store's own is used. */
  sessionSecret?: string
  /** How long a browser stays signed in. */
  sessionHours: number
  /** How many proxies in front of us are ours. */
  trustProxy: number
  /** How much is taken from whom; 0 sets no limit. */
  limits: Record<
    | 'requestsPerMinute'
    | 'streamsPerAddress'
    | 'writesPerHour'
    | 'keyWritesPerMinute'
    | 'signInsPerQuarter'
    | 'queuePerSender'
    | 'queuePerHost',
    number
  >
  /** How long a person needs at least for the report form, in seconds. */
  formSeconds: number
  territory: (typeof territories)[number]
  /** Ledgers of other territories, which this one leads to; no slash at the end of an address. */
  otherTerritories: readonly { code: (typeof territories)[number]; address: string }[]
  seed: 'records' | 'none'
  /** Hours after its start before an incident of that kind may be public. */
  holdHours: Record<Kind, number>
  /**
   * Hours after its time before a reading of a machine feed may be public. A feed does not say what cut the power, so where strikes may have,
   * its readings wait as long as theirs do.
   */
  readingHoldHours: number
  /** Whose word alone makes a record public. */
  publishingTiers: Tier[]
  lint: {
    rules: LintRule[]
    /** The operator's own words, beside the rules and lists that come with the product. */
    words: string[]
  }
  placeRule: PlaceRule
  /** How many editors have to agree before something is published; who wrote it is one of them, where that is an editor. */
  reviewersRequired: number
  /** How long a request may take to come, and how many connections there may be; 0 sets no limit. */
  connections: { headSeconds: number; requestSeconds: number; keepAliveSeconds: number; most: number }
  /** Where figures for the operator are told; nowhere unless it is said. */
  metrics?: { host: string; port: number }
  /** How much the log tells; where nobody has said it, that depends on who reads it. */
  logLevel?: LogLevel
  /** How long a process that is to end goes on answering new requests, so that a balancer stops sending them, in seconds. */
  drainSeconds: number
  /** After how many seconds a process that is to end does so, whatever is under way. */
  shutdownSeconds: number
  bodyLimitBytes: number
  importLimitBytes: number
  /** Networks, in CIDR notation, that webhooks may be sent to though they are not of the public internet. */
  webhookNetworks: string[]
  /** Sources that are asked again and again; none unless they are named. */
  feeds: FeedSource[]
  /** Networks, in CIDR notation, that they may lie in though these are not of the public internet. */
  feedNetworks: string[]
  /** How much of the memory public answers may take that are kept to be given again; 0 keeps none. */
  answersBytes: number
  /** How long pages that are kept are given, marked as old, while PostgreSQL does not answer: of a takedown by another server nothing is heard meanwhile. */
  lastGoodSeconds: number
  /** How many public answers that are not kept are worked out at once; 0 sets no limit. */
  workAtOnce: number
  /** Where the server puts backups, how many hours lie between them, and how many are kept; 0 keeps all. None are taken where it is not given. */
  backups?: { folder: string; everyHours: number; keep: number }
  /** Map tiles under the regions: an address with {z}, {x} and {y}, and whose they are, as text. */
  tiles?: { url: string; attribution: string }
}

/** A wrong value in the environment; the message is one line for the operator. */
export class SettingsError extends Error {}

const holdVariable = {
  strike: 'HOLD_HOURS_STRIKE',
  weather: 'HOLD_HOURS_WEATHER',
  technical: 'HOLD_HOURS_TECHNICAL',
  scheduled: 'HOLD_HOURS_SCHEDULED',
  cyber: 'HOLD_HOURS_CYBER',
  unknown: 'HOLD_HOURS_UNKNOWN',
} as const satisfies Record<Kind, keyof z.infer<typeof Environment>>

/** One word or name a line; empty lines and lines that begin with `#` say nothing. */
function readWords(file: string): string[] {
  try {
    const lines = readFileSync(resolve(file), 'utf8').split(/\r?\n/)
    return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  } catch {
    throw new SettingsError(`LINT_WORDS_FILE: ${file} cannot be read`)
  }
}

/** The sources that a file of JSON names. */
function readFeeds(file: string): FeedSource[] {
  let said: unknown
  try {
    said = JSON.parse(readFileSync(resolve(file), 'utf8'))
  } catch {
    throw new SettingsError(`FEEDS: ${file} cannot be read as JSON`)
  }
  const parsed = FeedSources.safeParse(said)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new SettingsError(`FEEDS: ${file}: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(' ')}`)
}

/** Parses the environment once. Throws SettingsError naming the variable. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new SettingsError(`${String(issue?.path[0] ?? 'environment')}: ${issue?.message ?? 'cannot be read'}`)
  }
  const e = parsed.data
  if (e.DATABASE_READ_URL !== undefined && e.DATABASE_URL === undefined)
    throw new SettingsError('DATABASE_READ_URL: a copy to read from is one of the DATABASE_URL, which is not given')
  if (e.TILE_URL !== undefined && e.TILE_ATTRIBUTION === undefined) throw new SettingsError('TILE_ATTRIBUTION: tiles name whose they are')
  if (e.DRAIN_SECONDS >= e.SHUTDOWN_SECONDS)
    throw new SettingsError('DRAIN_SECONDS: has to be less than SHUTDOWN_SECONDS, or nothing that is under way could be ended')
  if (e.HEAD_SECONDS > e.REQUEST_SECONDS)
    throw new SettingsError('HEAD_SECONDS: has to be no more than REQUEST_SECONDS, which the head of a request is a part of')
  if (e.OTHER_TERRITORIES.some(({ code }) => code === e.TERRITORY))
    throw new SettingsError(`OTHER_TERRITORIES: ${e.TERRITORY} is the one that is told here`)
  const holdHours = Object.fromEntries(kinds.map((kind) => [kind, e[holdVariable[kind]] ?? e.HOLD_HOURS_OTHER])) as Record<Kind, number>
  return {
    port: e.PORT,
    host: e.HOST,
    dataDir: resolve(e.DATA_DIR),
    databaseSeconds: e.DATABASE_SECONDS,
    editorTokens: e.EDITOR_TOKENS,
    sessionHours: e.SESSION_HOURS,
    trustProxy: e.TRUST_PROXY,
    limits: {
      requestsPerMinute: e.REQUESTS_PER_MINUTE,
      streamsPerAddress: e.STREAMS_PER_ADDRESS,
      writesPerHour: e.WRITES_PER_HOUR,
      keyWritesPerMinute: e.KEY_WRITES_PER_MINUTE,
      signInsPerQuarter: e.SIGN_INS_PER_QUARTER,
      queuePerSender: e.QUEUE_PER_SENDER,
      queuePerHost: e.QUEUE_PER_HOST,
    },
    formSeconds: e.FORM_SECONDS,
    territory: e.TERRITORY,
    otherTerritories: e.OTHER_TERRITORIES,
    seed: e.SEED,
    holdHours,
    readingHoldHours: e.HOLD_HOURS_READINGS ?? (e.TERRITORY === 'ua' ? holdHours.strike : holdHours.unknown),
    publishingTiers: e.PUBLISHING_TIERS,
    lint: {
      rules: lintRules.filter((rule) => !e.LINT_OFF.includes(rule)),
      words: e.LINT_WORDS_FILE === undefined ? [] : readWords(e.LINT_WORDS_FILE),
    },
    placeRule: e.PLACE_RULE,
    reviewersRequired: e.REVIEWERS_REQUIRED,
    connections: {
      ...{ headSeconds: e.HEAD_SECONDS, requestSeconds: e.REQUEST_SECONDS, keepAliveSeconds: e.KEEP_ALIVE_SECONDS },
      most: e.CONNECTIONS,
    },
    drainSeconds: e.DRAIN_SECONDS,
    shutdownSeconds: e.SHUTDOWN_SECONDS,
    bodyLimitBytes: e.BODY_LIMIT_BYTES,
    importLimitBytes: e.IMPORT_LIMIT_BYTES,
    webhookNetworks: e.WEBHOOK_NETWORKS,
    feeds: e.FEEDS === undefined ? [] : readFeeds(e.FEEDS),
    feedNetworks: e.FEED_NETWORKS,
    answersBytes: e.ANSWERS_BYTES,
    lastGoodSeconds: e.LAST_GOOD_SECONDS,
    workAtOnce: e.WORK_AT_ONCE,
    ...(e.METRICS_PORT !== undefined && { metrics: { host: e.METRICS_HOST, port: e.METRICS_PORT } }),
    ...(e.LOG_LEVEL && { logLevel: e.LOG_LEVEL }),
    ...(e.DATABASE_URL && { databaseUrl: e.DATABASE_URL }),
    ...(e.DATABASE_READ_URL && { databaseReadUrl: e.DATABASE_READ_URL }),
    ...(e.SESSION_SECRET && { sessionSecret: e.SESSION_SECRET }),
    ...(e.PUBLIC_URL && { publicUrl: e.PUBLIC_URL }),
    ...(e.BACKUP_DIR && { backups: { folder: resolve(e.BACKUP_DIR), everyHours: e.BACKUP_EVERY, keep: e.BACKUP_KEEP } }),
    ...(e.TILE_URL && e.TILE_ATTRIBUTION && { tiles: { url: e.TILE_URL, attribution: e.TILE_ATTRIBUTION } }),
  }
}
