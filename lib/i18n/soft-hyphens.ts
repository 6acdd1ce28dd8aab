const softHyphen = '\u00ad'

/** Where a long Ukrainian name may break: after the first part of a compound, and before the suffix of an adjective. */
const seams = [
  /(?<=Дніпро)(?=петров)/,
  /(?<=домо)(?=господар)/,
  /(?<=генера)(?=тор)/,
  /(?<=Кірово)(?=град)/,
  /(?<=Терно)(?=піль)/,
  /(?<=[а-яіїєґ’]{4})(?=[сц]ьк[аоиіу])/,
]

/** A name with soft hyphens at its seams, so that it breaks well on a narrow screen; short words stay whole. */
export const softHyphens = (name: string): string =>
  name
    .split(' ')
    .map((word) => (word.length < 11 ? word : seams.reduce((parts, seam) => parts.replace(seam, softHyphen), word)))
    .join(' ')
