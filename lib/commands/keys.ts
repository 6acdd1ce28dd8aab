import { Command } from 'commander'
import { readSettings, SettingsError } from '@/lib/config/settings'
import { type Key, NewKey } from '@/lib/schema/key'
import { roles } from '@/lib/schema/vocabulary'
import { systemClock } from '@/lib/service/context'
import { createKey, type KeyContext } from '@/lib/service/create-key'
import { ServiceError } from '@/lib/service/errors'
import { revokeKey } from '@/lib/service/revoke-key'
import { openForKeys } from '@/lib/store/open'
import { StoreInUse, StoreUnavailable } from '@/lib/store/store'

/** Runs work on the keys of the store that the environment names, beside a server or without one. */
async function onKeys(work: (ctx: KeyContext) => Promise<void>): Promise<void> {
  const store = await openForKeys(readSettings(process.env))
  try {
    await work({ store, clock: systemClock })
  } finally {
    await store.close()
  }
}

/** A wrong option, in one line. */
class OptionError extends Error {}

function newKey({ role, label, days }: { role: string; label?: string; days?: string }): NewKey {
  const parsed = NewKey.safeParse({ role, label: label ?? null, days: days === undefined ? null : Number(days) })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new OptionError(`--${String(issue?.path[0])}: ${issue?.message}`)
}

const told = (instant: string | null) => (instant === null ? '-' : `${instant.slice(0, 16)}Z`)

const columns: [string, (key: Key) => string][] = [
  ['ID', ({ id }) => id],
  ['ROLE', ({ role }) => role],
  ['LABEL', ({ label }) => label ?? '-'],
  ['CREATED', ({ createdAt }) => told(createdAt)],
  ['EXPIRES', ({ expiresAt }) => told(expiresAt)],
  ['LAST USE', ({ lastUsedAt }) => told(lastUsedAt)],
  ['REVOKED', ({ revokedAt }) => told(revokedAt)],
]

/** Keys as a table, each column as wide as its widest cell. */
function table(keys: readonly Key[]): string {
  const rows = [columns.map(([name]) => name), ...keys.map((key) => columns.map(([, cell]) => cell(key)))]
  const widths = columns.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const program = new Command('keys').description(
  'Looks after the keys of those who write, in DATA_DIR or in DATABASE_URL where that is set.',
)
program
  .command('create')
  .description('make a key and print it, once')
  .requiredOption('--role <role>', roles.join(', '))
  .option('--label <text>', 'what the key is for')
  .option('--days <number>', 'how long it is good for; without it, until it is revoked')
  .action((options) =>
    onKeys(async (ctx) => {
      const { key, token } = await createKey(ctx, newKey(options))
      console.log(token)
      console.error(`The key ${key.id} (${key.role}) was made. It is shown this once: only its hash is kept.`)
    }),
  )
program
  .command('list')
  .description('every key: role, label, when it was made, expires, was last used, was revoked')
  .action(() => onKeys(async ({ store }) => console.log(table(await store.keys.list()))))
program
  .command('revoke')
  .argument('<id>')
  .description('end a key and sign out everybody who came with it, at once')
  .action((id: string) =>
    onKeys(async (ctx) => {
      await revokeKey(ctx, id)
      console.log(`The key ${id} is revoked.`)
    }),
  )

program.parseAsync().catch((error: unknown) => {
  const isExpected = [SettingsError, StoreInUse, StoreUnavailable, ServiceError, OptionError].some((known) => error instanceof known)
  console.error(isExpected ? (error as Error).message : error)
  process.exitCode = 1
})
