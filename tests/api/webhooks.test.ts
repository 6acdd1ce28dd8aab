import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { operations } from '@/lib/http/operations'
import { MadeWebhook, NewWebhook, WebhookList } from '@/lib/schema/webhook'
import { context } from '@/lib/service/context'
import { createKey } from '@/lib/service/create-key'
import { asEditor, closeWorld, get, openWorld, post } from './world'

const path = '/api/v1/webhooks'
let asAdmin: Record<string, string>
beforeAll(async () => {
  vi.stubEnv('WEBHOOK_NETWORKS', '127.0.0.0/8')
  await openWorld({ seed: 'none' })
  const { token } = await createKey(await context(), { role: 'admin', label: null, days: null })
  asAdmin = { Authorization: `Bearer ${token}` }
})
afterAll(closeWorld)

const target = (name: string) => `http://127.0.0.1:9/${name}`
const make = (body: object, headers: Record<string, string> = {}) => post(path, body, { ...asAdmin, ...headers })
const list = async () => WebhookList.parse(await (await get(path, asAdmin)).json()).data

describe('subscriptions', () => {
  it('are an admin’s to make, to see and to end', async () => {
    for (const [headers, status] of [
      [{}, 401],
      [asEditor, 403],
    ] as const) {
      expect((await get(path, headers)).status).toBe(status)
      expect((await post(path, { url: target('nobody') }, headers)).status).toBe(status)
      for (const action of ['retry', 'remove'])
        expect((await post(`${path}/01KESQ3VJ8Z0T8JX2M6W4RB7NC`, { action }, headers)).status).toBe(status)
    }
    expect(await list()).toEqual([])
  })

  it('answer their secret once, and are listed without it, for nobody to keep', async () => {
    const response = await make({ url: target('a'), label: 'Desk', region: ['UA12'], service: ['water'] })
    expect(response.status).toBe(200)
    const { webhook, secret } = MadeWebhook.parse(await response.json())
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(webhook).toMatchObject({ url: target('a'), label: 'Desk', region: ['UA-12'], service: ['water'], sequence: 0, status: null })
    const listed = await get(path, asAdmin)
    expect(listed.headers.get('cache-control')).toBe('private, no-store')
    const text = await listed.text()
    expect(text).toContain(webhook.id)
    expect(text).not.toContain(secret.slice(6))
  })

  it('are made once, however often the request is sent', async () => {
    const headers = { 'Idempotency-Key': 'made-once' }
    const [first, again] = [await make({ url: target('once') }, headers), await make({ url: target('once') }, headers)]
    expect(await again.json()).toEqual(await first.json())
    expect((await list()).filter(({ url }) => url === target('once'))).toHaveLength(1)
  })

  it.each([
    ['http://10.0.0.1/', 'address'],
    ['http://169.254.169.254/latest', 'address'],
    ['http://[::ffff:10.0.0.1]/', 'address'],
    ['http://1.1.1.1:6379/', 'port'],
    ['https://nobody.invalid/', 'name'],
    ['https://name:word@example.org/', 'password'],
    ['ftp://example.org/', 'URL'],
    ['nowhere', 'URL'],
  ])('go not to %s', async (url, why) => {
    const response = await make({ url })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ errors: [{ path: 'url', message: expect.stringContaining(why) }] })
  })

  it.each([
    [{ region: ['UA-99'] }, 'region[0]'],
    [{ service: ['light'] }, 'service[0]'],
    [{ since: 'x' }, 'since'],
    [{ secret: 'mine' }, 'secret'],
    [{ label: 'x'.repeat(81) }, 'label'],
  ])('are refused with %j', async (body, field) => {
    const response = await make({ url: target('b'), ...body })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ errors: [{ path: field }] })
  })

  it('are tried again and removed by their id, and gone then', async () => {
    const { webhook } = MadeWebhook.parse(await (await make({ url: target('c') })).json())
    const act = (action: string) => post(`${path}/${webhook.id}`, { action }, asAdmin)
    expect(await (await act('retry')).json()).toEqual({ id: webhook.id, action: 'retry', again: 0 })
    expect((await act('remove')).status).toBe(200)
    expect((await act('remove')).status).toBe(404)
    expect((await act('retry')).status).toBe(404)
    expect((await act('pause')).status).toBe(422)
    expect((await list()).map(({ id }) => id)).not.toContain(webhook.id)
  })

  it('are shown in the document as they are taken', () => {
    expect(NewWebhook.safeParse(operations.createWebhook.example).error).toBeUndefined()
  })
})
