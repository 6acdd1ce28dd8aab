import { StringDecoder } from 'node:string_decoder'

/** What the letters behind a backslash stand for in the text form of PostgreSQL's COPY. */
const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** A value of a row; `\N` is null. */
const unescaped = (field: string): string | null =>
  field === '\\N' ? null : field.replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter)

/** The lines of a text. Only `\n` ends one: all else that may is part of a value. */
async function* linesOf(text: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const part of text) {
    const lines = (rest + decoder.write(part)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/**
 * The rows of the tables in a text that `pg_restore --data-only` writes: SQL around `COPY schema.table (columns) FROM stdin;`, then a line a row with
 * tabs between its values, up to `\.`. Throws where that line does not come.
 */
export async function* copiedRows(text: AsyncIterable<Buffer>): AsyncGenerator<{ table: string; row: Record<string, string | null> }> {
  let of: { table: string; columns: string[] } | null = null
  for await (const line of linesOf(text)) {
    if (of === null) {
      const [, table, columns] = /^COPY .*\."?(\w+)"? \((.*)\) FROM stdin;$/.exec(line) ?? []
      if (table !== undefined && columns !== undefined) of = { table, columns: columns.replaceAll('"', '').split(', ') }
    } else if (line === '\\.') {
      of = null
    } else {
      const values = line.split('\t').map(unescaped)
      const { table, columns } = of
      if (values.length !== columns.length) throw new Error(`a row of ${table} has not the columns that are named`)
      yield { table, row: Object.fromEntries(columns.map((name, i) => [name, values[i] ?? null])) }
    }
  }
  if (of !== null) throw new Error(`the rows of ${of.table} have no end`)
}
