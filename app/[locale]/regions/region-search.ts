/** A text as it is searched: without case, with one writing for apostrophes, dashes and spaces; soft hyphens left out. */
export const searched = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\u00ad/g, '')
    .replace(/[’ʼ`']/g, '’')
    .replace(/[-‐‑–—\s]+/g, ' ')
    .trim()

/** Whether every word looked for begins a word of the text: `кривий` finds «Кривий Ріг», `ріг` too. Both are as `searched` leaves them. */
export function fits(text: string, find: string): boolean {
  const padded = ` ${text}`
  return find.split(' ').every((word) => padded.includes(` ${word}`))
}
