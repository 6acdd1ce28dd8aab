import { connect } from 'node:net'
import type { z } from 'zod'
import { exampleIncident, exampleReport } from '@/lib/http/operations'
import { ObservationPage } from '@/lib/schema/answers'
import { Impact, type RegionImpact } from '@/lib/schema/impact'
import type { NewIncident } from '@/lib/schema/incident'
import { Problem } from '@/lib/schema/problem'
import { editorToken } from '../support/server'

type Posted = z.input<typeof NewIncident>
export const asEditor = { Authorization: `Bearer ${editorToken}` }

/** The evening on which the energy system of Dnipropetrovsk had been struck, as the acceptance of the API asks for it. */
export const thatEvening = 'asOf=2026-01-08T18:00:00Z&service=electricity&unit=connections'

let made = 0

/** The contract's example body under an address and a publisher of its own, so that it is nobody's duplicate. */
export function anIncident(change: Partial<Posted> = {}): Posted & { publisher: string } {
  made += 1
  const publisher = `Dnipro Daily ${process.pid}-${made}`
  const url = `https://dniprodaily.example.com/2026/01/08/power-cut-${process.pid}-${made}`
  const source = { ...exampleReport.source, publisher, url }
  return {
    ...exampleIncident,
    title: `Strike on the energy system, ${made}`,
    reports: [{ ...exampleReport, source }],
    ...change,
    publisher,
  }
}

export async function postIncident(
  baseUrl: string,
  { publisher: _publisher, ...body }: ReturnType<typeof anIncident>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } }
  return fetch(`${baseUrl}/api/v1/incidents`, init)
}

/** The answer to a question, parsed by its own schema. Throws where the status is not 200. */
export async function ask<S extends z.ZodType>(schema: S, address: string): Promise<z.output<S>> {
  const response = await fetch(address)
  if (response.status !== 200) throw new Error(`${address} answered ${response.status}: ${await response.text()}`)
  return schema.parse(await response.json())
}

export const impactAt = (baseUrl: string, query: string): Promise<Impact> => ask(Impact, `${baseUrl}/api/v1/impact?${query}`)

export function rowOf(impact: Pick<Impact, 'data'>, code: string): RegionImpact {
  const row = impact.data.find(({ region }) => region === code)
  if (!row) throw new Error(`${code} is not in the answer`)
  return row
}

/** How many observations the public ledger holds. */
export const observationCount = async (baseUrl: string): Promise<number> =>
  (await ask(ObservationPage, `${baseUrl}/api/v1/observations?limit=1`)).total

/** The problem of an answer. Throws where its media type or its body is another. */
export async function problemOf(response: Response): Promise<Problem> {
  const type = response.headers.get('content-type')
  if (type !== 'application/problem+json') throw new Error(`not a problem but ${response.status} ${type}: ${await response.text()}`)
  return Problem.parse(await response.json())
}

/** Sends a request line as it is, which a client library would mend first; the whole answer as text. */
export function sendRaw(baseUrl: string, path: string, verb = 'GET'): Promise<string> {
  const { hostname, port, host } = new URL(baseUrl)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`${verb} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    )
    let answer = ''
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text))
    socket.on('end', () => resolve(answer)).on('error', reject)
  })
}

/** The cookie of a browser without script that signed in with a key. */
export async function signIn(baseUrl: string, key: string): Promise<string> {
  const page = `${baseUrl}/en/sign-in`
  const action = /name="(\$ACTION_ID_[^"]+)"/.exec(await (await fetch(page)).text())?.[1] ?? 'no action'
  const body = new FormData()
  for (const [name, value] of Object.entries({ [action]: '', locale: 'en', key })) body.set(name, value)
  const answer = await fetch(page, { method: 'POST', body, redirect: 'manual', headers: { origin: baseUrl } })
  const [cookie = ''] = answer.headers.getSetCookie().map((set) => set.split(';')[0] ?? '')
  if (!cookie.startsWith('session=')) throw new Error(`nobody was signed in: ${answer.status}`)
  return cookie
}
