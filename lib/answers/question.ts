import type { IncomingHttpHeaders } from 'node:http'
import { acceptClass, negotiate } from '@/lib/http/negotiate'
import { operations } from '@/lib/http/operations'
import { locales } from '@/lib/i18n/locale'
import { sessionCookie } from '@/lib/service/session'

/**
 * How long an answer may be kept at most, while nothing is written and no hold ends. `ledger`: for as long, but to the end of the minute
 * where it was worked out by the clock; `minute`: to the end of the minute; `second`: what stands beside the ledger is in it.
 */
export type Life = 'ledger' | 'minute' | 'second'

/** A request as far as its answer depends on it: whoever asks the same is answered the same. */
export interface Question {
  key: string
  url: string
  /** All that is passed on of what the request said: nothing that tells who asks. */
  headers: Record<string, string>
  life: Life
  /** Whether it is of the API, where each address may ask only so often and each answer has a number. */
  isApi: boolean
}

/** What a request is told apart by. */
interface Asking {
  method?: string | undefined
  url?: string | undefined
  headers: IncomingHttpHeaders
}

const languages = locales.join('|')
const part = '[^/?]+'

/** The pages that every reader is shown alike, as long as nobody is signed in; what is not named here is never kept. */
const pages: readonly [RegExp, Life][] = [
  [
    new RegExp(`^/(?:${languages})(?:/(?:incidents|regions|method|data|incidents/${part}|regions/${part}|reports/${part}|share\\.png))?$`),
    'minute',
  ],
  [new RegExp(`^/(?:${languages})/sources$`), 'second'],
  [new RegExp(`^/embed/(?:${languages})$`), 'minute'],
  [/^\/sitemap\.xml$/, 'minute'],
]

const reads: readonly [RegExp, Life][] = Object.values(operations).flatMap((operation) => {
  if (!('cache' in operation) || operation.cache === 'own' || operation.cache === 'now') return []
  const pattern = operation.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, part)
  return [[new RegExp(`^${pattern}$`), operation.cache === 'probe' ? 'second' : 'ledger'] as const]
})

const lists = [operations.listIncidents, operations.listObservations, operations.listReadings]

/** How the site was reached, which links that leave it are made of. */
const reached = ['host', 'x-forwarded-host', 'x-forwarded-proto'] as const
/** By what the framework tells a document from the data of a page. */
const framework = ['rsc', 'next-router-state-tree', 'next-router-prefetch', 'next-router-segment-prefetch', 'next-url'] as const

/** Everything of a request that an answer may depend on and still be kept, as `Vary` names it. `Accept-Encoding` is settled later, from one answer. */
export const toldApart: ReadonlySet<string> = new Set([...reached, ...framework, 'accept', 'accept-encoding'])

const saysWho = ({ authorization, cookie }: IncomingHttpHeaders) =>
  authorization !== undefined || (cookie?.includes(`${sessionCookie}=`) ?? false)

/** Whether something comes with a request; it is not read, so it is not ours to answer. */
const hasBody = (headers: IncomingHttpHeaders) => headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

/** Whether a list is asked for as a whole and to keep: it is written as it is read, and is never held anywhere at once. */
function isWholeList(path: string, query: string, accept: string | undefined): boolean {
  const list = lists.find((operation) => operation.path === path)
  const asked = new URLSearchParams(query)
  if (list === undefined || asked.has('limit') || asked.has('cursor')) return false
  try {
    return negotiate(list.formats, asked.get('format') ?? undefined, accept ?? null) !== 'json'
  } catch {
    // A format that there is not: refused with few words.
    return false
  }
}

const lifeOf = (path: string, among: readonly [RegExp, Life][]) => among.find(([pattern]) => pattern.test(path))?.[1]

/**
 * What a request asks, where its answer may be kept and given to others: a public read of somebody who does not say who they are. Null for
 * everything else. `botOf` says as what kind of machine the framework would know a reader, for whom it may write a page otherwise.
 */
export function questionOf({ method, url = '', headers }: Asking, botOf: (userAgent: string) => string | undefined): Question | null {
  if ((method !== 'GET' && method !== 'HEAD') || saysWho(headers) || hasBody(headers)) return null
  const end = url.indexOf('?')
  const path = end < 0 ? url : url.slice(0, end)
  const isApi = path.startsWith('/api/')
  const life = lifeOf(path, isApi ? reads : pages)
  if (life === undefined || (isApi && isWholeList(path, end < 0 ? '' : url.slice(end), headers.accept))) return null
  const passed: Record<string, string> = {}
  let key = url
  for (const name of isApi ? reached : [...reached, ...framework]) {
    const value = headers[name]
    if (typeof value === 'string') {
      passed[name] = value
      key += `\n${name}:${value}`
    }
  }
  if (isApi) {
    if (headers.accept !== undefined) passed.accept = headers.accept
    key += `\n${acceptClass(headers.accept)}`
  } else {
    const agent = headers['user-agent'] ?? ''
    const bot = botOf(agent)
    if (bot !== undefined) {
      passed['user-agent'] = agent
      key += `\nbot:${bot}`
    }
  }
  return { key, url, headers: passed, life, isApi }
}
