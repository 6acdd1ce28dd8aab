import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Environment } from '@/lib/config/settings'
import { describedFields } from '@/lib/http/field-words'
import { openApiDocument } from '@/lib/http/openapi'
import { operations } from '@/lib/http/operations'
import { problemStatus } from '@/lib/schema/problem'
import manifest from '@/package.json'
import { root } from '../support/root'

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const readme = read('README.md')
const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'docs/scale.md',
  'docs/runbook.md',
  'docs/performance.md',
  'docs/threat-model.md',
  'docs/licences.md',
  'docs/backup.md',
]

/** The rows of the table under a heading, cell by cell, without the head. */
function tableUnder(text: string, heading: string): string[][] {
  const part = text.split(`## ${heading}\n`)[1]?.split(/\n## /)[0] ?? ''
  const rows = part.split('\n').filter((line) => line.startsWith('|'))
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

const code = (cell = '') => /`([^`]*)`/.exec(cell)?.[1] ?? ''

describe('README', () => {
  it('begins with the two commands', () => {
    const commands = [...readme.matchAll(/```sh\n([^\n]+)\n```/g)].map((match) => match[1])
    expect(commands.slice(0, 2)).toEqual(['npm ci && npm run build && npm start', 'npm ci && npm test'])
  })

  it('names every variable of the environment, and no other, with its default', () => {
    const told = Object.fromEntries(tableUnder(readme, 'Configuration').map(([name, preset]) => [code(name), code(preset)]))
    const defaults = Environment.parse({})
    const known = Object.keys(Environment.shape).map((name) => {
      const preset = Object.entries(defaults).find(([key]) => key === name)?.[1]
      return [name, preset === undefined ? '' : String(preset)]
    })
    expect(told).toEqual(Object.fromEntries(known))
  })

  it('names no script that is not there', () => {
    const scripts = [...`${documents.map(read).join()}`.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? '')
    expect(scripts.length).toBeGreaterThan(5)
    expect(scripts.filter((script) => !Object.hasOwn(manifest.scripts, script))).toEqual([])
  })

  it('shows a query that the API knows', () => {
    const [, path = '', query = ''] = /localhost:3000(\/api\/[^?']+)\?([^']+)'/.exec(readme) ?? []
    const operation = Object.values(operations).find((each) => each.path === path)
    expect(operation && [...new URLSearchParams(query).keys()].filter((name) => !Object.hasOwn(operation.query.shape, name))).toEqual([])
  })
})

/** Every property of every schema in a part of the document, by where it stands, with its description. */
function propertiesIn(node: unknown, at: string): [path: string, description: unknown][] {
  if (typeof node !== 'object' || node === null || at.endsWith('/example') || at.endsWith('/examples')) return []
  const { properties } = node as { properties?: Record<string, { description?: unknown } & object> }
  const isSchema = typeof properties === 'object' && 'type' in node && typeof node.type === 'string'
  const own = isSchema ? Object.entries(properties).map(([name, field]) => [`${at}.${name}`, field.description] as [string, unknown]) : []
  return [...own, ...Object.entries(node).flatMap(([key, value]) => propertiesIn(value, `${at}/${key}`))]
}

describe('the document of the API', () => {
  const document = openApiDocument()

  it('says of every field what it means', () => {
    const { schemas = {} } = document.components ?? {}
    const fields = [
      ...Object.entries(schemas).flatMap(([name, schema]) => propertiesIn(schema, name)),
      ...propertiesIn(document.paths, 'paths'),
    ]
    expect(fields.length).toBeGreaterThan(400)
    expect([...new Set(fields.filter(([, description]) => !description).map(([path]) => path))]).toEqual([])
  })

  it('has words for no field that is not there', () => {
    const text = JSON.stringify([document.components?.schemas, document.paths])
    const { schemas = {} } = document.components ?? {}
    const kinds = Object.keys(schemas)
    const left = describedFields.filter((name) => {
      const parts = name.split('.')
      return !text.includes(`"${parts.at(-1)}":`) || (parts.length > 1 && !kinds.includes(parts[0] ?? ''))
    })
    expect(left).toEqual([])
  })

  it('describes every parameter, header, answer and tag', () => {
    const { parameters = {}, responses = {} } = document.components ?? {}
    const items = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      [item.get, item.post].flatMap((operation) => (operation === undefined ? [] : [[path, operation] as const])),
    )
    const answers = [
      ...Object.entries(responses),
      ...items.flatMap(([path, of]) => Object.values(of.responses ?? {}).map((one) => [path, one])),
    ]
    const headers = answers.flatMap(([at, one]) =>
      Object.entries(Object(one).headers ?? {}).map(([name, header]) => [`${at} ${name}`, header]),
    )
    const own = items.flatMap(([path, of]) => (of.parameters ?? []).map((one) => [`${path} ${JSON.stringify(one)}`, one] as const))
    const all = [...Object.entries(parameters), ...own, ...answers, ...headers]
    expect(all.length).toBeGreaterThan(200)
    const isSaid = (one: unknown) =>
      Object.hasOwn(Object(one), '$ref') || Boolean(Object(one).description || Object(one).schema?.description)
    expect(all.filter(([, one]) => !isSaid(one)).map(([at]) => at)).toEqual([])
    for (const [path, { summary, description }] of items) expect([path, Boolean(summary), Boolean(description)]).toEqual([path, true, true])
    const used = new Set(items.flatMap(([, { tags = [] }]) => tags))
    const described = (document.tags ?? []).filter(({ description }) => description).map(({ name }) => name)
    expect(described.sort()).toEqual([...used].sort())
  })

  it('names every type of a problem with an operation that it comes from, and none that there is not', () => {
    const { responses = {} } = document.components ?? {}
    const said = [responses, document.paths].flatMap((part) => [...JSON.stringify(part).matchAll(/"description":"((?:[^"\\]|\\.)*)"/g)])
    const told = said.flatMap(([, words = '']) => [...words.matchAll(/(?:^|\. )([a-z]+(?:-[a-z]+)*): /g)].map(([, name]) => name))
    // A verb that does not apply belongs to no operation.
    expect([...new Set(told)].filter((name) => name !== undefined && Object.hasOwn(problemStatus, name)).sort()).toEqual(
      Object.keys(problemStatus)
        .filter((name) => name !== 'method-not-allowed')
        .sort(),
    )
    const types = [...JSON.stringify(document).matchAll(/\/problems\/([a-z-]+)/g)].map(([, name]) => name)
    expect(types.length).toBeGreaterThan(10)
    expect(types.filter((name) => name !== undefined && !Object.hasOwn(problemStatus, name))).toEqual([])
  })
})

describe('ARCHITECTURE', () => {
  it('has a row for every folder of lib', () => {
    const folders = readdirSync(join(root, 'lib')).map((folder) => `lib/${folder}`)
    const rows = tableUnder(read('ARCHITECTURE.md'), 'Who may import whom').map(([folder]) => code(folder))
    expect(folders.filter((folder) => !rows.includes(folder))).toEqual([])
    // Export writers come with the first format after JSON; every other row is a folder that is there.
    expect(rows.filter((row) => row.startsWith('lib/') && row !== 'lib/export' && !folders.includes(row))).toEqual([])
  })
})

describe.each(documents)('%s', (document) => {
  it('links to nothing that is missing', () => {
    const links = [...read(document).matchAll(/\]\(([^)#\s]+)\)/g)].map((match) => match[1] ?? '').filter((link) => !link.includes(':'))
    expect(links.filter((link) => !existsSync(join(root, dirname(document), link)))).toEqual([])
  })
})
