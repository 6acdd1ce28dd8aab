import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { ReviewAnswer } from '@/lib/schema/review'
import { type Ground, postgresqlAnswers, TestDatabase } from '../store/ground'
import { keysCommand } from '../store/process'
import { type RunningServer, startServer } from '../support/server'
import { anIncident, postIncident, problemOf } from './client'
import { serverSuite } from './suite'

const silent = !(await postgresqlAnswers('two processes on one PostgreSQL'))
const Made = z.object({ id: z.ulid() })

if (!silent)
  serverSuite('two processes on one PostgreSQL', () => {
    const database = new TestDatabase()
    let ground: Ground
    let servers: RunningServer[] = []
    beforeAll(async () => {
      await database.create()
      ground = await database.ground()
      const env = { DATABASE_URL: ground.settings.databaseUrl ?? '', SEED: 'none' }
      // One after the other: the first makes the tables.
      servers = [await startServer({ env }), await startServer({ env })]
    })
    afterAll(async () => {
      await Promise.all(servers.map((server) => server.stop()))
      await database.drop()
    })

    /** What every process answers to the same, asked at once. */
    const everywhere = (ask: (baseUrl: string) => Promise<Response>) => Promise.all(servers.map(({ baseUrl }) => ask(baseUrl)))
    const statuses = async (answers: Promise<Response[]>) => (await answers).map(({ status }) => status)

    async function newKey(): Promise<{ id: string; bearer: { Authorization: string } }> {
      const { output } = await keysCommand(['create', '--role', 'editor'], ground.settings)
      const [token = '', id = ''] = /ol_([a-z2-7]{10})_[\w-]{43}/.exec(output) ?? []
      return { id, bearer: { Authorization: `Bearer ${token}` } }
    }

    /** Signs in on the first process, without script, and answers the cookie as a browser sends it back. */
    async function signIn(key: string): Promise<string> {
      const page = `${servers[0]?.baseUrl}/en/sign-in`
      const action = /name="(\$ACTION_ID_[^"]+)"/.exec(await (await fetch(page)).text())?.[1] ?? 'no action'
      const body = new FormData()
      for (const [name, value] of Object.entries({ [action]: '', locale: 'en', key })) body.set(name, value)
      const answer = await fetch(page, { method: 'POST', body, redirect: 'manual', headers: { origin: servers[0]?.baseUrl ?? '' } })
      return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    }

    it('a key that is revoked on the command line is dead in both at once, and so is who signed in with it', async () => {
      const { id, bearer } = await newKey()
      const cookie = await signIn(bearer.Authorization.slice('Bearer '.length))
      const withKey = () => statuses(everywhere((baseUrl) => postIncident(baseUrl, anIncident(), bearer)))
      const signedIn = () => statuses(everywhere((baseUrl) => postIncident(baseUrl, anIncident(), { cookie, origin: baseUrl })))
      expect([await withKey(), await signedIn()]).toEqual([
        [201, 201],
        [201, 201],
      ])
      expect(await keysCommand(['revoke', id], ground.settings)).toMatchObject({ code: 0 })
      expect([await withKey(), await signedIn()]).toEqual([
        [401, 401],
        [202, 202],
      ])
    })

    it('a report that is sent to both under one Idempotency-Key is stored once', async () => {
      const { bearer } = await newKey()
      const [body, headers] = [anIncident(), { ...bearer, 'Idempotency-Key': randomUUID() }]
      const answers = await everywhere((baseUrl) => postIncident(baseUrl, body, headers))
      expect(answers.map(({ status }) => status)).toEqual([201, 201])
      const ids = await Promise.all(answers.map(async (answer) => Made.parse(await answer.json()).id))
      expect(new Set(ids).size).toBe(1)
    })

    it('of two editors who decide at once in different processes one wins, and the other is told by whom', async () => {
      const [first, second] = [await newKey(), await newKey()]
      for (let turn = 0; turn < 5; turn += 1) {
        const waiting = Made.parse(await (await postIncident(servers[0]?.baseUrl ?? '', anIncident())).json()).id
        const decide = (baseUrl: string, { bearer }: typeof first, decision: string) =>
          fetch(`${baseUrl}/api/v1/incidents/${waiting}/review`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', ...bearer },
            body: JSON.stringify({ decision, reason: 'read against the source' }),
          })
        const answers = await Promise.all(
          servers.map(({ baseUrl }, i) => decide(baseUrl, i === 0 ? first : second, i === 0 ? 'publish' : 'reject')),
        )
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
        const [won, lost] = answers[0]?.status === 200 ? answers : [...answers].reverse()
        if (!won || !lost) throw new Error('no answers')
        const { seq } = ReviewAnswer.parse(await won.json())
        expect((await problemOf(lost)).happened).toMatchObject({ seq })
      }
    })
  })
