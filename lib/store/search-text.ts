const apostrophes = /[’‘ʼ`´′＇]/gu

/** One spelling of a text for searching: composed, without case in any script (Greek and German included), one apostrophe. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replaceAll('\u0000', ' ')
    .replace(apostrophes, "'")
    .normalize('NFKC')
}

/** What is searched in a record: its parts, folded, one a line so that no word spans two. */
export function searchText(parts: readonly (string | null)[]): string {
  return fold(parts.filter((part) => part !== null).join('\n'))
}

/** Each word of a question as a LIKE pattern with `\` as its escape; every one of them must be found. */
export function wordPatterns(question: string): string[] {
  const words = fold(question).split(/\s+/u).filter(Boolean)
  return words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
}
