import { z } from 'zod'
import type { NewIncident } from '@/lib/schema/incident'
import { editorToken } from './server'

/** What a hostile text would call if it ever ran. */
export const trap = 'qzhostile'

/**
 * Texts that mean something to some reader of them: a browser, a spreadsheet, a calendar, a template, a shell. Each is a title, a name, a quote
 * and a place here, and must come out of everything as the text that it is. At most 110 characters, so that every field holds them.
 */
export const hostileTexts: Record<string, string> = {
  'a script': `<script>${trap}()</script>`,
  'a picture out of an attribute': `"><img src=x onerror=${trap}()>`,
  'a picture out of single quotes': `'><img src=x onerror='${trap}()'>`,
  'an attribute': `" onfocus="${trap}()" autofocus x="`,
  'the end of a script': `</script><script>${trap}()</script>`,
  'the end of a title': `</title></style></textarea></noscript><svg onload=${trap}()>`,
  'a comment': `<!--<script>--><svg/onload=${trap}()>`,
  'a frame of XML': `]]><x:script xmlns:x="http://www.w3.org/1999/xhtml">${trap}()</x:script><![CDATA[`,
  entities: `&lt;script&gt;&#60;b&#62;&amp;amp;&quot; ${trap} &nbsp;&unknown;`,
  'a formula': `=cmd|' /C calc'!A0&HYPERLINK("http://evil.example","${trap}")`,
  'a plus': `+1+1 ${trap}`,
  'a minus': `-2+3 ${trap}`,
  'an at': `@SUM(1+1) ${trap}`,
  'an apostrophe before a formula': `'=1+1 ${trap}`,
  'lines of a calendar': `${trap}\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:http://evil.example\r\nX:\\n;,`,
  'lines of a header': `${trap}\nSet-Cookie: session=evil\n\n<script>${trap}()</script>`,
  'lines of a stream': `${trap}\n\nevent: change\ndata: {"evil":1}\nid: 1\n\n`.trimEnd(),
  'encoded lines': `%0d%0aLocation:%20http://evil.example%00 ${trap}`,
  'separators of lines': `${trap}\u2028${trap}()\u2029x`,
  'a template': `{{constructor.constructor("${trap}()")()}} \${${trap}()} <%= ${trap} %> #{${trap}}`,
  'a message pattern': `{count, plural, other {#}} <b>${trap}</b> '{'`,
  'a prototype': `__proto__ constructor ${trap} toString`,
  'an address that runs': `javascript:${trap}()`,
  'an address of data': `data:text/html,<script>${trap}()</script>`,
  'a query': `' OR 1=1; DROP TABLE incident; -- ${trap} % _ \\`,
  'a long word': `${trap}${'W'.repeat(100)}`,
  'right to left': `שלום ${trap} עולם مرحبا \u200f!`,
  pictures: `👩‍👩‍👧‍👦🇺🇦🏴󠁧󠁢󠁥󠁮󠁧󠁿 ${trap} Z͑ͫ̓ͪ̂ͫ̽a\u0301\u0301`,
  'columns of a cell': `${trap} | "two" | 'three', "four"`,
  'a path': `../../../../etc/passwd ${trap} file:///etc/passwd`,
}

/** What no text of a record may hold, one of each kind. */
export const refusedCharacters = ['\0', '\u0007', '\u001b', '\u007f', '\u0085', '\ud800', '\udc00', '\u202a', '\u202e', '\u2066']

const day = { time: '2026-01-08', precision: 'day' } as const

/** An address in whose path a text stands as it is, where an address can hold it so: without breaks, and with no % that encodes nothing. */
export const addressWith = (text: string, host = 'example.org'): string =>
  `https://${host}/${text.replaceAll(/[\s\u2028\u2029]/g, '_').replaceAll(/%(?![\da-f]{2})/gi, '%25')}`

type Posted = z.input<typeof NewIncident>

/** A record with one text in every field that takes any. `n` keeps it from being a duplicate. */
export function incidentOf(text: string, n: number): Posted {
  const words = { place: text, note: text, quantityText: text, quote: text }
  const said = { regions: ['UA-12'], unit: 'households' as const, state: 'out' as const, ...words }
  const report: Posted['reports'][number] = {
    source: { publisher: text, statedBy: text, tier: 1, url: addressWith(`${n}${text}`), archiveUrl: addressWith(text, 'archive.example') },
    publishedAt: '2026-01-08',
    asOf: day,
    quote: text,
    observations: [
      { ...said, service: 'electricity', measure: 'without', value: 1000 + n, qualifier: 'about' },
      { ...said, regions: ['UA-12', 'UA-23'], service: 'water', measure: 'limited', value: null, qualifier: 'vague', state: 'limited' },
      { ...said, service: 'health', measure: 'on_backup', unit: 'facilities', value: null, qualifier: 'vague', state: 'on_backup' },
    ],
  }
  const second: typeof report = { ...report, source: { ...report.source, tier: 2, url: addressWith(`${n}-2${text}`) } }
  return { title: text, kind: 'technical', start: day, end: { time: '2026-01-09', precision: 'day' }, reports: [report, second] }
}

const Made = z.object({ id: z.ulid() })
const Detail = z.object({ reports: z.array(z.object({ id: z.ulid() })) })
const Listed = z.object({ data: z.array(z.object({ id: z.ulid(), title: z.string() })) })

/** What was published of one text: its incident and its reports. */
export interface Published {
  text: string
  id: string
  reports: string[]
}

/** How many records are posted, corrected and retracted in part; the others come as a file, which costs a few writes in all. */
const posted = 2

/**
 * Has an editor publish a record of each text on a server. Of the first ones the first report is corrected and the second retracted, for reasons
 * that are the text, too. Throws where one of them is refused or does not become public.
 */
export async function publishAll(baseUrl: string, texts: readonly string[]): Promise<Published[]> {
  const headers = { Authorization: `Bearer ${editorToken}` }
  const read = async (path: string): Promise<unknown> => (await fetch(`${baseUrl}/api/v1/${path}`, { headers })).json()
  const send = async (path: string, body: string, type = 'application/json') => {
    const response = await fetch(`${baseUrl}/api/v1/${path}`, { method: 'POST', body, headers: { 'Content-Type': type, ...headers } })
    const text = await response.text()
    const location = response.headers.get('location') ?? '/'
    if (response.status > 202 || !/^\/[\w/]*$/.test(location)) throw new Error(`${path}: ${response.status} ${location} ${text}`)
    return JSON.parse(text)
  }
  const bodies = texts.map(incidentOf)
  for (const body of bodies.slice(0, posted)) {
    const { id } = Made.parse(await send('incidents?allowDuplicate=true', JSON.stringify(body)))
    const [first, second] = Detail.parse(await read(`incidents/${id}`)).reports
    const right = { ...body.reports[0], supersedes: first?.id }
    await send(`incidents/${id}/reports`, JSON.stringify(right))
    await send(`incidents/${id}/review`, JSON.stringify({ decision: 'retract', reason: body.title, report: second?.id }))
  }
  const lines = bodies.slice(posted).map((body) => JSON.stringify(body))
  if (lines.length > 0) await send('imports', `${lines.join('\n')}\n`, 'application/x-ndjson')
  const { data } = Listed.parse(await read('incidents?limit=1000'))
  const published: Published[] = []
  for (const text of texts.map((each) => each.trim())) {
    const found = data.find(({ title }) => title === text)
    if (!found) throw new Error(`not published: ${text}`)
    const { reports } = Detail.parse(await read(`incidents/${found.id}`))
    published.push({ text, id: found.id, reports: reports.map(({ id }) => id) })
  }
  return published
}
