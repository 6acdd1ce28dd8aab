import { setTimeout as pause } from 'node:timers/promises'
import { pauseAfter } from './poll-feed'

/** How often it is looked whether a backup is due, in minutes; after failures it takes ever longer, up to six hours. */
const lookEvery = 1
const minute = 60_000

/** Takes backups again and again. */
export class BackupRounds {
  constructor(
    /** Takes one where one is due; rejects where that fails, which it tells by itself. */
    private readonly take: (stop: AbortSignal) => Promise<void>,
    private readonly random: () => number,
  ) {}

  /** Goes on until the signal says stop; a backup under way is then given up. */
  async run(stop: AbortSignal): Promise<void> {
    for (let failures = 0; !stop.aborted; ) {
      failures = await this.take(stop).then(
        () => 0,
        () => failures + 1,
      )
      const minutes = failures === 0 ? lookEvery : pauseAfter(failures, lookEvery, this.random)
      await pause(minutes * minute, undefined, { signal: stop }).catch(() => undefined)
    }
  }
}
