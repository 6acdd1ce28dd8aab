import type { Span } from './plain-text'

/** Words whose full stop ends no sentence. */
const shortened = new Set(
  (
    'тис млн млрд обл м смт с вул ім р рр год хв грн нас пп т д ' +
    'mr mrs ms dr st no gen col lt jan feb mar apr jun jul aug sep sept oct nov dec approx ca vs u.s a.m p.m'
  ).split(' '),
)

/** The sentences of a text, without the space around them. A new line ends one too: headlines have no full stop. */
export function sentencesOf(text: string): Span[] {
  const spans: Span[] = []
  let start = 0
  const close = (end: number) => {
    const inside = text.slice(start, end)
    const from = start + inside.length - inside.trimStart().length
    if (inside.trim() !== '') spans.push({ start: from, end: from + inside.trim().length })
    start = end
  }
  for (const { index, 0: mark } of text.matchAll(/\n+|[.!?…]+["”»)]*(?=\s|$)/gu)) {
    if (mark.startsWith('\n') || endsHere(text, index, index + mark.length)) close(index + mark.length)
  }
  close(text.length)
  return spans
}

/** A full stop after a shortened word ends a sentence only where no lower-case letter or digit follows; one after an initial never does. */
function endsHere(text: string, at: number, after: number): boolean {
  if (text[at] !== '.') return true
  const next = text.slice(after).trimStart()[0] ?? ''
  if (/[\p{Ll}\d]/u.test(next)) return false
  const word = /[\p{L}.]+$/u.exec(text.slice(0, at))?.[0] ?? ''
  return !(shortened.has(word.toLowerCase()) || /^\p{Lu}$/u.test(word)) || (/^[ap]\.m$/i.test(word) && /\p{Lu}/u.test(next))
}
