/** A part of a pattern: any characters, any one character, or one that is meant. */
type Part = 'any' | 'one' | { character: string }

/** The parts of a pattern with `%`, `_`, and `\` before a character that is meant. */
function partsOf(pattern: string): Part[] {
  return [...pattern.matchAll(/\\([\s\S])|[\s\S]/gu)].map(([found, escaped]) => {
    if (escaped !== undefined) return { character: escaped }
    if (found === '%') return 'any'
    return found === '_' ? 'one' : { character: found }
  })
}

/**
 * Whether a text is what a pattern of LIKE says, all of it. Only the last `%` is ever tried anew, since one that comes later can take what an
 * earlier one would: so a pattern of many costs its length times that of the text, where an expression would try every way to share it out.
 */
export function isLike(text: string, pattern: string): boolean {
  const parts = partsOf(pattern)
  const characters = [...text]
  let [at, part] = [0, 0]
  /** Behind the last `%`: the part that follows it, and where the text after it was last taken to begin. */
  let again: { part: number; at: number } | null = null
  while (at < characters.length) {
    const wanted = parts[part]
    if (wanted === 'any') {
      part += 1
      again = { part, at }
    } else if (wanted !== undefined && (wanted === 'one' || wanted.character === characters[at])) {
      at += 1
      part += 1
    } else if (again !== null) {
      again.at += 1
      at = again.at
      part = again.part
    } else return false
  }
  return parts.slice(part).every((left) => left === 'any')
}
