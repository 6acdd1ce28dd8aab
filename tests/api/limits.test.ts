import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { exampleIncident, exampleReport } from '@/lib/http/operations'
import { Problem } from '@/lib/schema/problem'
import { context } from '@/lib/service/context'
import { createKey } from '@/lib/service/create-key'
import { oddityOf, openingStamp } from '@/lib/service/form-pace'
import { limitSignIns } from '@/lib/service/limit'
import { withAddress } from '@/lib/service/request-address'
import { closeWorld, get, openWorld, post } from './world'

const settings = {
  ...{ REQUESTS_PER_MINUTE: '30', WRITES_PER_HOUR: '6', KEY_WRITES_PER_MINUTE: '7', SIGN_INS_PER_QUARTER: '2' },
  ...{ QUEUE_PER_SENDER: '3', QUEUE_PER_HOST: '5' },
}

beforeAll(async () => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  await openWorld({ seed: 'none' })
})
afterAll(closeWorld)

let made = 0
/** A new incident whose source is a page of this host. */
function from(host: string) {
  made += 1
  const source = { ...exampleReport.source, url: `https://${host}/${made}` }
  return { ...exampleIncident, reports: [{ ...exampleReport, source }] }
}
const sendFrom = (address: string, host: string, headers: Record<string, string> = {}) =>
  withAddress(address, () => post('/api/v1/incidents', from(host), headers))
const bearer = async (role: 'contributor' | 'editor') => {
  const { token } = await createKey(await context(), { role, label: null, days: null })
  return { Authorization: `Bearer ${token}` }
}

async function statuses(count: number, ask: () => Promise<Response>): Promise<number[]> {
  const found: number[] = []
  for (let i = 0; i < count; i++) found.push((await ask()).status)
  return found
}
const times = (count: number, status: number) => Array.from({ length: count }, () => status)

describe('too much', () => {
  it('reading from one address is told with how long to wait; another address reads on', async () => {
    const read = (address: string) => withAddress(address, () => get('/api/health'))
    expect(await statuses(31, () => read('192.0.2.1'))).toEqual([...times(30, 200), 429])
    const refused = await read('192.0.2.1')
    expect(Problem.strict().parse(await refused.json())).toMatchObject({ type: '/problems/too-many-requests', status: 429 })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect(refused.headers.get('access-control-allow-origin')).toBe('*')
    expect((await read('192.0.2.2')).status).toBe(200)
  })

  it('writing without a key is refused to the address', async () => {
    // Three wait; three more are refused as too many waiting; from then on the address has sent too often.
    expect(await statuses(7, () => sendFrom('192.0.2.3', 'a.example'))).toEqual([...times(3, 202), ...times(4, 429)])
    const refused = await sendFrom('192.0.2.3', 'a.example')
    expect((await refused.json()).detail).toBe('This address sends too often without a key.')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60)
  })

  it('writing with a key is refused to the key, wherever it writes from', async () => {
    const key = await bearer('editor')
    let host = 0
    const write = () => {
      host += 1
      return sendFrom(`192.0.2.${host + 100}`, `${host}.example`, key)
    }
    expect(await statuses(8, write)).toEqual([...times(7, 201), 429])
    expect((await sendFrom('192.0.2.101', 'b.example', await bearer('editor'))).status).toBe(201)
  })

  it('waiting of one key is refused, and so is too much of one host from whomever; an editor is not counted', async () => {
    const key = await bearer('contributor')
    expect(await statuses(4, () => sendFrom('192.0.2.4', 'c.example', key))).toEqual([...times(3, 202), 429])
    const from2 = async () => sendFrom('192.0.2.5', 'C.example', await bearer('contributor'))
    expect(await statuses(3, from2)).toEqual([202, 202, 429])
    expect((await sendFrom('192.0.2.4', 'c.example', await bearer('editor'))).status).toBe(201)
  })

  it('signing in from one address is refused', async () => {
    const ctx = await context()
    const attempt = (address: string) => withAddress(address, () => limitSignIns(ctx))
    await attempt('192.0.2.6')
    await attempt('192.0.2.6')
    await expect(attempt('192.0.2.6')).rejects.toMatchObject({ problem: 'too-many-requests' })
    await attempt('192.0.2.7')
  })

  it('leaves no address in the store', async () => {
    await sendFrom('192.0.2.8', 'd.example')
    const folder = process.env.DATA_DIR ?? ''
    const files = readdirSync(folder).filter((name) => name.startsWith('outage-ledger.sqlite'))
    const bytes = files.map((name) => readFileSync(join(folder, name), 'latin1')).join('')
    expect(bytes).toContain('d.example')
    expect(bytes).not.toContain('192.0.2')
  })
})

describe('a form without a key', () => {
  const odd = async (fields: Record<string, string>, secondsLater: number, formSeconds = 3) => {
    const ctx = await context()
    const clock = () => '2026-01-08T12:00:00.000Z'
    const later = () => new Date(Date.parse(clock()) + secondsLater * 1000).toISOString()
    const opened = await openingStamp({ ...ctx, clock })
    const form = new URLSearchParams({ opened, ...fields })
    return oddityOf({ ...ctx, settings: { ...ctx.settings, formSeconds }, clock: later }, form)
  }

  it.each([
    ['written by a person', {}, 3, 3, null],
    ['that waited a week for the network', {}, 7 * 86_400, 3, null],
    ['sent at once', {}, 2.9, 3, 'tooFast'],
    ['that was never opened', { opened: '' }, 100, 3, 'tooFast'],
    ['with a moment of its own making', { opened: '1767873600000.AAAA' }, 100, 3, 'tooFast'],
    ['sent at once where no time is asked for', { opened: '' }, 0, 0, null],
    ['with the hidden field filled in', { homepage: 'https://spam.example' }, 100, 3, 'trap'],
    ['with the hidden field filled in where no time is asked for', { homepage: 'x' }, 100, 0, 'trap'],
  ])('%s', async (_, fields, later, seconds, oddity) => {
    expect(await odd(fields, later, seconds)).toBe(oddity)
  })
})
