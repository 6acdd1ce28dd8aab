import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyReport, figureFields, readValues, reportFields, writeValues } from '@/lib/form/report-form-values'
import { type AnyOperation, operations } from '@/lib/http/operations'
import { ImportAnswer } from '@/lib/schema/import'
import { saidColumns } from '@/lib/schema/table-columns'
import { context } from '@/lib/service/context'
import { createKey } from '@/lib/service/create-key'
import { readMapping } from '@/lib/service/read-mapping'
import { find } from '../finder/find-in-ukraine'
import { observed } from '../finder/observed'
import { root } from '../support/root'
import { asEditor, closeWorld, get, isStream, openWorld, post, send } from './world'

/** Names that mean something to every object of the language, where one of somebody else's is written or looked up by name. */
const names = ['__proto__', 'constructor', 'prototype'] as const
/** Stands nowhere but where a test has put it. */
const mark = 'qzpolluted'

/** A copy of a value in which the object at a place has one more field, as its own, whatever its name. */
function withField(value: unknown, place: readonly string[], name: string, field: unknown): unknown {
  const [step, ...rest] = place
  if (Array.isArray(value)) return value.map((item, n) => (String(n) === step ? withField(item, rest, name, field) : item))
  const fields = Object.entries(value ?? {}).map(([key, each]) => [key, key === step ? withField(each, rest, name, field) : each])
  return Object.fromEntries(step === undefined ? [...fields, [name, field]] : fields)
}

/** Every object in a value: the way to each. */
function placesIn(value: unknown, way: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.entries(value).flatMap(([key, each]) => placesIn(each, [...way, key]))
  return Array.isArray(value) ? inside : [[...way], ...inside]
}

const polluted = { [mark]: true, role: 'admin', toString: mark }

/** What any object knows that nobody gave it. */
function expectCleanObjects() {
  const fresh: Record<string, unknown> = {}
  expect(fresh[mark]).toBeUndefined()
  expect(fresh.role).toBeUndefined()
  expect([Object.prototype, Function.prototype, Array.prototype].flatMap((each) => Object.keys(each))).toEqual([])
  expect(`${fresh}`).toBe('[object Object]')
}

let asAdmin: Record<string, string>
beforeAll(async () => {
  vi.stubEnv('WEBHOOK_NETWORKS', '127.0.0.0/8')
  await openWorld({ seed: 'none' })
  const { token } = await createKey(await context(), { role: 'admin', label: null, days: null })
  asAdmin = { Authorization: `Bearer ${token}` }
})
afterAll(closeWorld)
beforeEach(() => expectCleanObjects)

const all = Object.values<AnyOperation>(operations)
const made: Record<string, string> = { id: '01KESQ3VJ8Z0T8JX2M6W4RB7NC', code: 'UA-12', collectionId: 'observations', featureId: 'UA-12' }
const filled = (path: string, part?: string) => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => part ?? made[name] ?? '')
const lists = ['/api/v1/incidents', '/api/v1/observations', '/api/v1/changes', '/api/v1/webhooks', '/api/v1/impact', '/api/v1/feed.json']

async function expectNothingKept() {
  expectCleanObjects()
  for (const list of lists) expect(await (await get(list, asAdmin)).text(), list).not.toContain(mark)
}

describe('a name of every object', () => {
  it.each(all.flatMap((operation) => ('body' in operation ? [[operation.id, operation] as const] : [])))(
    'in the body of %s is refused as a field that the record does not have, at every level',
    async (_id, { path, example }) => {
      const places = placesIn(example)
      expect(places.length).toBeGreaterThan(0)
      for (const name of names)
        for (const place of places) {
          const body = JSON.stringify(withField(example, place, name, polluted))
          expect(body).toContain(`"${name}":{"${mark}"`)
          const answer = await post(filled(path), body, asAdmin)
          const told = `${name} in /${place.join('/')}`
          expect(answer.status, told).toBe(422)
          const { errors } = (await answer.json()) as { errors: { path: string; message: string }[] }
          expect(
            errors.map(({ path: where }) => where.split('.').at(-1)),
            told,
          ).toContain(name)
        }
      await expectNothingKept()
    },
  )

  it.each(all.map((operation) => [operation.id, operation] as const))(
    'in the query of %s is refused as an unknown one',
    async (_id, operation) => {
      for (const name of names)
        for (const query of [`${name}=${mark}`, `${name}[${mark}]=1`]) {
          const path = `${filled(operation.path)}?${query}`
          const answer = operation.method === 'get' ? await get(path, asAdmin) : await post(path, {}, asAdmin)
          expect(answer.status, path).toBe(400)
          expect(await answer.json(), path).toMatchObject({ errors: [{ path: query.split('=')[0] }] })
        }
      expectCleanObjects()
    },
  )

  it.each(all.flatMap((operation) => (operation.method === 'get' ? [[operation.id, operation] as const] : [])))(
    'as a value in the query of %s, or as a part of its path, is a word like any other',
    async (_id, operation) => {
      for (const name of names) {
        const queries = Object.keys(operation.query.shape).map((parameter) => `${parameter}=${name}`)
        for (const query of [...queries, `filter=${name}%20%3D%20%27x%27`, `filter=${name}%20IS%20NULL`]) {
          const path = `${filled(operation.path)}?${query}`
          const answer = await get(path, asAdmin)
          expect(answer.status, path).toBeLessThan(500)
          if (isStream(answer)) await answer.body?.cancel()
          else expect(await answer.text(), path).not.toContain('native code')
        }
        if (operation.path.includes('{')) expect((await get(filled(operation.path, name), asAdmin)).status).toBe(404)
      }
      expectCleanObjects()
    },
  )
})

describe('a name of every object in a form', () => {
  const right = {
    ...emptyReport(),
    ...{ title: 'A form', kind: 'weather', startDate: '2026-01-07', sourceUrl: 'https://example.org/form', publisher: 'UNN', tier: '1' },
    heldDate: '2026-01-08',
    figures: [{ service: 'electricity', what: 'out', quantity: '12', unit: 'customers', region: 'Lviv', place: '', words: 'Twelve' }],
  }
  const sendForm = (form: URLSearchParams) =>
    send('/api/v1/incidents', { method: 'POST', body: form.toString(), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })

  it('is no field of it', async () => {
    const form = writeValues(right)
    for (const name of names) {
      for (const field of [name, `${name}.${mark}`, `${name}[${mark}]`, `o0.${name}`, `o1.${name}`, `o0.${name}.${mark}`, `o0[${name}]`])
        form.append(field, mark)
    }
    expect(readValues(form)).toEqual(right)
    const answer = await sendForm(form)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/en\/report\?sent=/)
    await expectNothingKept()
  })

  it.each([
    ...reportFields,
    ...figureFields.map((field) => `o0.${field}`),
    'locale',
    'token',
    'addTo',
    'opened',
    'fault',
    'idempotencyKey',
  ])('is a word like any other in its field %s', async (field) => {
    for (const name of names) {
      const form = writeValues({ ...right, sourceUrl: `https://example.org/${field}/${name}` })
      form.set(field, name)
      const answer = await sendForm(form)
      expect([303, 401, 404, 422], `${field}=${name}`).toContain(answer.status)
      expect(answer.headers.get('location') ?? '/en/report').toMatch(/^\/(en|uk)\/report\b/)
    }
    expectCleanObjects()
  })

  it('means nothing in an article', () => {
    for (const name of names) {
      const about = (word: string) => `${word}: 12 thousand households in Odesa region, ${word}, are without power. ${word} ${word}.`
      const figures = (text: string) => find(text, null).map(observed)
      expect(figures(about('indeed'))).toHaveLength(1)
      expect(figures(about(name)), name).toEqual(figures(about('indeed')))
    }
    expectCleanObjects()
  })
})

describe('a name of every object in a file', () => {
  const csv = { ...asEditor, 'Content-Type': 'text/csv' }
  const jsonl = { ...asEditor, 'Content-Type': 'application/x-ndjson' }
  const from = (column: string) => ({ column })
  const mapping = {
    columns: {
      ...{ incidentTitle: from('title'), regions: from('region'), service: { value: 'electricity' }, measure: { value: 'without' } },
      ...{
        state: { value: 'out' },
        asOf: from('day'),
        publisher: { column: 'by', words: { unn: 'UNN' } },
        tier: { value: 2 },
        url: from('url'),
      },
      ...{ kind: { column: 'cause', words: { storm: 'weather' } }, unit: { value: 'customers' }, value: from('count') },
    },
  }
  const table = (cells: Record<string, string>) => `${Object.keys(cells).join(',')}\r\n${Object.values(cells).join(',')}\r\n`
  const row = {
    title: 'A table',
    region: 'UA-46',
    day: '2026-01-08',
    url: 'https://example.org/table',
    by: 'unn',
    cause: 'storm',
    count: '5',
  }
  const importing = (body: string, asked: unknown, headers = csv) =>
    post(`/api/v1/imports${asked === null ? '' : `?mapping=${encodeURIComponent(JSON.stringify(asked))}`}`, body, headers)
  const taken = async (answer: Response) => {
    expect(answer.status).toBe(200)
    return ImportAnswer.parse(await answer.json())
  }

  it.each(names)('%s: as a heading is refused without a mapping, and read as any other with one', async (name) => {
    const own = table({ ...Object.fromEntries(saidColumns.map((column) => [column, ''])), [`${name}`]: mark }).replace(
      'lang',
      `lang,${name}`,
    )
    expect((await importing(own, null)).status).toBe(422)
    const heading = Object.keys({ ...row, count: '' }).join(',')
    const cells = Object.values({ ...row, title: `A table with ${name}`, url: `https://example.org/${name}` }).join(',')
    const count = { columns: { ...mapping.columns, value: from(name) } }
    const body = `${heading},${name}\r\n${cells},7\r\n`
    expect(await taken(await importing(body, count))).toMatchObject({ accepted: 1, quarantinedTotal: 0 })
    expect(await (await get(`/api/v1/observations?q=${name}`)).json()).toMatchObject({ data: [{ value: 7 }] })
    await expectNothingKept()
  })

  it.each(names)('%s: in a mapping is no column of ours and no word of theirs', async (name) => {
    for (const place of placesIn(mapping).filter((way) => way.at(-1) !== 'words')) {
      const asked = withField(mapping, place, name, polluted)
      const refused = (await (await importing(table(row), asked)).json()) as { status: number; errors: { path: string }[] }
      expect(refused.status, place.join('.')).toBe(400)
      expect(refused.errors.length).toBeGreaterThan(0)
    }
    // A word of the file that every object would know, were it asked by name.
    const strange = table({ ...row, by: name })
    const { quarantined } = await taken(await importing(strange, mapping))
    expect(quarantined).toMatchObject([{ line: 2, field: 'publisher', reason: 'has a word that the mapping does not know' }])
    const words = withField(mapping, ['columns', 'publisher', 'words'], name, 'UNN')
    expectCleanObjects()
    expect(Object.getPrototypeOf(readMapping(JSON.stringify(words)).columns)).toBe(Object.prototype)
    expect((await importing(strange, words)).status).toBe(200)
    await expectNothingKept()
  })

  it('in a line of JSON sets the line aside, at every level, in either layout', async () => {
    const [flat = ''] = readFileSync(join(root, 'data/records/ua-observations.jsonl'), 'utf8').split('\n')
    for (const example of [operations.createIncident.example, JSON.parse(flat)]) {
      const bad = names.flatMap((name) => placesIn(example).map((place) => withField(example, place, name, polluted)))
      const answer = await taken(await importing(`${bad.map((line) => JSON.stringify(line)).join('\n')}\n`, null, jsonl))
      expect(answer).toMatchObject({ rows: bad.length, accepted: 0, quarantinedTotal: bad.length })
    }
    await expectNothingKept()
  })

  it('is a word like any other in each field of a flat line', async () => {
    const [flat = ''] = readFileSync(join(root, 'data/records/ua-observations.jsonl'), 'utf8').split('\n')
    const lines = names.flatMap((name) =>
      Object.entries(JSON.parse(flat))
        .filter(([, value]) => typeof value !== 'number')
        .map(([field]) => JSON.stringify({ ...JSON.parse(flat), [field]: name })),
    )
    const answer = await taken(await importing(`${lines.join('\n')}\n`, null, jsonl))
    expect(answer.accepted + answer.duplicates + answer.quarantinedTotal).toBe(lines.length)
    expect(await (await get('/api/v1/observations?limit=1000')).text()).not.toContain('native code')
    expectCleanObjects()
  })
})
