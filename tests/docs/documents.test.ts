import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Environment } from '@/lib/config/settings'
import { operations } from '@/lib/http/operations'
import manifest from '@/package.json'
import { root } from '../support/root'

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const readme = read('README.md')
const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md']

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
      return [name, preset === undefined || Array.isArray(preset) ? '' : String(preset)]
    })
    expect(told).toEqual(Object.fromEntries(known))
  })

  it('names no script that is not there', () => {
    const scripts = [...`${readme}${read('CONTRIBUTING.md')}`.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? '')
    expect(scripts.length).toBeGreaterThan(5)
    expect(scripts.filter((script) => !Object.hasOwn(manifest.scripts, script))).toEqual([])
  })

  it('shows a query that the API knows', () => {
    const [, path = '', query = ''] = /localhost:3000(\/api\/[^?']+)\?([^']+)'/.exec(readme) ?? []
    const operation = Object.values(operations).find((each) => each.path === path)
    expect(operation && [...new URLSearchParams(query).keys()].filter((name) => !Object.hasOwn(operation.query.shape, name))).toEqual([])
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
