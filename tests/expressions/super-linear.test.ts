import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { analyse } from 'scslre'
import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'
import { root } from '../support/root'

/*
 * Every regular expression of the product, as it is written and as it is put together when a module is loaded, is looked at for two
 * quantifiers that can trade characters with each other: there a text that almost fits is tried in every way to share it out, and its
 * length costs more than in proportion. What is asked anew from each place of a text is not among them; texts of records are short.
 */
interface Expression {
  source: string
  flags: string
}

/** Files that start a process, or need a browser, when they are loaded: nothing of theirs is put together. */
const notLoaded = /^lib\/(commands|client)\/|\.tsx$/

const files = ['lib', 'app'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|js)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map(({ parentPath, name }) => relative(root, join(parentPath, name))),
)

/** The literals of a file. */
function written(file: string): Expression[] {
  const found: Expression[] = []
  const visit = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, source = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? []
      found.push({ source, flags })
    }
    ts.forEachChild(node, visit)
  }
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  visit(ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true, kind))
  return found
}

/** What the modules of lib put together while they are loaded. */
async function built(): Promise<Expression[]> {
  const found: Expression[] = []
  const Native = RegExp
  globalThis.RegExp = new Proxy(Native, {
    construct: (target, [source, flags]: [string | RegExp, string?]) => {
      const made = new target(source, flags)
      found.push({ source: made.source, flags: made.flags })
      return made
    },
  })
  try {
    for (const file of files) if (file.startsWith('lib/') && !notLoaded.test(file)) await import(join(root, file))
  } finally {
    globalThis.RegExp = Native
  }
  return found
}

/** The pairs of quantifiers that trade, each as it is written. */
const trades = ({ source, flags }: Expression): string[] =>
  analyse({ source, flags }, { reportTypes: { Move: false } }).reports.map((report) => {
    const parts = report.type === 'Trade' ? [report.startQuant, report.endQuant] : [report.quant]
    return `${parts.map(({ raw }) => raw).join(' and ')} in /${source}/`
  })

describe('regular expressions', () => {
  let all: Expression[]
  beforeAll(async () => {
    all = [...files.flatMap(written), ...(await built())]
    // Everything of lib is loaded, which takes a busy machine its time.
  }, 240_000)

  it('are found where they are', () => {
    expect(files.length).toBeGreaterThan(600)
    expect(new Set(all.map(({ source }) => source)).size).toBeGreaterThan(400)
    expect(all.some(({ source }) => source.includes('oblenergo'))).toBe(true)
  })

  it.each(['^(a+)+$', '\\d+\\.?\\d*x', '\\s*°?\\s*N'])('would not pass as /%s/', (source) => {
    expect(trades({ source, flags: 'u' })).not.toEqual([])
  })

  it('take a time in proportion to what they read', () => {
    expect([...new Set(all.flatMap(trades))]).toEqual([])
  })
})
