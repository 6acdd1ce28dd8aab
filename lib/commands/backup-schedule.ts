import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Settings } from '@/lib/config/settings'
import { log } from '@/lib/log/log'
import { BackupRounds } from '@/lib/service/backup-rounds'

type Backups = NonNullable<Settings['backups']>

/** Runs the command of backups to its end, and tells in the log what it said. Rejects where it failed. */
function takeWhereDue({ folder, everyHours, keep }: Backups, stop: AbortSignal): Promise<void> {
  const args = ['--into', folder, '--every', String(everyHours), '--keep', String(keep)]
  const child = fork(fileURLToPath(new URL('backup.ts', import.meta.url)), args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => said.push(text))
  const leave = () => child.kill('SIGTERM')
  stop.addEventListener('abort', leave, { once: true })
  return new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      const words = said.join('').trim()
      if (code === 0) {
        if (words !== '') log().info({ said: words }, 'backup taken')
        return resolve()
      }
      if (!stop.aborted) log().error({ code, said: words }, 'backup failed')
      reject(new Error(`the backup ended with ${code}`))
    })
  }).finally(() => stop.removeEventListener('abort', leave))
}

/**
 * Takes the backups that the settings ask for, until the signal says stop. Each is a process of its own, so that reading everything back and
 * packing it takes nothing from who is answered meanwhile.
 */
export async function scheduleBackups({ backups }: Pick<Settings, 'backups'>, stop: AbortSignal): Promise<void> {
  if (backups !== undefined) await new BackupRounds((signal) => takeWhereDue(backups, signal), Math.random).run(stop)
}
