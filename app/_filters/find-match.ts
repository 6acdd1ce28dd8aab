/** One writing for a name and for what is typed to find it: no case, no soft hyphens, one apostrophe. */
const folded = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('\u00ad', '')
    .replace(/[’ʼ‘`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()

/** Whether a region by these names is one that is looked for; with nothing typed, every one is. */
export const isFound = (names: string, find: string): boolean => folded(names).includes(folded(find))
