import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MadeWebhook } from '@/lib/schema/webhook'
import { systemClock } from '@/lib/service/context'
import { createKey } from '@/lib/service/create-key'
import { mostAttempts } from '@/lib/service/deliver-webhook'
import { openForKeys } from '@/lib/store/open'
import { Receiver } from '../outgoing/receiver'
import { anIncident, asEditor, postIncident } from '../server/client'
import { eventually } from '../support/eventually'
import { editorToken, type RunningServer, startServer } from '../support/server'
import { barriers } from './barriers'
import { browserSuite } from './suite'

browserSuite('the page of webhooks', 'reads', ({ newPage }) => {
  let server: RunningServer
  let receiver: Receiver
  let token: string
  beforeAll(async () => {
    receiver = await new Receiver().open()
    server = await startServer({ env: { SEED: 'none', WEBHOOK_NETWORKS: '127.0.0.1' } })
    const store = await openForKeys({ dataDir: server.dataDir })
    token = (await createKey({ store, clock: systemClock }, { role: 'admin', label: null, days: null })).token
    await store.close()
  })
  afterAll(async () => {
    await server.stop()
    await receiver.close()
  })

  async function signedIn(key: string, javaScriptEnabled: boolean): Promise<Page> {
    const page = await newPage({ javaScriptEnabled, baseURL: server.baseUrl })
    await page.goto('/en/webhooks')
    await page.getByLabel('Key', { exact: true }).fill(key)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL('**/en/webhooks')
    return page
  }

  async function subscribe(url: string): Promise<string> {
    const made = await fetch(`${server.baseUrl}/api/v1/webhooks`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({ url }),
    })
    expect(made.status).toBe(200)
    return MadeWebhook.parse(await made.json()).webhook.id
  }

  /** As if all attempts but the last had been made, which would take days. */
  function beforeTheLastAttempt(id: string): void {
    const store = new Database(join(server.dataDir, 'outage-ledger.sqlite'))
    store.prepare('update webhooks set attempts = ? where id = ?').run(mostAttempts - 1, id)
    store.close()
  }

  it('opens to no editor', async () => {
    const page = await signedIn(editorToken, true)
    await page.getByRole('heading', { name: 'This key does not open the webhooks' }).waitFor()
  })

  it.each([
    ['with script', true],
    ['without script', false],
  ])('sends again what could not be delivered, and removes a subscription when that is confirmed, %s', async (_, javaScriptEnabled) => {
    receiver.answer = (response) => response.writeHead(500).end()
    const url = receiver.url()
    const id = await subscribe(url)
    expect((await postIncident(server.baseUrl, anIncident(), asEditor)).status).toBe(201)
    const page = await signedIn(token, javaScriptEnabled)
    const subscription = page.locator(`[id="${id}"]`)
    const shown = async () => {
      await page.reload()
      return subscription.textContent()
    }
    await eventually(shown).toMatch(/Failing since .*Last answer: 500/s)
    beforeTheLastAttempt(id)
    await eventually(shown).toContain('1 message could not be delivered')
    if (javaScriptEnabled) {
      expect(await barriers(page)).toEqual([])
    }
    const before = receiver.received.length
    receiver.answer = (response) => response.writeHead(204).end()
    await subscription.getByRole('button', { name: `Send again ${url}` }).click()
    await page.getByRole('status').filter({ hasText: 'What could not be delivered is sent once more.' }).waitFor()
    await eventually(() => receiver.received.length).toBeGreaterThan(before)
    await eventually(shown).toMatch(/In order: last delivered/)
    expect(await subscription.textContent()).not.toMatch(/messages? could not be delivered/)

    const remove = subscription.getByRole('button', { name: 'Remove it now' })
    expect(await remove.isVisible()).toBe(false)
    await subscription.getByText('Remove…').click()
    await remove.click()
    await page.getByRole('status').filter({ hasText: 'The subscription is removed.' }).waitFor()
    expect(await subscription.count()).toBe(0)
  })
})
