import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, inject, it } from 'vitest'
import { clientModules } from './client-modules'

/** The system's Python, whose modules Debian's packages bring; another one on the PATH has not got them. */
export const python = '/usr/bin/python3'

/** A public client: a package of `tests/clients/package.json`, a command of the system, or a module of its Python. */
export type Client = { npm: string } | { command: string } | { python: string }

const runs = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** What the client is called, where this machine has not got it; null where it has. */
function missing(client: Client): string | null {
  if ('npm' in client) return existsSync(join(clientModules, client.npm)) ? null : `${client.npm} (npm ci --prefix tests/clients)`
  if ('command' in client) return runs('which', client.command) ? null : client.command
  return runs(python, '-c', `import ${client.python}`) ? null : `the Python module ${client.python}`
}

/** A `describe` for tests that need public clients and the built product; skipped, and said so, where the machine has not got one of them. */
export function clientSuite(name: string, clients: readonly Client[], tests: () => void): void {
  const absent = clients.map(missing).filter((client) => client !== null)
  if (absent.length > 0) {
    console.warn(`\nSKIPPED: ${name}, not found: ${absent.join(', ')}\n`)
    describe.skip(name, tests)
    return
  }
  const buildError = inject('buildError')
  if (buildError === '') describe(name, tests)
  else
    it(`${name}: the product builds`, () => {
      throw new Error(buildError)
    })
}
