/** A part of a text, in UTF-16 units: `end` is the first one after it. */
export interface Span {
  start: number
  end: number
}

/** The text in lower case with one kind of apostrophe, dash and space. Every letter keeps its place, so spans hold for both. */
export function plainText(text: string): string {
  return [...text].map((letter) => plainLetter(letter)).join('')
}

function plainLetter(letter: string): string {
  if (/[’ʼ‘`´]/.test(letter)) return "'"
  if (/[‐‑‒–—−-]/.test(letter)) return '–'
  // A word joiner, as our own ranges have one, stands for nothing.
  if (letter === '\u2060') return ' '
  if (/\s/.test(letter)) return letter === '\n' ? '\n' : ' '
  const lower = letter.toLowerCase()
  return lower.length === letter.length ? lower : letter
}

const notAfterWord = "(?<![\\p{L}\\p{N}'])"
const notBeforeWord = '(?![\\p{L}\\p{N}])'

/** A pattern for whole words of any script: `\b` knows Latin only. */
export const words = (source: string): RegExp => new RegExp(`${notAfterWord}(?:${source})${notBeforeWord}`, 'gu')

/** Where a pattern occurs within a part of a text. */
export function spansOf(pattern: RegExp, text: string, within: Span): Span[] {
  return [...text.slice(within.start, within.end).matchAll(pattern)].map((match) => {
    const start = within.start + match.index
    return { start, end: start + match[0].length }
  })
}

export const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end
