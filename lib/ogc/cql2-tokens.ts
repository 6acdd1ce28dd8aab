/** A filter that cannot be read: what is wrong, and at which character, counted from 1. */
export class FilterFault extends Error {
  override readonly name = 'FilterFault'
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message)
  }
}

/** One piece of a filter. `at` is its first character, counted from 1. */
export type Token = { at: number } & (
  | { kind: 'word'; text: string; quoted: boolean }
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number }
  | { kind: 'sign'; text: string }
  | { kind: 'end' }
)

const blank = /[\s\u200b]+/uy
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/uy
const word = /[:_\p{L}][:_.\p{L}\p{N}\p{M}]*/uy
const quotedWord = /"([:_\p{L}][:_.\p{L}\p{N}\p{M}]*)"/uy
// A quote within a text is written twice, or after a backslash.
const text = /'((?:[^'\\]|''|\\'|\\)*)'/uy
const sign = /<>|<=|>=|[=<>(),+-]/uy

const unescaped = (written: string): string => written.replace(/''|\\'/g, "'")

function matchAt(pattern: RegExp, filter: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index
  return pattern.exec(filter)
}

function tokenAt(filter: string, index: number): { token: Token; length: number } {
  const at = index + 1
  const found = (pattern: RegExp) => matchAt(pattern, filter, index)
  const told = (match: RegExpExecArray, token: Token) => ({ token, length: match[0].length })
  const said = found(text)
  if (said) return told(said, { at, kind: 'text', text: unescaped(said[1] ?? '') })
  const name = found(quotedWord)
  if (name) return told(name, { at, kind: 'word', text: name[1] ?? '', quoted: true })
  const plain = found(word)
  if (plain) return told(plain, { at, kind: 'word', text: plain[0], quoted: false })
  const amount = found(number)
  if (amount) return told(amount, { at, kind: 'number', value: Number(amount[0]) })
  const mark = found(sign)
  if (mark) return told(mark, { at, kind: 'sign', text: mark[0] })
  if (filter[index] === "'") throw new FilterFault(at, 'the text that begins here has no end')
  if (filter[index] === '"') throw new FilterFault(at, 'the name that begins here cannot be read')
  throw new FilterFault(at, `“${String.fromCodePoint(filter.codePointAt(index) ?? 0)}” has no meaning here`)
}

/** A filter in pieces, the last of which is its end. Throws FilterFault. */
export function tokensOf(filter: string): Token[] {
  const tokens: Token[] = []
  let index = 0
  for (;;) {
    index += matchAt(blank, filter, index)?.[0].length ?? 0
    if (index >= filter.length) return [...tokens, { at: index + 1, kind: 'end' }]
    const { token, length } = tokenAt(filter, index)
    tokens.push(token)
    index += length
  }
}
