import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse as parseCsv } from 'csv-parse/sync'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { readSettings } from '@/lib/config/settings'
import { emptyReport, type ReportFormValues, writeValues } from '@/lib/form/report-form-values'
import { mediaTypes } from '@/lib/http/negotiate'
import { type AnyOperation, operations } from '@/lib/http/operations'
import { locales } from '@/lib/i18n/locale'
import { intake } from '@/lib/i18n/messages/intake'
import { unescapeFormula } from '@/lib/ingest/table-cells'
import { WebhookMessage } from '@/lib/schema/webhook'
import { systemClock } from '@/lib/service/context'
import { createKey } from '@/lib/service/create-key'
import { openForKeys } from '@/lib/store/open'
import { eventsIn, readCalendar, textIn } from '../export/icalendar'
import { childrenOf, readXml, textOf as xmlText } from '../export/xml'
import { Receiver } from '../outgoing/receiver'
import { hostileTexts, incidentOf, type Published, publishAll, refusedCharacters, trap } from '../support/hostile-records'
import { attributeOf, dangersOf, elementsOf, shapesOf, textOf } from '../support/html-tree'
import { readEvents } from '../support/read-events'
import { type RunningServer, startServer } from '../support/server'
import { asEditor, signIn } from './client'
import { runCommand } from './command'
import { addressesOf, answeringOnDisk } from './page-addresses'
import { serverSuite } from './suite'

const evening = 'asOf=2026-01-09T12:00:00Z'
const texts = Object.values(hostileTexts)

/** What pages can be asked, beside nothing, so that they show what is hostile; the last is a reader's own hostile question. */
function queriesOf(text: string): Record<string, string[]> {
  const asked = `?q=${encodeURIComponent(text)}`
  return {
    '[locale]/page.tsx': [`?${evening}&service=electricity&unit=households`, `?${evening}&service=health`, asked],
    '[locale]/share.png/route.tsx': [`?${evening}&service=health`, asked],
    '[locale]/regions/page.tsx': [`?${evening}`, asked],
    '[locale]/regions/[code]/page.tsx': [`?${evening}&service=electricity&unit=households`, `?${evening}&service=water`, asked],
    '[locale]/incidents/page.tsx': ['?kind=technical', asked],
    'embed/[locale]/page.tsx': [`?${evening}&service=electricity&unit=households`, asked],
    '[locale]/report/page.tsx': [`?title=${encodeURIComponent(text)}`, asked],
    'embed/route.ts': [asked, `?lang=${encodeURIComponent(text)}`],
    'route.ts': [asked],
    '[locale]/report/regions/route.ts': [`?find=${encodeURIComponent(text)}`],
  }
}

/** The one page of a list that holds all, at the evening of the records. */
const wholeQuery = { limit: '1000', asOf: '2026-01-09T12:00:00Z', from: '2026-01-01', to: '2026-01-31' }

/** A question whose answer is JSON of some kind, and how that is judged. */
interface JsonQuestion {
  operation: AnyOperation & { method: 'get' }
  format: keyof typeof mediaTypes
  address: string
}

/** Every address of the API that answers in JSON, asked for all that it has, in every format that is JSON. */
function jsonQuestions({ id: incident }: Pick<Published, 'id'>, collections: readonly string[]): JsonQuestion[] {
  const parts: Record<string, readonly string[]> = { id: [incident], code: ['UA-12'], collectionId: collections, featureId: [incident] }
  const filled = (path: string): string[] => {
    const [place, name = ''] = /\{(\w+)\}/.exec(path) ?? []
    if (place === undefined) return [path]
    return (parts[name] ?? []).flatMap((part) => filled(path.replace(place, part)))
  }
  return Object.values<AnyOperation>(operations).flatMap((operation) => {
    if (operation.method !== 'get' || 'event' in operation) return []
    // Of the collections only one takes a moment, and each holds all without.
    const isOfCollection = operation.id === 'listFeatures' || operation.id === 'getFeature'
    const asked = Object.entries(wholeQuery).filter(
      ([name]) => Object.hasOwn(operation.query.shape, name) && (name === 'limit' || !isOfCollection),
    )
    return operation.formats
      .filter((format) => mediaTypes[format].includes('json'))
      .flatMap((format, n) => {
        // Where the address alone says the format, there is no parameter for another one.
        if (n > 0 && !Object.hasOwn(operation.query.shape, 'format')) return []
        const query = new URLSearchParams([...asked, ...(n > 0 ? [['format', format]] : [])])
        return filled(operation.path).map((path) => ({ operation, format, address: `${path}?${query}` }))
      })
  })
}

/** Every name on the way to a value, the places in lists aside, and every text among the values. */
function partsOf(json: unknown, path = ''): { paths: string[]; texts: string[] } {
  if (typeof json === 'string') return { paths: [path], texts: [json] }
  const inside = Array.isArray(json)
    ? json.map((item) => partsOf(item, `${path}[]`))
    : Object.entries(json ?? {}).map(([name, value]) => partsOf(value, `${path}.${name}`))
  return { paths: [path, ...inside.flatMap(({ paths }) => paths)], texts: inside.flatMap(({ texts: each }) => each) }
}

/** The report form with one text in every field that a person writes words into; the rest is as it should be. */
function formOf(text: string): ReportFormValues {
  const [figure = emptyReport().figures[0]] = emptyReport().figures
  if (figure === undefined) throw new Error('a form has a figure')
  const said = { service: 'electricity', what: 'out', quantity: '1001', unit: 'households', region: 'UA-12' }
  return {
    ...emptyReport(),
    ...{ title: text, publisher: text, statedBy: text, contact: text },
    ...{ kind: 'technical', startDate: '2026-01-08', heldDate: '2026-01-08', tier: '1', sourceUrl: 'https://example.org/form' },
    figures: [{ ...figure, ...said, place: text, words: text }],
  }
}

interface Ground {
  server: RunningServer
  published: Published[]
  cookie: string
  /** An admin's key. */
  token: string
  /** Every document by its address, told alike for both servers. */
  documents: Map<string, { status: number; type: string; headers: Headers; bytes: Buffer }>
}

const plain = (address: string, published: readonly Published[]) =>
  published.reduce(
    (told, { id, reports }, n) => [id, ...reports].reduce((one, part, i) => one.replaceAll(part, `${n}.${i}`), told),
    address,
  )

serverSuite('records that mean to be more than text', () => {
  const folders: string[] = []
  let hostile: Ground
  let benign: Ground
  const receiver = new Receiver()

  /** Publishes a record of each text on a server of its own, and asks for every page there is. */
  async function groundOf(said: readonly string[], question: string, shown: number): Promise<Ground> {
    const folder = mkdtempSync(join(tmpdir(), 'outage-ledger-hostile-'))
    folders.push(folder)
    const feeds = join(folder, 'feeds.json')
    const [operator = ''] = said
    const feed = { feed: 'dtek-schedule', id: 'dtek', url: 'http://127.0.0.1:9/', page: 'https://example.org/', region: 'UA-12', operator }
    writeFileSync(feeds, JSON.stringify([feed]))
    const env = {
      PUBLIC_URL: 'https://outages.example',
      SEED: 'none',
      FEEDS: feeds,
      WEBHOOK_NETWORKS: '127.0.0.1',
      TILE_ATTRIBUTION: operator,
    }
    const server = await startServer({ dataDir: join(folder, 'data'), env })
    const keys = await openForKeys(readSettings({ DATA_DIR: server.dataDir }))
    const { token } = await createKey({ store: keys, clock: systemClock }, { role: 'admin', label: operator, days: null }).finally(() =>
      keys.close(),
    )
    const made = await fetch(`${server.baseUrl}/api/v1/webhooks`, {
      method: 'POST',
      body: JSON.stringify({ url: receiver.url('127.0.0.1', said === texts ? '/hostile' : '/benign'), label: said[1]?.slice(0, 80) }),
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    })
    expect(made.status).toBe(200)
    const published = await publishAll(server.baseUrl, said)
    const cookie = await signIn(server.baseUrl, token)
    const documents: Ground['documents'] = new Map()
    const [first] = published
    const of = { incident: first?.id ?? '', report: first?.reports[0] ?? '' }
    const addresses = [
      ...answeringOnDisk().flatMap((path) => addressesOf(path, of, queriesOf(question))),
      ...published
        .slice(0, shown)
        .flatMap(({ id, reports }, n) => [
          `/${n % 2 === 0 ? 'en' : 'uk'}/incidents/${id}`,
          ...(n % 3 === 0 ? [`/en/reports/${reports[1]}`] : []),
          ...(n % 5 === 0 ? [`/uk/review/${id}`] : []),
        ]),
    ]
    for (const address of addresses) {
      const headers = /^\/\w+\/(review|webhooks)/.test(address) ? { Cookie: cookie } : undefined
      const answer = await fetch(server.baseUrl + address, { redirect: 'manual', ...(headers && { headers }) })
      const told = plain(address, published).replace(encodeURIComponent(question), 'QUESTION')
      const bytes = Buffer.from(await answer.arrayBuffer())
      documents.set(told, { status: answer.status, type: answer.headers.get('content-type') ?? '', headers: answer.headers, bytes })
    }
    return { server, published, cookie, token, documents }
  }

  beforeAll(async () => {
    await receiver.open()
    benign = await groundOf(
      texts.map((_, n) => `Plain words, number ${n}`),
      'plain',
      1,
    )
    hostile = await groundOf(texts, `"><script>${trap}()</script>&#x27;{{7*7}}`, texts.length)
  }, 400_000)
  afterAll(async () => {
    for (const ground of [benign, hostile]) await ground?.server.stop()
    await receiver.close()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  const pages = () => [...hostile.documents].filter(([, { type }]) => type.startsWith('text/html'))
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(hostile.server.baseUrl + path, { headers })
    expect(answer.status, path).toBe(200)
    return answer
  }

  it('are asked for at every address there is, and answered as plain ones are', () => {
    expect(hostile.documents.size).toBeGreaterThan(100)
    for (const [address, { status }] of benign.documents) expect(hostile.documents.get(address)?.status, address).toBe(status)
    for (const [address, { status }] of hostile.documents) expect(status, address).toBeLessThan(500)
  })

  it('make no element, attribute or script in any page that plain ones do not', async () => {
    const known = new Set(
      [...benign.documents.values()].flatMap(({ type, bytes }) => (type.startsWith('text/html') ? [...shapesOf(`${bytes}`)] : [])),
    )
    for (const [address, { bytes }] of pages()) {
      const html = bytes.toString()
      // Parsing takes long: between two pages it is heard that a server has closed a line, or the next question would go to a closed one.
      await new Promise(setImmediate)
      expect(dangersOf(html, trap), address).toEqual([])
      expect(
        [...shapesOf(html)].filter((shape) => !known.has(shape)),
        address,
      ).toEqual([])
    }
  })

  it('are read whole on their own pages', () => {
    const squeezed = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
    for (const [n, { text }] of hostile.published.entries()) {
      const page = hostile.documents.get(`/${n % 2 === 0 ? 'en' : 'uk'}/incidents/${n}.0`)
      const [heading] = elementsOf(page?.bytes.toString() ?? '').filter(({ tagName }) => tagName === 'h1')
      expect(heading && squeezed(textOf(heading)), text).toContain(squeezed(text))
    }
  })

  it('are kept as typed in a form that comes back, sent without script, and make nothing of it, nor of its preview', async () => {
    /** Sends the form as a browser without script does, under a key of nobody, and follows it back. */
    const sentBack = async ({ server }: Ground, locale: string, values: ReportFormValues) => {
      const body = writeValues(values)
      for (const [name, value] of Object.entries({ locale, token: values.title })) body.set(name, value)
      const answer = await fetch(`${server.baseUrl}/api/v1/incidents`, { method: 'POST', body, redirect: 'manual' })
      expect(answer.status, values.title).toBe(303)
      const to = answer.headers.get('location') ?? ''
      expect(to, values.title).toMatch(/^\/(en|uk)\/report\?[\w%=&+.*-]*$/)
      const page = await fetch(server.baseUrl + to)
      expect(page.status, values.title).toBe(200)
      return page.text()
    }
    const waits = locales.map((locale) => intake[locale].lookWaiting)
    const isPreview = (html: string) =>
      !elementsOf(html).some((element) => element.tagName === 'p' && waits.some((words) => words === textOf(element)))
    const known = new Set<string>()
    for (const locale of locales)
      for (const change of [{}, { region: 'Atlantis' }, { quantity: 'a lot-ish' }]) {
        const values = formOf('Plain words')
        const html = await sentBack(benign, locale, { ...values, figures: values.figures.map((figure) => ({ ...figure, ...change })) })
        for (const shape of shapesOf(html)) known.add(shape)
      }
    for (const [n, text] of texts.entries()) {
      const values = formOf(text)
      // With a whole record there is a preview; with words where a number and a region are asked for, these are told of.
      const spoiled = { ...values, figures: values.figures.map((figure) => ({ ...figure, region: text, quantity: text })) }
      for (const typed of [values, spoiled]) {
        const html = await sentBack(hostile, n % 2 === 0 ? 'en' : 'uk', typed)
        await new Promise(setImmediate)
        expect(dangersOf(html, trap), text).toEqual([])
        expect(
          [...shapesOf(html)].filter((shape) => !known.has(shape)),
          text,
        ).toEqual([])
        expect(isPreview(html), text).toBe(typed === values)
        const fields = new Map(elementsOf(html).map((element) => [attributeOf(element, 'name'), element]))
        const { title, publisher, statedBy } = typed
        const { place, words, region } = typed.figures[0] ?? {}
        const asTyped = { title, publisher, statedBy, 'o0.place': place, 'o0.words': words, 'o0.region': region }
        for (const [name, value] of Object.entries(asTyped)) {
          const field = fields.get(name)
          const shown = field && (field.tagName === 'textarea' ? textOf(field) : attributeOf(field, 'value'))
          expect(shown?.replaceAll(/\s+/g, ' '), `${name} of ${text}`).toBe(value?.replaceAll(/\s+/g, ' '))
        }
        const key = fields.get('token')
        expect(key && attributeOf(key, 'value'), text).toBeFalsy()
      }
    }
  })

  it('are in no header, and add none', () => {
    for (const [address, { headers }] of hostile.documents) {
      const names = (of: Headers | undefined) => [...(of?.keys() ?? [])].filter((name) => name !== 'x-nextjs-cache')
      const plainHeaders = benign.documents.get(address)?.headers
      if (plainHeaders) expect(names(headers), address).toEqual(names(plainHeaders))
      for (const [name, value] of headers) {
        if (name === 'location') expect(value, address).toMatch(/^\/(en|uk|embed)?[\w/]*(\?[\w%=&+.*-]*)?(#[\w-]*)?$/)
        else expect(value, `${name} of ${address}`).not.toContain(trap)
      }
    }
  })

  it('are a picture in the picture that is shared, and nothing but pixels', () => {
    const pictures = [...hostile.documents].filter(([address]) => address.includes('share.png'))
    expect(pictures.length).toBeGreaterThan(3)
    for (const [address, { bytes, type, status }] of pictures) {
      if (status !== 200) continue
      expect([type, bytes.subarray(0, 8).toString('latin1')], address).toEqual(['image/png', '\x89PNG\r\n\x1a\n'])
      expect(bytes.includes(trap), address).toBe(false)
    }
  })

  it('are the same words in JSON, at every address that answers in it, under names that plain ones have', async () => {
    const answersOf = async ({ server, published: [first], token }: Ground) => {
      const collections = ['incidents', 'observations', 'impact', 'regions']
      const answers = new Map<string, { question: JsonQuestion; json: unknown; paths: Set<string>; texts: string[] }>()
      for (const question of jsonQuestions(first ?? { id: '' }, collections)) {
        const answer = await fetch(server.baseUrl + question.address, { headers: { Authorization: `Bearer ${token}` } })
        const key = question.address.replaceAll(first?.id ?? '', 'ID')
        // What is no feature of a collection is none there, either way.
        if (answer.status === 404 && question.operation.id === 'getFeature') continue
        expect(answer.status, key).toBe(200)
        expect(answer.headers.get('content-type'), key).toContain(mediaTypes[question.format])
        expect(answer.headers.get('x-content-type-options'), key).toBe('nosniff')
        const json: unknown = await answer.json()
        const { paths, texts: found } = partsOf(json)
        answers.set(key, { question, json, paths: new Set(paths), texts: found })
      }
      return answers
    }
    const [plainAnswers, answers] = [await answersOf(benign), await answersOf(hostile)]
    expect(new Set(answers.keys())).toEqual(new Set(plainAnswers.keys()))
    const squeezed = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
    const whole = texts.map(squeezed)
    const isAddress = (text: string) => /^https:\/\/(example\.org|archive\.example)\/\S*$/.test(text)
    for (const [key, { question, json, paths, texts: found }] of answers) {
      const { operation, format } = question
      const schema = ('also' in operation && operation.also?.[format]) || ('answer' in operation ? operation.answer : undefined)
      expect(schema?.safeParse(json).error, key).toBeUndefined()
      expect(
        [...paths].filter((path) => !plainAnswers.get(key)?.paths.has(path)),
        key,
      ).toEqual([])
      for (const text of found.filter((each) => each.includes(trap) && !isAddress(each)).map(squeezed))
        expect(
          whole.some((each) => text.includes(each)),
          `${key}: ${text}`,
        ).toBe(true)
    }
    const lists = ['incidents', 'observations', 'impact', 'changes', 'feed.json'].map((name) => `/api/v1/${name}?`)
    const features = ['incidents', 'observations'].map((name) => `/api/ogc/collections/${name}/items?`)
    for (const list of [...lists, ...features]) {
      const [, { texts: found } = { texts: [] }] = [...answers].find(([key]) => key.startsWith(list)) ?? []
      for (const text of whole)
        expect(
          found.some((each) => squeezed(each).includes(text)),
          `${list} ${text}`,
        ).toBe(true)
    }
  })

  it('are no formula in a table, and the same words behind the apostrophe, in CSV as in Parquet', async () => {
    for (const name of ['observations', 'incidents']) {
      const [heading = [], ...rows]: string[][] = parseCsv(await (await get(`/api/v1/${name}?format=csv`)).text(), { bom: false })
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
      const file = await (await get(`/api/v1/${name}?format=parquet`)).arrayBuffer()
      const objects = await parquetReadObjects({ file })
      expect(objects.length).toBe(rows.length)
      expect(rows.length).toBeGreaterThanOrEqual(texts.length)
      const columns = ['title', 'publisher', 'stated_by', 'quote', 'place', 'note', 'quantity_text', 'url'].filter((column) =>
        heading.includes(column),
      )
      expect(columns.length).toBeGreaterThan(0)
      const ofCsv = rows.map((cells) => columns.map((column) => unescapeFormula(cells[heading.indexOf(column)] ?? '')))
      expect(ofCsv).toEqual(objects.map((object) => columns.map((column) => object[column])))
    }
  })

  it('are an event each in the calendar, an entry each in the feeds, and no other line or element', async () => {
    const found = hostile.published.map(({ text }) => text)
    const summaries = eventsIn(readCalendar(await (await get('/api/v1/calendar.ics?limit=1000')).text()))
    const known = new Set(
      eventsIn(readCalendar(await (await fetch(`${benign.server.baseUrl}/api/v1/calendar.ics?limit=1000`)).text())).flatMap((event) => [
        ...event.keys(),
      ]),
    )
    expect(summaries.length).toBe(found.length)
    for (const event of summaries) expect([...event.keys()].filter((name) => !known.has(name))).toEqual([])
    const squeezed = (text: string) => text.replaceAll(/\s+/g, ' ')
    expect(summaries.map((event) => squeezed(textIn(event.get('SUMMARY')?.value ?? ''))).sort()).toEqual(found.map(squeezed).sort())

    const feed = readXml(await (await get('/api/v1/feed.atom?limit=1000')).text())
    const plainFeed = readXml(await (await fetch(`${benign.server.baseUrl}/api/v1/feed.atom?limit=1000`)).text())
    const namesIn = (element: typeof feed): string[] => [
      element.name,
      ...Object.keys(element.attributes),
      ...element.children.flatMap(namesIn),
    ]
    expect(new Set(namesIn(feed))).toEqual(new Set(namesIn(plainFeed)))
    const titles = childrenOf(feed, 'entry').map((entry) => squeezed(xmlText(entry, 'title') ?? ''))
    for (const text of found)
      expect(
        titles.some((title) => title.includes(squeezed(text))),
        text,
      ).toBe(true)
  })

  it('are one event each of the stream, whatever lines they hold', async () => {
    const start = Buffer.from(JSON.stringify(['c', 0, '', null])).toString('base64url')
    const answer = await get(`/api/v1/stream?since=${start}`)
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!/(^|\n):\n\n/.test(text)) text += (await reader?.read())?.value ?? ':\n\n'
    await reader?.cancel()
    // Where there is no data, only the place is told.
    const events = readEvents(text).filter(({ data }) => data !== null)
    expect(events.length).toBeGreaterThanOrEqual(texts.length)
    expect(new Set(events.map(({ event }) => event))).toEqual(new Set(['change']))
    expect(text).not.toContain('"evil"')
  })

  it('are in the dump as they are in the API', async () => {
    const out = join(folders[1] ?? '', 'dump')
    const { code, stderr } = await runCommand('dump', ['--out', out], { DATA_DIR: hostile.server.dataDir })
    expect([code, stderr]).toEqual([0, ''])
    const files = readdirSync(out)
    for (const file of files) {
      const text = readFileSync(join(out, file), 'utf8')
      if (/json$/.test(file)) JSON.parse(text)
      if (/jsonl$/.test(file)) for (const line of text.trimEnd().split('\n')) JSON.parse(line)
      if (/csv$/.test(file)) for (const cell of parseCsv(text, { bom: false }).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
    }
    expect(files.length).toBeGreaterThan(6)
  })

  it('are refused where they hold what no reader sees, in every field', async () => {
    for (const character of refusedCharacters) {
      const body = JSON.stringify(incidentOf(`Words ${character} more`, 1))
      const init = { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...asEditor } }
      const answer = await fetch(`${hostile.server.baseUrl}/api/v1/incidents?allowDuplicate=true`, init)
      expect(answer.status, JSON.stringify(character)).toBe(422)
      expect(await answer.text()).toContain('title')
    }
  })

  it('are sent to a webhook as JSON of one line, under headers of our own', async () => {
    const received = () => receiver.received.filter(({ path }) => path === '/hostile')
    await vi.waitFor(() => expect(received().length).toBeGreaterThan(10), { timeout: 60_000, interval: 100 })
    for (const { body, headers } of received()) {
      WebhookMessage.parse(JSON.parse(body))
      expect(JSON.stringify(headers)).not.toContain(trap)
    }
  })
})
