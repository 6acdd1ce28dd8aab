import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { productionEnv, unlimited } from './environment'
import { root } from './root'

export const editorToken = 'test-editor-token'

const startDeadline = 60_000

export type RunningServer = {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  baseUrl: string
  /** The folder of its embedded store. */
  dataDir: string
  pid: number
  /** Everything it has printed so far. */
  output: () => string
  /** Its exit code once it has ended, by whatever; null where a signal has ended it. */
  ended: Promise<number | null>
  /** Ends the process and everything it started. Resolves when it is gone; the folder stays. */
  kill: (signal: NodeJS.Signals) => Promise<void>
  /** Ends the process and removes the folder if this call made it. */
  stop: () => Promise<void>
}

export type ServerSettings = {
  /** An existing folder to serve again, as after a restart; a new temporary one where left out. */
  dataDir?: string
  /** Settings of the product, by the names of their environment variables. */
  env?: Record<string, string>
  /** What is run: the product where left out. */
  program?: string
}

/** A TCP port of 127.0.0.1 that nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await once(probe.listen(0, '127.0.0.1'), 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('the probe has no port')
  return address.port
}

/** Resolves with the address the process says it answers on; rejects with its output when it ends or keeps silent. */
function whenReady(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the server ${why}:\n${output()}`))
    const deadline = setTimeout(() => fail(`was not ready after ${startDeadline / 1000} s`), startDeadline)
    child.once('exit', (code, signal) => {
      clearTimeout(deadline)
      fail(`ended (${signal ?? code}) before it was ready`)
    })
    child.stdout?.on('data', () => {
      const address = /ready on (http:\/\/[^\s/]+)/.exec(output())?.[1]
      if (!address) return
      clearTimeout(deadline)
      resolve(address)
    })
  })
}

/**
 * Starts the built product as `npm start` does, in its own process group, and waits until it answers.
 * A production build must stand (`ensureBuild`). Throws with the server's output where it does not become ready.
 */
export async function startServer({ dataDir, env = {}, program = 'lib/commands/start.ts' }: ServerSettings = {}): Promise<RunningServer> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'outage-ledger-'))
  const port = String(await freePort())
  const child = spawn(process.execPath, [...(program.endsWith('.ts') ? ['--import', 'tsx'] : []), program], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: productionEnv({ ...unlimited, HOST: '127.0.0.1', PORT: port, DATA_DIR: folder, EDITOR_TOKENS: editorToken, ...env }),
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (printed += text))
  const output = () => printed

  const gone = once(child, 'exit')
  const ended = gone.then(([code]) => (typeof code === 'number' ? code : null))
  const signalGroup = (signal: NodeJS.Signals) => {
    if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, signal)
  }
  // A run that is interrupted must not leave its server behind.
  const atExit = () => signalGroup('SIGKILL')
  process.once('exit', atExit)
  const kill = async (signal: NodeJS.Signals) => {
    signalGroup(signal)
    await gone
    process.off('exit', atExit)
  }
  const stop = async () => {
    await kill('SIGTERM')
    if (dataDir === undefined) rmSync(folder, { recursive: true, force: true })
  }

  try {
    return { baseUrl: await whenReady(child, output), pid: child.pid ?? 0, dataDir: folder, output, ended, kill, stop }
  } catch (error) {
    await kill('SIGKILL')
    throw error
  }
}
