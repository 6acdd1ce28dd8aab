/** A text that is not JSON, or not one reading of it: where, and what is wrong. Line and column count from 1. */
export class JsonError extends Error {
  constructor(
    readonly text: string,
    readonly position: number,
    readonly problem: string,
  ) {
    const before = text.slice(0, position).split('\n')
    super(`${problem} at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`)
  }
}

/** Deeper than any record; keeps what comes after from running out of stack. */
const deepest = 40

const blank = /[ \t\n\r]*/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these inside a string
const string = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

interface Level {
  close: '}' | ']'
  keys: Set<string> | null
}

/** Walks the text once without building anything; throws JsonError at the first thing JSON does not allow, at a name given twice, or when too deep. */
function check(text: string): void {
  let at = 0
  const levels: Level[] = []
  const fail = (problem: string, position = at): never => {
    throw new JsonError(text, position, position >= text.length ? 'The text ends too early' : problem)
  }
  const take = (token: RegExp): string | null => {
    token.lastIndex = at
    const found = token.exec(text)?.[0] ?? null
    if (found !== null) at += found.length
    return found
  }
  const skip = (character: string): boolean => {
    take(blank)
    if (text[at] !== character) return false
    at += 1
    return true
  }
  const name = ({ keys }: Level) => {
    take(blank)
    const start = at
    const key: string = JSON.parse(take(string) ?? fail('A name in double quotes is expected'))
    if (keys?.has(key)) fail(`The name ${JSON.stringify(key.slice(0, 40))} is given twice`, start)
    keys?.add(key)
    if (!skip(':')) fail('A colon is expected')
  }
  /** Opens a level and says whether it holds anything. */
  const open = (): boolean => {
    const level: Level = text[at] === '{' ? { close: '}', keys: new Set() } : { close: ']', keys: null }
    at += 1
    if (levels.length === deepest) fail('Too many levels', at - 1)
    if (skip(level.close)) return false
    levels.push(level)
    if (level.keys) name(level)
    return true
  }
  do {
    take(blank)
    if (text[at] === '{' || text[at] === '[') {
      if (open()) continue
    } else if ((take(string) ?? take(scalar)) === null) fail('A value is expected')
    for (let level = levels.at(-1); level !== undefined && !skip(','); level = levels.at(-1)) {
      if (!skip(level.close)) fail(`A comma or ${level.close} is expected`)
      levels.pop()
    }
    const inside = levels.at(-1)
    if (inside?.keys) name(inside)
  } while (levels.length > 0)
  take(blank)
  if (at < text.length) fail('Nothing more is expected')
}

/**
 * Reads JSON strictly: RFC 8259, no name twice in one object, at most 40 levels. Throws JsonError with the place.
 * A name `__proto__` becomes an own property like any other, which no strict schema knows.
 */
export function readJson(text: string): unknown {
  check(text)
  return JSON.parse(text)
}
