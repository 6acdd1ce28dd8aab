import { Command } from 'commander'
import { readSettings, SettingsError } from '@/lib/config/settings'
import { loadTerritory } from '@/lib/regions/territory'
import { NewWebhook, type Webhook } from '@/lib/schema/webhook'
import { actOnWebhook } from '@/lib/service/act-on-webhook'
import { systemClock } from '@/lib/service/context'
import { createWebhook } from '@/lib/service/create-webhook'
import { ServiceError } from '@/lib/service/errors'
import { listWebhooks } from '@/lib/service/list-webhooks'
import type { WebhookContext } from '@/lib/service/webhook-context'
import { openForKeys } from '@/lib/store/open'
import { StoreInUse, StoreUnavailable } from '@/lib/store/store'

/** Runs work on the subscriptions of the store that the environment names, beside a server or without one. */
async function onWebhooks(work: (ctx: WebhookContext) => Promise<void>): Promise<void> {
  const settings = readSettings(process.env)
  const store = await openForKeys(settings)
  try {
    await work({ store, clock: systemClock, actor: { role: 'system', key: null }, territory: loadTerritory(settings.territory), settings })
  } finally {
    await store.close()
  }
}

/** A wrong option, in one line. */
class OptionError extends Error {}

function newWebhook(url: string, options: { label?: string; region: string[]; service: string[]; since?: string }): NewWebhook {
  const parsed = NewWebhook.safeParse({ url, ...options })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new OptionError(`${issue?.path.join('.')}: ${issue?.message}`)
}

/** How a subscription stands, in a word. */
const standing = ({ endedAt, failingSince }: Webhook): string =>
  endedAt !== null ? `ended ${endedAt.slice(0, 16)}Z` : failingSince !== null ? `failing since ${failingSince.slice(0, 16)}Z` : 'in order'

/** One subscription on some lines: what it is for, how it stands, and what could not be delivered. */
function lines(webhook: Webhook): string {
  const { id, url, label, region, service, sequence, status, deadLetters, deadTotal } = webhook
  const chosen = [...region, ...service].join(', ') || 'everything'
  return [
    `${id}  ${url}${label === null ? '' : `  (${label})`}`,
    `  ${chosen}; ${standing(webhook)}; sequence ${sequence}; last answer ${status ?? 'none yet'}; ${deadTotal} dead`,
    ...deadLetters.map(
      (letter) =>
        `  dead: ${letter.sequence} ${letter.kind} ${letter.report ?? letter.incident}, ${letter.attempts} attempts, ${letter.status}`,
    ),
  ].join('\n')
}

const collect = (value: string, had: string[]): string[] => [...had, value]

const program = new Command('webhooks').description(
  'Looks after those to whom the changes are posted, in DATA_DIR or in DATABASE_URL where that is set. The server delivers.',
)
program
  .command('create')
  .argument('<url>')
  .description('subscribe an address to the changes and print the secret that they are signed with, once')
  .option('--label <text>', 'what it is for')
  .option('--region <code>', 'only what speaks of this region; repeatable', collect, [])
  .option('--service <name>', 'only what speaks of this service; repeatable', collect, [])
  .option('--since <cursor>', 'a cursor of /api/v1/changes to begin behind; without it, from now on')
  .action((url: string, options) =>
    onWebhooks(async (ctx) => {
      const { webhook, secret } = await createWebhook(ctx, { webhook: newWebhook(url, options) })
      console.log(secret)
      console.error(`The subscription ${webhook.id} was made. Its secret is shown this once.`)
    }),
  )
program
  .command('list')
  .description('every subscription, how it stands, and what could not be delivered')
  .action(() => onWebhooks(async (ctx) => console.log((await listWebhooks(ctx)).map(lines).join('\n') || 'There is no subscription.')))
program
  .command('retry')
  .argument('<id>')
  .description('send its dead letters once more, and begin again where it had ended')
  .action((id: string) =>
    onWebhooks(async (ctx) => {
      const { again } = await actOnWebhook(ctx, { id, action: 'retry' })
      console.log(`The subscription ${id} goes on; ${again} dead letters are sent once more.`)
    }),
  )
program
  .command('remove')
  .argument('<id>')
  .description('end a subscription and forget what is kept of it')
  .action((id: string) =>
    onWebhooks(async (ctx) => {
      await actOnWebhook(ctx, { id, action: 'remove' })
      console.log(`The subscription ${id} is removed.`)
    }),
  )

/** What a refusal says, with the fields that it is about. */
const told = (error: Error): string =>
  error instanceof ServiceError
    ? [error.message, ...(error.more.errors ?? []).map(({ path, message }) => `${path} ${message}`)].join(' ')
    : error.message

program.parseAsync().catch((error: unknown) => {
  const isExpected = [SettingsError, StoreInUse, StoreUnavailable, ServiceError, OptionError].some((known) => error instanceof known)
  console.error(isExpected ? told(error as Error) : error)
  process.exitCode = 1
})
