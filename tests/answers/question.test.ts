import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { questionOf } from '@/lib/answers/question'
import { operations } from '@/lib/http/operations'
import { root } from '../support/root'

const asked = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  questionOf({ method, url, headers: { host: 'ledger.test', ...headers } }, (agent) => (agent.includes('bot') ? 'html' : undefined))
const keyOf = (url: string, headers: Record<string, string> = {}) => asked(url, headers)?.key

/** What stands for the dynamic parts of an address. */
const parts: Record<string, string> = {
  '[locale]': 'en',
  '[id]': '01KESQ3VJ8Z0T8JX2M6W4RB7NC',
  '[code]': 'UA-12',
  '[...rest]': 'x',
  '[report]': 'r',
}

function addressesOnDisk(): string[] {
  const files = readdirSync(join(root, 'app'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map(({ parentPath, name }) => relative(join(root, 'app'), join(parentPath, name)))
  const answering = paths.filter((path) => !path.startsWith('api/') && /(^|\/)(page|route)\.tsx?$/.test(path))
  return answering
    .map(
      (path) =>
        `/${path
          .split('/')
          .slice(0, -1)
          .map((part) => parts[part] ?? part)
          .join('/')}`,
    )
    .sort()
}

/** Pages that are somebody’s own, or cost nothing, or answer nothing of the ledger. A new page is to be put here or among those that are kept. */
const notKept = [
  '/',
  '/embed',
  '/en/manifest.webmanifest',
  '/en/offline',
  '/en/report',
  '/en/report/look',
  '/en/report/map',
  '/en/report/regions',
  '/en/review',
  '/en/review/01KESQ3VJ8Z0T8JX2M6W4RB7NC',
  '/en/review/01KESQ3VJ8Z0T8JX2M6W4RB7NC/correct/r',
  '/en/sign-in',
  '/en/webhooks',
  '/en/x',
  '/problems/[name]',
  '/service-worker.js',
]

describe('a question whose answer may be kept', () => {
  it('is every public page, and no page that is somebody’s own', () => {
    const found = addressesOnDisk()
    expect(found.length).toBeGreaterThan(20)
    expect(found.filter((address) => asked(address) === null)).toEqual(notKept)
  })

  it('is every read of the API that has a rule of caching, and nothing else of it', () => {
    for (const operation of Object.values(operations)) {
      const address = operation.path.replace('{id}', '01KESQ3VJ8Z0T8JX2M6W4RB7NC').replace('{code}', 'UA-12')
      const isShared = Object.values(operations).some(
        (each) => each.path === operation.path && 'cache' in each && !['own', 'now'].includes(each.cache),
      )
      expect([operation.id, asked(address) !== null]).toEqual([operation.id, isShared])
    }
    expect(asked('/api/v1/stream')).toBeNull()
    expect(asked('/api/v1/nothing')).toBeNull()
  })

  const refused: [string, string, Record<string, string>, string?][] = [
    ['a token', '/api/v1/impact', { authorization: 'Bearer x' }],
    ['a session', '/api/v1/impact', { cookie: 'a=b; session=x' }],
    ['a page with a session', '/en', { cookie: 'session=x' }],
    ['a write', '/api/v1/incidents', {}, 'POST'],
    ['a read that brings something', '/api/v1/impact', { 'content-length': '3' }],
    ['a list as a whole, which is streamed', '/api/v1/observations?format=csv', {}],
    ['one that is liked as a file', '/api/v1/incidents?kind=strike', { accept: 'text/csv' }],
    ['another path that begins alike', '/en/incidents/a/b', {}],
    ['an address with a server in it', 'http://ledger.test/en', {}],
  ]
  it.each(refused)('is not %s', (_name, url, headers, method = 'GET') => {
    expect(asked(url, headers, method)).toBeNull()
  })

  it('passes on nothing that tells who asks', () => {
    const told = {
      cookie: 'theme=dark',
      'x-forwarded-for': '203.0.113.9',
      referer: 'https://elsewhere.example',
      'accept-language': 'uk',
      'user-agent': 'Firefox',
    }
    expect(asked('/en', told)?.headers).toEqual({ host: 'ledger.test' })
    expect(asked('/api/v1/impact', { ...told, accept: 'text/csv' })?.headers).toEqual({ host: 'ledger.test', accept: 'text/csv' })
    expect(keyOf('/en', told)).toBe(keyOf('/en'))
  })

  it('is the same for whoever is answered the same', () => {
    const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
    expect(keyOf('/api/v1/impact', { accept: 'application/json' })).toBe(keyOf('/api/v1/impact', { accept: 'Application/JSON ; q=1' }))
    expect(keyOf('/en', { accept: browser })).toBe(keyOf('/en'))
    expect(keyOf('/en', { 'user-agent': 'Firefox' })).toBe(keyOf('/en', { 'user-agent': 'Safari' }))
  })

  const apart: [string, string, Record<string, string>, Record<string, string>][] = [
    ['the format that is liked', '/api/v1/impact', { accept: 'application/json' }, { accept: 'text/csv' }],
    [
      'how much it is liked',
      '/api/v1/impact',
      { accept: 'application/json, text/csv;q=0.5' },
      { accept: 'application/json;q=0.4, text/csv;q=0.5' },
    ],
    ['how the site was reached', '/en', { host: 'a.example' }, { host: 'b.example' }],
    ['by what name a proxy was', '/en', {}, { 'x-forwarded-host': 'b.example' }],
    ['a document from its data', '/en', {}, { rsc: '1' }],
    ['a prefetch', '/en', { rsc: '1' }, { rsc: '1', 'next-router-prefetch': '1' }],
    ['where a reader comes from', '/en', { rsc: '1', 'next-router-state-tree': 'a' }, { rsc: '1', 'next-router-state-tree': 'b' }],
    ['a machine that reads heads of pages', '/en', { 'user-agent': 'somebot' }, { 'user-agent': 'Firefox' }],
  ]
  it.each(apart)('is told apart by %s', (_name, url, one, other) => {
    expect(keyOf(url, one)).not.toBe(keyOf(url, other))
  })
})
