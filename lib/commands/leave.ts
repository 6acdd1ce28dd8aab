import type { Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Settings } from '@/lib/config/settings'
import { log } from '@/lib/log/log'
import { closeProcessStore } from '@/lib/service/context'
import { sayLeaving } from '@/lib/service/leaving'
import { endStreams } from '@/lib/service/open-streams'

interface Working {
  server: Server
  /** Ends what the process does by itself: deliveries, polls. */
  stopWorking: () => void
  /** Settled once all of that has ended. */
  worked: Promise<unknown>
}

const ended = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()))

/**
 * Ends the process in order: it says that it is about to, goes on answering for `drainSeconds` so that a balancer hears of it, then takes no
 * new connection, ends its streams (a reader comes back by itself after the time that its stream began with), answers what is under way and
 * closes the store. After `shutdownSeconds` it ends whatever is under way, with exit 1; nothing that was acknowledged is lost by that.
 */
export async function leave(
  { server, stopWorking, worked }: Working,
  { drainSeconds, shutdownSeconds }: Pick<Settings, 'drainSeconds' | 'shutdownSeconds'>,
): Promise<never> {
  sayLeaving()
  log().info({ drainSeconds, shutdownSeconds }, 'leaving')
  // It keeps the process running to the end of this: where Node finds nothing more to wait for, it can lock itself up instead of ending.
  setTimeout(() => {
    log().error({ shutdownSeconds }, 'left with work under way')
    process.exit(1)
  }, shutdownSeconds * 1000)
  if (drainSeconds > 0) await pause(drainSeconds * 1000)
  stopWorking()
  endStreams()
  const answered = ended(server)
  server.closeIdleConnections()
  await Promise.all([answered, worked])
  await closeProcessStore()
  log().info('left')
  process.exit(0)
}
