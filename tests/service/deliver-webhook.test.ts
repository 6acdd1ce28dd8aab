import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import { guardedPost, type Post } from '@/lib/outgoing/guarded-post'
import { loadTerritory } from '@/lib/regions/territory'
import type { LedgerEvent } from '@/lib/schema/ledger'
import { type NewWebhook, type Webhook, WebhookMessage } from '@/lib/schema/webhook'
import { actOnWebhook } from '@/lib/service/act-on-webhook'
import { createWebhook } from '@/lib/service/create-webhook'
import { type Courier, hoursUntilEnded, mostAttempts, pauseAfter } from '@/lib/service/deliver-webhook'
import { listWebhooks } from '@/lib/service/list-webhooks'
import { WebhookRounds } from '@/lib/service/webhook-rounds'
import { openStore } from '@/lib/store/open'
import type { Store } from '@/lib/store/store'
import { type Received, Receiver } from '../outgoing/receiver'
import { listed } from '../store/changes-contract'
import { added, at, created, decided, editor, incident, observation, report } from '../store/factories'
import { embeddedGround, type Ground, type MakeGround, postgresqlAnswers, TestDatabase } from '../store/ground'
import { Mirror } from '../store/mirror'
import { play, steps } from '../store/random-ledger'
import { later as afterHolds, asked, writeGone, writeNeverPublic, writePublic } from '../support/marked-records'

const settings = readSettings({ WEBHOOK_NETWORKS: '127.0.0.1' })
const territory = loadTerritory(settings.territory)
const second = 1 / 3600

/** Verifies a message as the convention has it, by code that is none of ours: WebCrypto over what came. */
async function isSigned(secret: string, { headers, body }: Received): Promise<boolean> {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const hmac = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  const signature = Buffer.from(String(headers['webhook-signature']).replace('v1,', ''), 'base64')
  return crypto.subtle.verify('HMAC', hmac, signature, Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`))
}

const messageOf = ({ body }: Received) => WebhookMessage.parse(JSON.parse(body))

function deliveringContract(name: string, makeGround: MakeGround, numRuns: number): void {
  describe(name, () => {
    let ground: Ground
    let store: Store
    let receiver: Receiver
    let hours: number
    let version = 0
    const clock = () => at(hours)
    const faults: unknown[] = []

    beforeEach(async () => {
      hours = 5
      faults.length = 0
      ground = await makeGround()
      store = await openStore(ground.settings)
      receiver = await new Receiver().open()
    })
    afterEach(async () => {
      await receiver.close()
      await store.close()
      await ground.remove()
      expect(faults).toEqual([])
    })

    const admin = () => ({ store, clock, territory, settings, actor: { role: 'admin', key: 'an-admin' } as const })
    const courier = (change: Partial<Courier> = {}): Courier => ({
      ...{ store, clock, territory, random: () => 1, post: guardedPost(settings.webhookNetworks) },
      ...change,
    })
    const rounds = (change?: Partial<Courier>) => new WebhookRounds(courier(change), (error) => faults.push(error))
    /** Delivers what is due now. */
    const deliver = async (change?: Partial<Courier>) => {
      version += 1
      const all = rounds(change)
      await all.round(version)
      await all.idle()
    }
    const subscribe = (change: Partial<NewWebhook> = {}) =>
      createWebhook(admin(), { webhook: { url: receiver.url(), label: null, region: [], service: [], ...change } })
    const standing = async (): Promise<Webhook> => {
      const [webhook] = await listWebhooks(admin())
      if (!webhook) throw new Error('there is no subscription')
      return webhook
    }
    const append = (...events: LedgerEvent[]) =>
      store.write({ actor: editor, time: clock() }, async (tx) => {
        for (const event of events) await tx.append(event)
      })
    /** A published incident with one report, and both ids. */
    const publish = async (changes: Parameters<typeof incident>[0] = {}) => {
      const of = incident(changes)
      const first = report(of)
      await append(created(of), added(first))
      return { of, first }
    }
    const messages = () => receiver.received.map(messageOf)
    const ids = () => receiver.received.map(({ headers }) => headers['webhook-id'])
    const failing = (status: number) => {
      receiver.answer = (response) => response.writeHead(status).end('words of the target')
    }
    const well = () => {
      receiver.answer = (response) => response.writeHead(204).end()
    }

    test('each change is sent as the changes tell it, in their order, signed with the secret that was shown once', async () => {
      await publish()
      const { secret, webhook } = await subscribe()
      const place = await store.publicView(clock()).changesEnd()
      const { of, first } = await publish()
      await deliver()
      const { rows } = await store.publicView(clock()).changes({ since: place, limit: 10 })
      expect(messages()).toEqual(
        rows.map((data, i) => ({
          ...{ version: 1, type: 'change.added', timestamp: data.time, subscription: webhook.id, sequence: i + 1 },
          data: { ...data, cursor: expect.any(String) },
        })),
      )
      expect(rows.map(({ incident: id, report: which }) => [id, which])).toEqual([
        [of.id, null],
        [of.id, first.id],
      ])
      for (const received of receiver.received) {
        expect(received.headers['content-type']).toBe('application/json')
        expect(received.headers['webhook-timestamp']).toBe(String(Date.parse(clock()) / 1000))
        expect(await isSigned(secret, received)).toBe(true)
        expect(await isSigned(secret, { ...received, body: received.body.replace('added', 'corrected') })).toBe(false)
      }
      await deliver()
      expect(new Set(ids()).size).toBe(2)
      expect(receiver.received).toHaveLength(2)
      const told = JSON.stringify(await listWebhooks(admin()))
      expect(told).not.toContain(secret.slice(6))
      expect(JSON.stringify(await ground.meddle('select * from webhooks'))).not.toContain(secret.slice(6))
      expect(await standing()).toMatchObject({ sequence: 2, status: 204, deadTotal: 0, failingSince: null })
    })

    test('the end of a hold sends what it lets go, without a write', async () => {
      await subscribe()
      const { of } = await publish({ publicAfter: at(8) })
      hours = 7.9
      await deliver()
      expect(receiver.received).toEqual([])
      hours = 8
      await deliver()
      expect(messages().map(({ data }) => [data.kind, data.incident, data.time])).toEqual([
        ['added', of.id, at(8)],
        ['added', of.id, at(8)],
      ])
    })

    test('a cursor of the changes is where a subscription may begin', async () => {
      const { of } = await publish()
      const { next } = await store.publicView(clock()).changes({ limit: 1 })
      await subscribe({ since: next })
      await deliver()
      expect(messages().map(({ data }) => [data.incident, data.report !== null])).toEqual([[of.id, true]])
    })

    test('filters let through what speaks of them, what it corrects, and all that is gone', async () => {
      await subscribe({ region: ['UA-63'], service: ['water'] })
      const speaking = (regions: string[], service: 'water' | 'electricity') => [observation({ regions, service })]
      const of = incident()
      const there = report(of, { observations: speaking(['UA-63'], 'water') })
      const others = [
        report(of, { observations: speaking(['UA-12'], 'water') }),
        report(of, { observations: speaking(['UA-63'], 'electricity') }),
        report(of, { observations: [...speaking(['UA-12'], 'water'), ...speaking(['UA-63'], 'electricity')] }),
      ]
      const elsewhere = incident()
      const far = report(elsewhere, { observations: speaking(['UA-12'], 'water') })
      await append(created(of), added(there), ...others.map(added), created(elsewhere), added(far))
      const moved = report(of, { supersedes: there.id, observations: speaking(['UA-12'], 'water') })
      const [raion = ''] = territory.widen(['UA-63']).filter((code) => code !== 'UA-63')
      const within = report(of, { observations: speaking([raion], 'water') })
      hours = 6
      await append(added(moved), added(within))
      await deliver()
      expect(messages().map(({ data }) => data.report ?? data.incident)).toEqual([of.id, there.id, moved.id, within.id])
      hours = 7
      await append(decided('incident.retracted', elsewhere.id, 'error'))
      await deliver()
      expect(messages().at(-1)).toMatchObject({ type: 'change.retracted', sequence: 5, data: { incident: elsewhere.id, data: null } })
    })

    test('what fails is tried again when its pause is over, under the same id and number, also after a restart', async () => {
      await subscribe()
      await publish()
      failing(503)
      await deliver()
      await deliver()
      expect(receiver.received).toHaveLength(1)
      expect(await standing()).toMatchObject({ attempts: 1, status: 503, failingSince: at(5), dueAt: at(5 + 5 * second) })
      await store.close()
      store = await openStore(ground.settings)
      hours += 4.9 * second
      await deliver()
      expect(receiver.received).toHaveLength(1)
      hours += second
      await deliver()
      expect(new Set(ids()).size).toBe(1)
      expect(receiver.received).toHaveLength(2)
      well()
      hours += 20 * second
      await deliver()
      expect(messages().map(({ sequence }) => sequence)).toEqual([1, 1, 1, 2])
      expect(await standing()).toMatchObject({ attempts: 0, status: 204, failingSince: null, dueAt: null, deadTotal: 0 })
      expect(JSON.stringify(await standing())).not.toContain('words of the target')
    })

    test('a redirect and an answer that is none are failures', async () => {
      await subscribe()
      await publish()
      receiver.answer = (response) => response.writeHead(302, { Location: receiver.url('127.0.0.1', '/else') }).end()
      await deliver()
      expect(await standing()).toMatchObject({ status: 302, attempts: 1 })
      receiver.answer = (response) => response.destroy()
      hours += 1
      await deliver()
      expect(await standing()).toMatchObject({ status: 'connection', attempts: 2 })
      expect(receiver.received.every(({ path }) => path === '/hook')).toBe(true)
    })

    test('after so many attempts it is a dead letter, the next one follows, and an admin sends it once more', async () => {
      const { webhook } = await subscribe()
      const { of, first } = await publish()
      failing(500)
      for (let i = 0; i < mostAttempts; i++, hours += 6.1) await deliver()
      expect(receiver.received).toHaveLength(mostAttempts)
      const dead = { sequence: 1, kind: 'added', incident: of.id, report: null, attempts: mostAttempts, status: 500 }
      expect(await standing()).toMatchObject({ deadTotal: 1, deadLetters: [dead], endedAt: null, delivered: [] })
      well()
      await deliver()
      expect(messages().at(-1)).toMatchObject({ sequence: 2, data: { report: first.id } })
      // The first time it fails as before, and stays.
      failing(500)
      expect(await actOnWebhook(admin(), { id: webhook.id, action: 'retry' })).toEqual({ id: webhook.id, action: 'retry', again: 1 })
      await deliver()
      expect(await standing()).toMatchObject({ deadTotal: 1, deadLetters: [{ ...dead, attempts: mostAttempts + 1 }] })
      const sent = receiver.received.length
      hours += 7
      await deliver()
      expect(receiver.received).toHaveLength(sent)
      well()
      await actOnWebhook(admin(), { id: webhook.id, action: 'retry' })
      await deliver()
      expect(messages().at(-1)).toMatchObject({ sequence: 1, data: { incident: of.id, report: null } })
      expect(ids().at(-1)).toBe(ids()[0])
      expect(await standing()).toMatchObject({ deadTotal: 0, sequence: 2, delivered: [{ sequence: 1 }, { sequence: 2 }] })
      // The order goes on where it was.
      const { of: next } = await publish()
      await deliver()
      expect(messages().slice(-2)).toMatchObject([{ sequence: 3, data: { incident: next.id } }, { sequence: 4 }])
    })

    test('after failing for long, or at the word of the target, nothing more is sent until an admin says so', async () => {
      const { webhook } = await subscribe()
      await publish()
      failing(500)
      for (; hours <= 5 + hoursUntilEnded; hours += 6) await deliver()
      await deliver()
      expect((await standing()).endedAt).not.toBeNull()
      const sent = receiver.received.length
      hours += 100
      await deliver()
      expect(receiver.received).toHaveLength(sent)
      failing(410)
      await actOnWebhook(admin(), { id: webhook.id, action: 'retry' })
      await deliver()
      expect(await standing()).toMatchObject({ endedAt: clock(), status: 410 })
      well()
      await actOnWebhook(admin(), { id: webhook.id, action: 'retry' })
      await deliver()
      expect(await standing()).toMatchObject({ endedAt: null, failingSince: null, deadTotal: 0, sequence: 2 })
      expect(new Set(messages().map(({ sequence }) => sequence))).toEqual(new Set([1, 2]))
    })

    test('a process that dies in the middle loses nothing: the message comes again, under its id', async () => {
      await subscribe()
      await publish()
      const through = guardedPost(settings.webhookNetworks)
      const dying: Post = async (...given) => {
        await through(...given)
        throw new Error('killed')
      }
      await deliver({ post: dying })
      expect(faults.splice(0)).toEqual([new Error('killed')])
      await store.close()
      store = await openStore(ground.settings)
      hours += 59 * second
      await deliver()
      expect(receiver.received).toHaveLength(1)
      hours += second
      await deliver()
      expect(messages().map(({ sequence }) => sequence)).toEqual([1, 1, 2])
      expect(ids()[1]).toBe(ids()[0])
    })

    test('of several who deliver at once, one sends a message', async () => {
      await subscribe()
      const second = store.engine === 'postgresql' ? await openStore(ground.settings) : store
      for (let i = 0; i < 4; i++) await publish()
      const all = [rounds(), rounds({ store: second }), rounds({ store: second })]
      await Promise.all(all.map((each) => each.round(1)))
      await Promise.all(all.map((each) => each.idle()))
      await deliver()
      expect(messages().map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
      if (second !== store) await second.close()
    })

    test('nothing is sent of what never was public, and of what is no more only that it is no more', async () => {
      hours = 46
      await subscribe()
      await subscribe({ region: ['UA-12'], service: ['electricity'] })
      const shown = (await writePublic(store)).incident
      hours = 48
      expect(clock()).toBe(asked)
      failing(500)
      await deliver()
      await writeNeverPublic(store, shown)
      const gone = await writeGone(store, shown)
      well()
      hours = 49
      await deliver()
      const text = receiver.received.map(({ body }) => body).join('\n')
      expect(text).toContain('Title qzplainlypublic')
      expect(text).not.toMatch(/qz(?!plainlypublic)/)
      expect(text).not.toContain('Reason')
      const told = messages().filter(({ data }) => data.data === null)
      const expected = ['qzretracted', 'qztakendown', 'qztakenunread'] as const
      for (const mark of expected) expect(told.map(({ data }) => data.incident)).toContain(gone.ids.get(mark)?.[0])
      expect(afterHolds > clock()).toBe(true)
    })

    test('what is retracted while it waits to be tried again is not sent any more', async () => {
      await subscribe()
      const of = incident({ title: 'Title qzlate' })
      await append(created(of), added(report(of, { quote: 'Quote qzlate' })))
      failing(500)
      await deliver()
      for (const { body } of receiver.received.splice(0)) expect(body).toContain('qzlate')
      hours += 1
      await append(decided('incident.takenDown', of.id, 'safety'))
      well()
      await deliver()
      expect(messages()).toMatchObject([{ sequence: 2, type: 'change.takenDown', data: { incident: of.id, data: null } }])
      expect(receiver.received[0]?.body).not.toContain('qzlate')
    })

    test('a dead letter of what was taken down is forgotten', async () => {
      const { webhook } = await subscribe()
      const { of } = await publish()
      failing(500)
      for (let i = 0; i < mostAttempts; i++, hours += 6.1) await deliver()
      await append(decided('incident.takenDown', of.id, 'safety'))
      well()
      receiver.received.length = 0
      await actOnWebhook(admin(), { id: webhook.id, action: 'retry' })
      await deliver()
      expect(messages().map(({ type }) => type)).toEqual(['change.takenDown'])
      expect(await standing()).toMatchObject({ deadTotal: 0 })
    })

    test('who keeps a copy by the messages alone has what the lists answer, however often it fails to take one', async () => {
      const property = fc.asyncProperty(steps, fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }), async (said, fails) => {
        await store.close()
        await ground.remove()
        ground = await makeGround()
        store = await openStore(ground.settings)
        receiver.received.length = 0
        hours = 0
        await subscribe()
        let asked = 0
        receiver.answer = (response) => {
          asked += 1
          response.writeHead(fails[asked % fails.length] ? 500 : 204).end()
        }
        for (const step of [...said, { hours: 60, event: null }]) {
          hours = step.hours
          if (step.event !== null) await play(store, [step])
          await deliver()
        }
        well()
        hours += 7
        await deliver()
        const mirror = new Mirror()
        const seen = new Set<string>()
        let last = 0
        for (const received of receiver.received) {
          const { sequence, data } = messageOf(received)
          expect(sequence).toBeGreaterThanOrEqual(last)
          last = sequence
          const id = String(received.headers['webhook-id'])
          if (!seen.has(id)) mirror.take(data)
          seen.add(id)
        }
        expect(await standing()).toMatchObject({ deadTotal: 0, failingSince: null })
        expect(mirror.incidents).toEqual(await listed(store, hours))
      })
      await fc.assert(property, { numRuns })
    })
  })
}

describe('pauses', () => {
  test('grow to six hours, and are never the same for two', () => {
    const longest = Array.from({ length: mostAttempts }, (_, i) => pauseAfter(i + 1, () => 1))
    expect(longest).toEqual([5, 20, 80, 320, 1280, 5120, 20_480, 21_600, 21_600, 21_600])
    expect(pauseAfter(3, () => 0)).toBe(40)
  })
})

deliveringContract('delivering from the embedded store', embeddedGround, 12)

const silent = !(await postgresqlAnswers('delivering from PostgreSQL'))
describe.skipIf(silent)('PostgreSQL', () => {
  const database = new TestDatabase()
  beforeAll(database.create)
  afterAll(database.drop)
  deliveringContract('delivering from the PostgreSQL store', database.ground, 1)
})
