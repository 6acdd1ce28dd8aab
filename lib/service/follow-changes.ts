import { StoreUnavailable } from '@/lib/store/store'
import { type ChangesWatch, type Told, watchOf } from './changes-watch'
import type { Context } from './context'
import { takePlace } from './open-streams'

/** Milliseconds between two signs of life of a stream that has nothing to tell. */
export const heartbeat = 20_000

const alive: readonly Told[] = [{}]

/**
 * The changes from a cursor on, or from now on without one, as they become public, until the signal says stop, as
 * many at once as there are. Who goes on from the `id` it
 * had last gets exactly the rest. Throws invalid-parameter for a cursor that this ledger never gave out, too-many-requests for an address
 * that follows too often already.
 */
export async function followChanges(
  ctx: Pick<Context, 'store' | 'settings' | 'clock'>,
  { since, signal }: { since: string | undefined; signal: AbortSignal },
): Promise<AsyncGenerator<readonly Told[], void, void>> {
  const ended = new AbortController()
  const stop = AbortSignal.any([signal, ended.signal])
  const watch = watchOf(ctx)
  const release = await takePlace(ctx, () => ended.abort())
  const unfollow = watch.follow()
  const free = () => {
    unfollow()
    release()
  }
  stop.addEventListener('abort', free, { once: true })
  try {
    const start = since ?? (await ctx.store.publicView(ctx.clock()).changesEnd())
    // Asked before anything is answered, so that a wrong cursor is a refusal and not the end of a stream.
    await watch.since(start)
    // One that was stopped before it began tells nobody that it stops.
    if (stop.aborted) free()
    return tellFrom(watch, start, stop)
  } catch (error) {
    free()
    throw error
  }
}

async function* tellFrom(watch: ChangesWatch, start: string, stop: AbortSignal): AsyncGenerator<readonly Told[], void, void> {
  yield [{ id: start }]
  let beatAt = performance.now()
  for (let place = start; !stop.aborted; ) {
    const { version } = watch
    try {
      const { told, next } = await watch.since(place)
      if (stop.aborted) return
      if (told.length > 0) yield told
      // Behind the entries of a page there may be more: only a place that stays the same is the end.
      if (next !== place) {
        place = next
        continue
      }
    } catch (error) {
      // A store that is silent for a while has nothing to tell; whoever follows waits.
      if (!(error instanceof StoreUnavailable)) throw error
    }
    // By the clock alone: a sign of life after a write of which nothing may be told would tell of it.
    if (performance.now() >= beatAt) {
      yield alive
      beatAt = performance.now() + heartbeat
    }
    await watch.more(version, stop, beatAt - performance.now())
  }
}
