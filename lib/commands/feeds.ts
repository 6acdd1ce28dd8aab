import { Command } from 'commander'
import { readSettings, SettingsError } from '@/lib/config/settings'
import type { PollStanding } from '@/lib/schema/feed-source'
import { closeProcessStore, context } from '@/lib/service/context'
import { openForReading } from '@/lib/store/open'
import { StoreInUse, StoreUnavailable } from '@/lib/store/store'
import { feedRounds } from './feed-polls'

/** Asks the sources that FEEDS names: once where asked to, else until it is stopped. */
async function poll({ once = false }: { once?: boolean }): Promise<void> {
  if (readSettings(process.env).feeds.length === 0) throw new SettingsError('FEEDS: no source is named, so nothing is asked')
  const leave = new AbortController()
  process.once('SIGTERM', () => leave.abort())
  process.once('SIGINT', () => leave.abort())
  const ctx = await context({ role: 'system', key: null })
  const rounds = feedRounds(ctx, (source, outcome) => console.log(source?.id ?? 'feeds', outcome))
  try {
    await (once ? rounds.round(leave.signal) : rounds.run(leave.signal))
  } finally {
    await closeProcessStore()
  }
}

const line = ({ id, triedAt, goodAt, failure, failures }: PollStanding): string =>
  `${id}: asked ${triedAt ?? 'never'}, last good ${goodAt ?? 'never'}${failure === null ? '' : `, ${failure} (${failures} in a row)`}`

/** How each source stands; may run beside a server. */
async function list(): Promise<void> {
  const store = await openForReading(readSettings(process.env))
  try {
    console.log((await store.polls.list()).map(line).join('\n') || 'No source was asked yet.')
  } finally {
    await store.close()
  }
}

const program = new Command('feeds').description(
  'Asks the sources that FEEDS names. A server does so by itself where it is set; this is for a machine of its own beside PostgreSQL, or for once.',
)
program
  .command('poll', { isDefault: true })
  .description('ask those that are due, until stopped; the embedded store’s server must be stopped, since it asks them itself')
  .option('--once', 'end after one round')
  .action(poll)
program.command('list').description('how each source stands').action(list)

program.parseAsync().catch((error: unknown) => {
  const isExpected = [SettingsError, StoreInUse, StoreUnavailable].some((known) => error instanceof known)
  console.error(isExpected ? (error as Error).message : error)
  process.exitCode = 1
})
