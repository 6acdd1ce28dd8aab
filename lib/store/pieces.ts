/** How many rows one statement of texts adds: SQLite takes a limited number of values at once. */
const together = 500

/** Items in lists of that length at most, in order. */
export function* pieces<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += together) yield items.slice(at, at + together)
}
