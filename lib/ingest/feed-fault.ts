/** What a feed answered is not in its layout; nothing of it is taken in. The message says what was expected and no word of what came. */
export class FeedFault extends Error {
  constructor(
    readonly feed: string,
    reason: string,
  ) {
    super(`${feed}: ${reason}`)
  }
}

/** Told of each row or record of a feed that is not taken in: which, the field that stands in the way and why, and its words. */
export type OnSetAside = (row: { line: number; field: string; reason: string; text: string }) => void
