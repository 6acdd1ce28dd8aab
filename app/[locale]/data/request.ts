import { examplesOf } from '@/lib/http/examples'

/** A text as a word of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The first request that the example of an operation was taken with, as a command; null where none is kept. */
export function requestText(id: string, site: URL): string | null {
  const [example] = examplesOf(id)
  if (example === undefined) return null
  const headers = Object.entries(example.headers ?? {}).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`)
  const { body } = example
  const data = body === undefined ? [] : [`-d ${quoted(typeof body === 'string' ? body.trim() : JSON.stringify(body))}`]
  const parts = [...headers, ...data, quoted(new URL(example.path, site).href)]
  return `curl ${parts.join(' \\\n  ')}`
}
