import type { StoredReport } from '@/lib/schema/ledger'
import type { WriteTransaction } from '@/lib/store/store'
import { addHours } from '@/lib/time/interval'
import type { Context } from './context'
import { ServiceError } from './errors'
import { addressMark } from './limit'

/** How long an address may be counted by: as long as its mark lasts at most. */
const senderHours = 24
/** When to try again, in seconds: nobody knows when an editor decides. */
const retryAfter = 3600

const hostOf = ({ source }: StoredReport) => new URL(source.url).host.toLowerCase()

async function requireRoom(
  tx: WriteTransaction,
  column: 'sender' | 'host',
  value: string | null,
  more: number,
  most: number,
  detail: string,
) {
  if (value === null || most === 0 || (await tx.countWaiting(column, value)) + more <= most) return
  throw new ServiceError('too-many-requests', detail, { retryAfter })
}

/** Who sends: the key, else the mark of the address. Asked before the write begins, since it may itself write. */
export async function senderOf(ctx: Context): Promise<string | null> {
  return ctx.actor.key ?? (await addressMark(ctx))
}

/**
 * Notes the reports among these that wait for an editor, where there is room for them: at most so many of one sender, and so many that name one
 * host as their source. An editor's own are not counted. Throws too-many-requests.
 */
export async function takePlaceInQueue(
  ctx: Context,
  tx: WriteTransaction,
  reports: readonly StoredReport[],
  sender: string | null,
): Promise<void> {
  const waiting = reports.filter(({ reviewState }) => reviewState === 'in_review')
  if (ctx.actor.role !== 'contributor' || waiting.length === 0) return
  const { queuePerSender, queuePerHost } = ctx.settings.limits
  const tooMany = 'So many reports of yours wait for an editor that no more are taken until some are decided.'
  await requireRoom(tx, 'sender', sender, waiting.length, queuePerSender, tooMany)
  for (const host of new Set(waiting.map(hostOf))) {
    const ofHost = waiting.filter((report) => hostOf(report) === host).length
    await requireRoom(
      tx,
      'host',
      host,
      ofHost,
      queuePerHost,
      `So many reports from ${host} wait for an editor that no more are taken until some are decided.`,
    )
  }
  const now = ctx.clock()
  for (const report of waiting) {
    await tx.noteWaiting({ report: report.id, sender, host: hostOf(report) }, addHours(now, -senderHours))
  }
}
