import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { mediaTypes } from '@/lib/http/negotiate'
import { openApiDocument } from '@/lib/http/openapi'
import { operations } from '@/lib/http/operations'
import { freePort } from '../support/server'
import { clientModules } from './client-modules'

/** The document as Prism can use it: to it GeoJSON and JSON are one media type, so where an answer comes as both, either is right. */
export function documentForPrism(baseUrl: string): string {
  const document = openApiDocument(new URL(baseUrl), 'closed')
  const { paths = {} } = document
  for (const { path, method } of Object.values(operations)) {
    const content = paths[path]?.[method]?.responses?.[200]?.content
    const [json, geojson] = [content?.[mediaTypes.json], content?.[mediaTypes.geojson]]
    if (json?.schema && geojson?.schema) json.schema = { anyOf: [json.schema, geojson.schema] }
  }
  return JSON.stringify(document)
}

export interface Prism {
  baseUrl: string
  /** What it said last before it ended by itself; null while it runs. */
  ended: () => string | null
  stop: () => Promise<void>
}

/** Whether something listens on a port of this machine. */
async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/** Stands between a client and a server with the document, written to `file`, and answers 500 in the server’s place where an answer is not what it says. */
export async function startPrism(file: string, baseUrl: string, ...flags: string[]): Promise<Prism> {
  writeFileSync(file, documentForPrism(baseUrl))
  const port = await freePort()
  // What it would print of a request it takes apart once more, and ends by that where the request is odd.
  const args = ['proxy', file, baseUrl, '--errors', '--verboseLevel', 'fatal', '--port', String(port), ...flags]
  const child: ChildProcess = spawn(join(clientModules, '.bin', 'prism'), args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let printed = ''
  const hear = (text: Buffer) => {
    printed = (printed + text).slice(-10_000)
  }
  // Read whether anybody looks or not: a full pipe would stop it.
  child.stderr?.on('data', hear)
  child.stdout?.on('data', hear)
  const isGone = () => child.exitCode !== null || child.signalCode !== null
  while (!(await answers(port))) {
    if (isGone()) throw new Error(`Prism ended: ${printed}`)
    await pause(50)
  }
  const stop = async () => {
    if (child.pid === undefined || isGone()) return
    const gone = once(child, 'exit')
    process.kill(-child.pid, 'SIGTERM')
    await gone
  }
  return { baseUrl: `http://127.0.0.1:${port}`, ended: () => (isGone() ? `${child.signalCode ?? child.exitCode}: ${printed}` : null), stop }
}
