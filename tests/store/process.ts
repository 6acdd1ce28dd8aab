import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { productionEnv } from '../support/environment'
import { root } from '../support/root'

const tsx = ['--import', 'tsx']

interface StoreSettings {
  dataDir: string
  databaseUrl?: string
}
interface Ended {
  code: number
  output: string
}

/** Runs `npm run <name> -- <args>` with these settings. */
function command(name: string, args: string[], settings: StoreSettings): Promise<Ended> {
  const env = productionEnv({ DATA_DIR: settings.dataDir, ...(settings.databaseUrl && { DATABASE_URL: settings.databaseUrl }) })
  return new Promise((resolve) => {
    const file = join(root, `lib/commands/${name}.ts`)
    const child = execFile(process.execPath, [...tsx, file, ...args], { cwd: root, env }, (_, out, err) => {
      resolve({ code: child.exitCode ?? -1, output: out + err })
    })
  })
}

export const ledgerCommand = (verb: string, settings: StoreSettings) => command('ledger', [verb], settings)
export const keysCommand = (args: string[], settings: StoreSettings) => command('keys', args, settings)

/** Another process that opens the store of a folder, writes an incident and a report, and keeps it open until it is killed. */
export async function anotherServer(dataDir: string): Promise<{ kill(): Promise<void> }> {
  const env = productionEnv({ DATA_DIR: dataDir })
  const child = spawn(process.execPath, [...tsx, join(root, 'tests/store/keep-open.ts')], {
    cwd: root,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [first] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  if (!String(first).startsWith('open')) throw new Error('the other process could not open the store')
  return {
    async kill() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}
