import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { vi } from 'vitest'
import type { Handlers } from '@/lib/http/handler'
import { closeProcessStore, context } from '@/lib/service/context'
import { seedRecords } from '@/lib/service/seed-records'
import { root } from '@/tests/support/root'

export const editorToken = 'an-editor-of-the-tests'
const origin = 'http://ledger.test'

interface Route {
  /** `/api/v1/incidents/[id]`, as the folders say. */
  path: string
  parts: string[]
}

/** Every address under app/api that a route file answers, static parts before dynamic ones as the framework has it. */
export function routesOnDisk(): Route[] {
  const files = readdirSync(join(root, 'app/api'), { recursive: true, withFileTypes: true }).filter(({ name }) => name === 'route.ts')
  const rank = (part: string) => (part.startsWith('[[') ? 2 : part.startsWith('[') ? 1 : 0)
  const routes = files.map(({ parentPath }) => {
    const path = `/${relative(join(root, 'app'), parentPath)}`
    return { path, parts: path.slice(1).split('/') }
  })
  const order = ({ parts }: Route) => parts.map(rank).join('')
  return routes.sort((a, b) => order(a).localeCompare(order(b)))
}

function match({ parts }: Route, pathname: string): Record<string, string> | null {
  const given = pathname.slice(1).split('/')
  const params: Record<string, string> = {}
  for (const [i, part] of parts.entries()) {
    if (part.startsWith('[[')) return params
    const value = given[i]
    if (value === undefined || (!part.startsWith('[') && part !== value)) return null
    if (part.startsWith('[')) params[part.slice(1, -1)] = decodeURIComponent(value)
  }
  return given.length === parts.length ? params : null
}

/** Sends a request to the handler the framework would choose for it. */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(new URL(path, origin), init)
  const { pathname } = new URL(request.url)
  for (const route of routesOnDisk()) {
    const params = match(route, pathname)
    if (params === null) continue
    const handlers: Record<string, Handlers[keyof Handlers]> = await import(join(root, 'app', ...route.parts, 'route.ts'))
    const handler = handlers[request.method]
    if (!handler) throw new Error(`${route.path} exports no ${request.method}`)
    return handler(request, { params: Promise.resolve(params) })
  }
  throw new Error(`no route for ${pathname}`)
}

export async function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return send(path, { headers })
}

/** What a stream sends until it has caught up, which its first sign of life says; then it is left. */
export async function textUntilQuiet(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const said = decoder.decode(part.value, { stream: true })
    text += said
    if (said === ':\n\n') break
  }
  await reader?.cancel()
  return text
}

export const isStream = (response: Response): boolean => response.headers.get('content-type') === 'text/event-stream'

export const asEditor = { Authorization: `Bearer ${editorToken}` }

/** Posts a value as JSON, or a text as it is. */
export async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return send(path, { method: 'POST', body: text, headers: { 'Content-Type': 'application/json', ...headers } })
}

/** Opens this process's store in a new folder, with the shipped records or empty. */
export async function openWorld({ seed }: { seed: 'records' | 'none' }): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'outage-ledger-api-'))
  vi.stubEnv('DATA_DIR', dataDir)
  vi.stubEnv('DATABASE_URL', '')
  vi.stubEnv('EDITOR_TOKENS', editorToken)
  vi.stubEnv('SEED', seed)
  vi.stubEnv('FORM_SECONDS', '0')
  await seedRecords(await context({ role: 'system', key: null }))
}

/** Closes the store and removes its folder. */
export async function closeWorld(): Promise<void> {
  await closeProcessStore()
  if (process.env.DATA_DIR) rmSync(process.env.DATA_DIR, { recursive: true, force: true })
  vi.unstubAllEnvs()
}
