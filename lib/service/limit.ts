import type { Settings } from '@/lib/config/settings'
import type { Limit } from '@/lib/store/limits'
import type { Context } from './context'
import { ServiceError } from './errors'
import { requestAddress } from './request-address'
import { signatureOf } from './sign'

type Limited = Pick<Context, 'store' | 'settings' | 'clock'>

/**
 * The request's address as it is counted by: a signature that changes every day, from which no address can be told and by which no two days
 * can be joined. Null where no address is known.
 */
export async function addressMark(ctx: Limited): Promise<string | null> {
  const address = requestAddress()
  if (address === undefined) return null
  return (await signatureOf(ctx, 'address', `${ctx.clock().slice(0, 10)} ${address}`)).slice(0, 22)
}

/** Takes one of a limit. Throws too-many-requests with the seconds to wait; a count of 0 means there is no limit. */
async function take({ store }: Limited, limit: Limit, who: string | null, detail: string): Promise<void> {
  if (who === null || limit.count === 0) return
  const retryAfter = await store.limits.take(limit, who)
  if (retryAfter !== null) throw new ServiceError('too-many-requests', detail, { retryAfter })
}

const of = (settings: Settings, name: keyof Settings['limits'], seconds: number): Limit => ({ name, count: settings.limits[name], seconds })

/** Counts one request of any kind of an address. */
export async function limitRequests(ctx: Limited): Promise<void> {
  const limit = { ...of(ctx.settings, 'requestsPerMinute', 60), byProcess: true }
  await take(ctx, limit, await addressMark(ctx), 'This address asks too often.')
}

/** Counts one write: of the key it comes with, else of the address. */
export async function limitWrites(ctx: Limited & Pick<Context, 'actor'>): Promise<void> {
  const { key } = ctx.actor
  if (key !== null) return take(ctx, of(ctx.settings, 'keyWritesPerMinute', 60), key, 'This key writes too often.')
  await take(ctx, of(ctx.settings, 'writesPerHour', 3600), await addressMark(ctx), 'This address sends too often without a key.')
}

/** Counts one attempt to sign in. */
export async function limitSignIns(ctx: Limited): Promise<void> {
  const limit = of(ctx.settings, 'signInsPerQuarter', 900)
  await take(ctx, limit, await addressMark(ctx), 'Too many attempts to sign in from this address.')
}
